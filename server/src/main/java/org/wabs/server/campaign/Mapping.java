package org.wabs.server.campaign;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Where the value of one variable comes from: exactly one of `field`, `attribute` and `text`.
///
/// @param field `name`, `number` or `language` of the contact
/// @param attribute name of an attribute of the contact; one that nobody has is fine with a
///   fallback
/// @param text the same for everybody
/// @param fallback for people who have no such value; without it they are skipped
record Mapping(
        @Nullable String field,
        @Nullable String attribute,
        @Nullable String text,
        @Nullable String fallback) {
    static final List<String> FIELDS = List.of("name", "number", "language");
    private static final int MAX_LENGTH = 2000;

    /// What is wrong with it, for a person.
    Optional<String> problem() {
        int given = (field == null ? 0 : 1) + (attribute == null ? 0 : 1) + (text == null ? 0 : 1);
        if (given != 1)
            return Optional.of(
                    "give exactly one of \"field\", \"attribute\" and \"text\", and a \"fallback\" if you like");
        if (field != null && !FIELDS.contains(field))
            return Optional.of(
                    "field is one of "
                            + String.join(", ", FIELDS)
                            + "; anything else of a contact is an \"attribute\"");
        if (attribute != null && attribute.isBlank())
            return Optional.of("attribute is the name of a contact's attribute");
        if (text != null && text.isBlank() && (fallback == null || fallback.isBlank()))
            return Optional.of("text must not be blank: Meta refuses empty values");
        if (key().length() > MAX_LENGTH || (fallback != null && fallback.length() > MAX_LENGTH))
            return Optional.of("at most " + MAX_LENGTH + " characters");
        return Optional.empty();
    }

    private String key() {
        return attribute != null ? attribute : text != null ? text : "";
    }

    /// Whether somebody may have no value for it.
    boolean canBeMissing() {
        return text == null && (fallback == null || fallback.isEmpty());
    }

    /// The value for one person, as the plan's statement computes it; null when there is none.
    @Nullable String value(Person person) {
        var own =
                text != null
                        ? text
                        : attribute != null
                                ? person.attribute(attribute)
                                : switch (String.valueOf(field)) {
                                    case "name" -> person.name();
                                    case "number" -> person.recipient();
                                    default -> person.language();
                                };
        if (own != null && !own.isEmpty()) return own;
        return fallback == null || fallback.isEmpty() ? null : fallback;
    }

    /// As the plan takes it.
    ObjectNode source() {
        var source =
                field != null
                        ? field.toUpperCase(Locale.ROOT)
                        : attribute != null ? "ATTRIBUTE" : "TEXT";
        var node = JsonNodeFactory.instance.objectNode().put("source", source).put("key", key());
        if (fallback != null) node.put("fallback", fallback);
        return node;
    }
}
