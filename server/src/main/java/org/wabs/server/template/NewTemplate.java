package org.wabs.server.template;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A template as somebody wants it, in Meta's form; [TemplateLinter] says what is wrong with it.
///
/// @param parameterFormat POSITIONAL (also when missing) or NAMED
/// @param components Meta's JSON: an array of HEADER, BODY, FOOTER, BUTTONS, …
record NewTemplate(
        String name,
        String language,
        String category,
        @Nullable String parameterFormat,
        JsonNode components) {
    boolean isNamed() {
        return "NAMED".equalsIgnoreCase(parameterFormat);
    }

    boolean is(Category other) {
        return other.name().equals(category);
    }

    NewTemplate with(JsonNode others) {
        return new NewTemplate(name, language, category, parameterFormat, others);
    }

    /// What is sent to Meta.
    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", name).put("language", language).put("category", category);
        json.put("parameter_format", isNamed() ? "named" : "positional");
        json.set("components", components);
        return json;
    }

    String format() {
        return isNamed() ? "NAMED" : "POSITIONAL";
    }

    static String upper(JsonNode node, String field) {
        return node.path(field).asString("").toUpperCase(Locale.ROOT);
    }
}
