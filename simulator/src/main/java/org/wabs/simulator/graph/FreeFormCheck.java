package org.wabs.simulator.graph;

import java.util.Set;
import org.wabs.simulator.error.MetaCode;
import tools.jackson.databind.JsonNode;

/// Checks messages that are no templates against their documented limits.
final class FreeFormCheck {
    private static final int LONGEST_TEXT = 4_096;
    private static final int LONGEST_CAPTION = 1_024;
    private static final Set<String> TYPES =
            Set.of(
                    "text",
                    "image",
                    "video",
                    "document",
                    "audio",
                    "sticker",
                    "location",
                    "contacts",
                    "reaction",
                    "interactive");

    private static final Set<String> CARD_FIELDS =
            Set.of("name", "phones", "emails", "addresses", "org", "urls", "birthday");

    private FreeFormCheck() {}

    static boolean knows(String type) {
        return TYPES.contains(type);
    }

    /// @throws Refusal with the code that Meta gives
    static void check(String type, JsonNode content) {
        if (content.isMissingNode() || content.isNull()) {
            throw Refusal.invalid("Parameter '" + type + "' is mandatory for type '" + type + "'");
        }
        switch (type) {
            case "text" -> {
                Envelope.onlyKnown(content, Set.of("body", "preview_url"), "text");
                required(content, "body", LONGEST_TEXT, "text");
            }
            case "image", "video" -> {
                Envelope.onlyKnown(content, Set.of("id", "link", "caption"), type);
                media(content, type);
                optional(content, "caption", LONGEST_CAPTION, type);
            }
            case "document" -> {
                Envelope.onlyKnown(content, Set.of("id", "link", "caption", "filename"), type);
                media(content, type);
                optional(content, "caption", LONGEST_CAPTION, type);
            }
            case "audio", "sticker" -> {
                Envelope.onlyKnown(content, Set.of("id", "link", "voice"), type);
                media(content, type);
            }
            case "location" -> {
                Envelope.onlyKnown(
                        content, Set.of("latitude", "longitude", "name", "address"), type);
                coordinate(content.path("latitude"), "location.latitude", 90);
                coordinate(content.path("longitude"), "location.longitude", 180);
            }
            case "contacts" -> contacts(content);
            case "reaction" -> required(content, "message_id", 512, "reaction");
            case "interactive" -> InteractiveCheck.check(content);
            default -> throw Refusal.invalid("Param type: unknown type " + type);
        }
    }

    /// An uploaded id or a public link, one of them.
    static void media(JsonNode media, String where) {
        boolean id = media.path("id").isString() && !media.path("id").asString().isEmpty();
        String link = media.path("link").asString("");
        if (id == !link.isEmpty()) {
            throw new Refusal(MetaCode.PARAMETER_VALUE, where + ": either id or link is wanted");
        }
        if (!link.isEmpty() && !link.matches("https?://.+")) {
            throw new Refusal(MetaCode.PARAMETER_VALUE, where + ".link is not a valid URI");
        }
    }

    private static void coordinate(JsonNode value, String where, double most) {
        double degrees = value.asDouble(Double.NaN);
        if (!(Math.abs(degrees) <= most)) {
            throw new Refusal(MetaCode.PARAMETER_VALUE, where + ": degrees are wanted");
        }
    }

    private static void contacts(JsonNode contacts) {
        if (!contacts.isArray() || contacts.isEmpty()) {
            throw new Refusal(MetaCode.PARAMETER_VALUE, "contacts: at least one is wanted");
        }
        for (JsonNode contact : contacts) {
            Envelope.onlyKnown(contact, CARD_FIELDS, "contacts");
            required(contact.path("name"), "formatted_name", LONGEST_TEXT, "contacts.name");
            if (contact.path("name").size() < 2) {
                throw new Refusal(
                        MetaCode.PARAMETER_MISSING, "contacts.name: one more part of the name");
            }
        }
    }

    static void required(JsonNode object, String field, int longest, String where) {
        if (!object.path(field).isString() || object.path(field).asString().isEmpty()) {
            throw new Refusal(
                    MetaCode.INVALID_PARAMETER,
                    "The parameter " + where + "['" + field + "'] is required.");
        }
        optional(object, field, longest, where);
    }

    static void optional(JsonNode object, String field, int longest, String where) {
        String text = object.path(field).asString("");
        if (text.codePointCount(0, text.length()) > longest) {
            throw Refusal.invalid(
                    "Param "
                            + where
                            + "['"
                            + field
                            + "'] must be at most "
                            + longest
                            + " characters long.");
        }
    }
}
