package org.wabs.cloudapi.management;

import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.MetaAppId;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// An app that receives the webhooks of a WABA.
///
/// @param overrideCallbackUri where this WABA's messages go instead of the app's own address
public record SubscribedApp(
        MetaAppId id, @Nullable String name, @Nullable String overrideCallbackUri) {
    public static SubscribedApp of(JsonNode node) {
        var fields = new Fields(node);
        Fields app = fields.object("whatsapp_business_api_data");
        return new SubscribedApp(
                new MetaAppId(app.requiredText("id")),
                app.text("name"),
                fields.text("override_callback_uri"));
    }
}
