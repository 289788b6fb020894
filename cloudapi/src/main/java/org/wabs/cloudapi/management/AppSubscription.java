package org.wabs.cloudapi.management;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// What an app hears of, and where.
///
/// @param object such as `whatsapp_business_account`
/// @param fields of webhooks, such as `messages`
public record AppSubscription(
        String object, @Nullable String callbackUrl, boolean active, List<String> fields) {
    public static final String WHATSAPP = "whatsapp_business_account";

    public AppSubscription {
        fields = List.copyOf(fields);
    }

    public static AppSubscription of(JsonNode node) {
        var fields = new Fields(node);
        return new AppSubscription(
                fields.requiredText("object"),
                fields.text("callback_url"),
                fields.flag("active"),
                node.path("fields")
                        .valueStream()
                        .map(field ->
                                field.isString()
                                        ? field.asString()
                                        : field.path("name").asString(""))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }
}
