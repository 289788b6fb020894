package org.wabs.cloudapi.management;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// One button of a template as approved.
///
/// @param type QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, FLOW, CATALOG, MPM, SPM, OTP, VOICE_CALL,
///   …
/// @param text the label
/// @param url of a URL button; one variable `{{1}}` at most, at its end
/// @param example of the variable, as given at creation
public record ButtonDefinition(
        String type,
        @Nullable String text,
        @Nullable String url,
        @Nullable String phoneNumber,
        List<String> example,
        JsonNode raw) {

    public ButtonDefinition {
        example = List.copyOf(example);
    }

    static ButtonDefinition of(Fields button) {
        String single = button.text("example");
        return new ButtonDefinition(
                button.text("type", "").toUpperCase(Locale.ROOT),
                button.text("text"),
                button.text("url"),
                button.text("phone_number"),
                single == null ? button.texts("example") : List.of(single),
                button.node());
    }
}
