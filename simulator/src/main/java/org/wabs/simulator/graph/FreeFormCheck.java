package org.wabs.simulator.graph;

import java.util.Set;
import org.wabs.simulator.error.MetaCode;
import tools.jackson.databind.JsonNode;

/// Checks messages that are no templates against their documented limits.
final class FreeFormCheck {
    private static final int LONGEST_TEXT = 4_096;
    private static final int LONGEST_CAPTION = 1_024;
    private static final int LONGEST_INTERACTIVE = 1_024;
    private static final int LONGEST_FOOTER = 60;
    private static final int MOST_BUTTONS = 3;
    private static final int LONGEST_BUTTON = 20;
    private static final int LONGEST_BUTTON_ID = 256;
    private static final int LONGEST_ROW = 24;
    private static final int LONGEST_ROW_ID = 200;
    private static final int LONGEST_DESCRIPTION = 72;
    private static final int MOST_ROWS = 10;
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
                coordinate(content.path("latitude"), "location.latitude", 90);
                coordinate(content.path("longitude"), "location.longitude", 180);
            }
            case "contacts" -> contacts(content);
            case "reaction" -> required(content, "message_id", 512, "reaction");
            case "interactive" -> interactive(content);
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
            required(contact.path("name"), "formatted_name", LONGEST_TEXT, "contacts.name");
        }
    }

    private static void interactive(JsonNode content) {
        String type = content.path("type").asString("");
        JsonNode action = content.path("action");
        if (!action.isObject()) {
            throw new Refusal(MetaCode.PARAMETER_MISSING, "interactive.action is missing");
        }
        if (content.has("footer")) {
            required(content.path("footer"), "text", LONGEST_FOOTER, "interactive.footer");
        }
        switch (type) {
            case "button" -> {
                required(content.path("body"), "text", LONGEST_INTERACTIVE, "interactive.body");
                count(action.path("buttons"), MOST_BUTTONS, "interactive.action.buttons");
                for (JsonNode button : action.path("buttons")) {
                    required(button.path("reply"), "title", LONGEST_BUTTON, "button.reply");
                    required(button.path("reply"), "id", LONGEST_BUTTON_ID, "button.reply");
                }
            }
            case "list" -> list(content, action);
            case "cta_url" -> {
                required(content.path("body"), "text", LONGEST_INTERACTIVE, "interactive.body");
                JsonNode parameters = action.path("parameters");
                required(parameters, "display_text", LONGEST_BUTTON, "action.parameters");
                required(parameters, "url", 2_000, "action.parameters");
            }
            case "" -> throw new Refusal(MetaCode.PARAMETER_MISSING, "interactive.type is missing");
            default -> {
                // other kinds have an action, and that is all that is checked here
            }
        }
    }

    private static void list(JsonNode content, JsonNode action) {
        required(content.path("body"), "text", LONGEST_TEXT, "interactive.body");
        required(action, "button", LONGEST_BUTTON, "interactive.action");
        int rows = 0;
        for (JsonNode section : action.path("sections")) {
            optional(section, "title", LONGEST_ROW, "section");
            for (JsonNode row : section.path("rows")) {
                rows++;
                required(row, "id", LONGEST_ROW_ID, "row");
                required(row, "title", LONGEST_ROW, "row");
                optional(row, "description", LONGEST_DESCRIPTION, "row");
            }
        }
        if (rows < 1 || rows > MOST_ROWS) {
            throw new Refusal(
                    MetaCode.PARAMETER_VALUE,
                    "interactive.action.sections: 1 to " + MOST_ROWS + " rows, were " + rows);
        }
    }

    private static void count(JsonNode items, int most, String where) {
        if (items.isEmpty() || items.size() > most) {
            throw new Refusal(
                    MetaCode.PARAMETER_VALUE, where + ": 1 to " + most + ", were " + items.size());
        }
    }

    private static void required(JsonNode object, String field, int longest, String where) {
        if (!object.path(field).isString() || object.path(field).asString().isEmpty()) {
            throw new Refusal(
                    MetaCode.INVALID_PARAMETER,
                    "The parameter " + where + "['" + field + "'] is required.");
        }
        optional(object, field, longest, where);
    }

    private static void optional(JsonNode object, String field, int longest, String where) {
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
