package org.wabs.server.campaign;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// One of the audience, as far as variables and previews need it. `toString` shows nothing of it.
///
/// @param recipient E.164 with `+`, or a business-scoped user id
record Person(
        String recipient, @Nullable String name, @Nullable String language, JsonNode attributes) {
    private static final int SHOWN = 4;

    /// Has no value for anything.
    static Person nobody() {
        return new Person("", null, null, JsonNodeFactory.instance.objectNode());
    }

    @Nullable String attribute(String key) {
        var value = attributes.get(key);
        if (value == null || value.isNull()) return null;
        return value.isString() ? value.asString() : value.toString();
    }

    /// Enough to recognize somebody by, too little to write to.
    String masked() {
        return recipient.length() <= SHOWN
                ? "…"
                : "…" + recipient.substring(recipient.length() - SHOWN);
    }

    @Override
    public String toString() {
        return "Person[" + masked() + "]";
    }
}
