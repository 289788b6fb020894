package org.wabs.simulator.graph;

import java.util.HashSet;
import java.util.Set;
import org.wabs.simulator.error.MetaCode;
import tools.jackson.databind.JsonNode;

/// Checks the object `interactive` of a message against its documented limits.
final class InteractiveCheck {
    private static final int LONGEST_BODY = 1_024;
    private static final int LONGEST_LIST_BODY = 4_096;
    private static final int LONGEST_HEADER = 60;
    private static final int LONGEST_FOOTER = 60;
    private static final int MOST_BUTTONS = 3;
    private static final int LONGEST_BUTTON = 20;
    private static final int LONGEST_BUTTON_ID = 256;
    private static final int LONGEST_ROW = 24;
    private static final int LONGEST_ROW_ID = 200;
    private static final int LONGEST_DESCRIPTION = 72;
    private static final int MOST_ROWS = 10;
    private static final int LONGEST_URL = 2_000;
    private static final int MOST_PRODUCTS = 30;
    private static final int FEWEST_CARDS = 2;
    private static final int MOST_CARDS = 10;
    private static final int LONGEST_CARD_BODY = 160;
    private static final Set<String> HEADERS = Set.of("text", "image", "video", "document");

    private InteractiveCheck() {}

    /// @throws Refusal with the code that Meta gives
    static void check(JsonNode content) {
        Envelope.onlyKnown(
                content, Set.of("type", "header", "body", "footer", "action"), "interactive");
        String type = content.path("type").asString("");
        JsonNode action = content.path("action");
        if (!action.isObject()) {
            throw new Refusal(MetaCode.PARAMETER_MISSING, "interactive.action is missing");
        }
        if (content.has("footer")) {
            FreeFormCheck.required(
                    content.path("footer"), "text", LONGEST_FOOTER, "interactive.footer");
        }
        header(type, content.path("header"));
        if (!type.equals("product") || content.has("body")) {
            int longest = type.equals("list") ? LONGEST_LIST_BODY : LONGEST_BODY;
            FreeFormCheck.required(content.path("body"), "text", longest, "interactive.body");
        }
        action(type, action);
    }

    private static void header(String type, JsonNode header) {
        if (header.isMissingNode()) {
            if (type.equals("product_list")) {
                throw new Refusal(MetaCode.PARAMETER_MISSING, "interactive.header is missing");
            }
            return;
        }
        String kind = header.path("type").asString("");
        boolean onlyText = type.equals("list") || type.equals("product_list");
        if (!HEADERS.contains(kind) || (onlyText && !kind.equals("text"))) {
            throw new Refusal(
                    MetaCode.PARAMETER_VALUE, "interactive.header.type: not " + kind + " here");
        }
        if (kind.equals("text")) {
            FreeFormCheck.required(header, "text", LONGEST_HEADER, "interactive.header");
        } else {
            FreeFormCheck.media(header.path(kind), "interactive.header." + kind);
        }
    }

    private static void action(String type, JsonNode action) {
        switch (type) {
            case "button" -> buttons(action);
            case "list" -> list(action);
            case "cta_url" -> link(action);
            case "location_request_message" -> name(action, "send_location");
            case "contact_request" -> name(action, "request_contact_info");
            case "call_permission_request" -> name(action, "call_permission_request");
            case "voice_call" -> {
                name(action, "voice_call");
                FreeFormCheck.optional(
                        action.path("parameters"), "display_text", LONGEST_BUTTON, "parameters");
            }
            case "flow" -> flow(action);
            case "product" -> {
                FreeFormCheck.required(action, "catalog_id", LONGEST_BUTTON_ID, "action");
                FreeFormCheck.required(action, "product_retailer_id", LONGEST_BUTTON_ID, "action");
            }
            case "product_list" -> products(action);
            case "catalog_message" -> name(action, "catalog_message");
            case "carousel" -> carousel(action);
            case "address_message" -> {
                name(action, "address_message");
                FreeFormCheck.required(action.path("parameters"), "country", 2, "parameters");
            }
            case "" -> throw new Refusal(MetaCode.PARAMETER_MISSING, "interactive.type is missing");
            default ->
                    throw new Refusal(
                            MetaCode.PARAMETER_VALUE, "interactive.type: unknown: " + type);
        }
    }

    private static void name(JsonNode action, String wanted) {
        if (!action.path("name").asString("").equals(wanted)) {
            throw new Refusal(
                    MetaCode.PARAMETER_VALUE, "interactive.action.name must be " + wanted);
        }
    }

    private static void buttons(JsonNode action) {
        count(action.path("buttons"), 1, MOST_BUTTONS, "interactive.action.buttons");
        var ids = new HashSet<String>();
        for (JsonNode button : action.path("buttons")) {
            FreeFormCheck.required(button.path("reply"), "title", LONGEST_BUTTON, "button.reply");
            FreeFormCheck.required(button.path("reply"), "id", LONGEST_BUTTON_ID, "button.reply");
            if (!ids.add(button.path("reply").path("id").asString())) {
                throw new Refusal(MetaCode.PARAMETER_VALUE, "buttons: an id stands there twice");
            }
        }
    }

    private static void link(JsonNode action) {
        name(action, "cta_url");
        JsonNode parameters = action.path("parameters");
        FreeFormCheck.required(parameters, "display_text", LONGEST_BUTTON, "action.parameters");
        FreeFormCheck.required(parameters, "url", LONGEST_URL, "action.parameters");
    }

    private static void list(JsonNode action) {
        FreeFormCheck.required(action, "button", LONGEST_BUTTON, "interactive.action");
        int rows = 0;
        JsonNode sections = action.path("sections");
        for (JsonNode section : sections) {
            if (sections.size() > 1) {
                FreeFormCheck.required(section, "title", LONGEST_ROW, "section");
            }
            FreeFormCheck.optional(section, "title", LONGEST_ROW, "section");
            for (JsonNode row : section.path("rows")) {
                rows++;
                FreeFormCheck.required(row, "id", LONGEST_ROW_ID, "row");
                FreeFormCheck.required(row, "title", LONGEST_ROW, "row");
                FreeFormCheck.optional(row, "description", LONGEST_DESCRIPTION, "row");
            }
        }
        if (rows < 1 || rows > MOST_ROWS) {
            throw new Refusal(
                    MetaCode.PARAMETER_VALUE,
                    "interactive.action.sections: 1 to " + MOST_ROWS + " rows, were " + rows);
        }
    }

    private static void flow(JsonNode action) {
        name(action, "flow");
        JsonNode parameters = action.path("parameters");
        FreeFormCheck.required(parameters, "flow_message_version", 8, "action.parameters");
        FreeFormCheck.required(parameters, "flow_cta", LONGEST_BUTTON, "action.parameters");
        if (parameters.has("flow_id") == parameters.has("flow_name")) {
            throw new Refusal(
                    MetaCode.PARAMETER_VALUE, "parameters: either flow_id or flow_name is wanted");
        }
    }

    private static void products(JsonNode action) {
        FreeFormCheck.required(action, "catalog_id", LONGEST_BUTTON_ID, "action");
        int products = 0;
        for (JsonNode section : action.path("sections")) {
            FreeFormCheck.optional(section, "title", LONGEST_ROW, "section");
            products += section.path("product_items").size();
        }
        if (products < 1 || products > MOST_PRODUCTS) {
            throw new Refusal(
                    MetaCode.PARAMETER_VALUE,
                    "sections: 1 to " + MOST_PRODUCTS + " products, were " + products);
        }
    }

    private static void carousel(JsonNode action) {
        JsonNode cards = action.path("cards");
        count(cards, FEWEST_CARDS, MOST_CARDS, "interactive.action.cards");
        var kinds = new HashSet<String>();
        for (JsonNode card : cards) {
            JsonNode header = card.path("header");
            String kind = header.path("type").asString("");
            if (!kind.equals("image") && !kind.equals("video")) {
                throw new Refusal(MetaCode.PARAMETER_VALUE, "card.header: image or video");
            }
            FreeFormCheck.media(header.path(kind), "card.header");
            FreeFormCheck.optional(card.path("body"), "text", LONGEST_CARD_BODY, "card.body");
            kinds.add(kind + card.path("action").path("buttons").size());
        }
        if (kinds.size() > 1) {
            throw new Refusal(
                    MetaCode.PARAMETER_VALUE, "cards: the same header and buttons on each");
        }
    }

    private static void count(JsonNode items, int least, int most, String where) {
        if (items.size() < least || items.size() > most) {
            throw new Refusal(
                    MetaCode.PARAMETER_VALUE,
                    where + ": " + least + " to " + most + ", were " + items.size());
        }
    }
}
