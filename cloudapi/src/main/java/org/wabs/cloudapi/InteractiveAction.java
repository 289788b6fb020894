package org.wabs.cloudapi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a person can do with an interactive message.
public sealed interface InteractiveAction {
    /// Meta's name: `interactive.type`.
    String type();

    /// 1 to 3 buttons; a press comes back as `button_reply`.
    record ReplyButtons(List<Choice> buttons) implements InteractiveAction {
        public ReplyButtons {
            buttons = List.copyOf(buttons);
        }

        @Override
        public String type() {
            return "button";
        }
    }

    /// Something to choose.
    ///
    /// @param id ours, comes back
    record Choice(String id, String title) {}

    /// @param button opens the list
    record ListMenu(String button, List<Section> sections) implements InteractiveAction {
        public ListMenu {
            sections = List.copyOf(sections);
        }

        @Override
        public String type() {
            return "list";
        }
    }

    /// @param title needed when there are several sections
    record Section(@Nullable String title, List<Row> rows) {
        public Section {
            rows = List.copyOf(rows);
        }
    }

    record Row(String id, String title, @Nullable String description) {}

    /// A button that opens a web page.
    record CtaUrl(String displayText, String url) implements InteractiveAction {
        @Override
        public String type() {
            return "cta_url";
        }
    }

    /// Asks where the person is.
    record LocationRequest() implements InteractiveAction {
        @Override
        public String type() {
            return "location_request_message";
        }
    }

    /// Asks somebody with a username for the phone number (since 2026-05).
    record ContactRequest() implements InteractiveAction {
        @Override
        public String type() {
            return "contact_request";
        }
    }

    /// A form made in WhatsApp Manager.
    ///
    /// @param flowId or `flowName`, one of them
    /// @param token ours, comes back with the filled form
    /// @param screen the first one; null when the flow's endpoint decides
    /// @param data for the first screen, an object
    /// @param draft shows a flow that is not published, to testers
    record Flow(
            @Nullable String flowId,
            @Nullable String flowName,
            String cta,
            @Nullable String token,
            @Nullable String screen,
            @Nullable JsonNode data,
            boolean draft)
            implements InteractiveAction {
        @Override
        public String type() {
            return "flow";
        }

        @Override
        public String toString() {
            return "Flow[]";
        }
    }

    record Product(String catalogId, String retailerId) implements InteractiveAction {
        @Override
        public String type() {
            return "product";
        }
    }

    /// Up to 30 products in up to 10 sections; needs a text header.
    record ProductList(String catalogId, List<ProductSection> sections)
            implements InteractiveAction {
        public ProductList {
            sections = List.copyOf(sections);
        }

        @Override
        public String type() {
            return "product_list";
        }
    }

    record ProductSection(@Nullable String title, List<String> retailerIds) {
        public ProductSection {
            retailerIds = List.copyOf(retailerIds);
        }
    }

    /// @param thumbnailRetailerId whose picture is shown; null: the first product's
    record Catalog(@Nullable String thumbnailRetailerId) implements InteractiveAction {
        @Override
        public String type() {
            return "catalog_message";
        }
    }

    /// 2 to 10 cards with the same buttons on each.
    record Carousel(List<Card> cards) implements InteractiveAction {
        public Carousel {
            cards = List.copyOf(cards);
        }

        @Override
        public String type() {
            return "carousel";
        }
    }

    /// @param header image or video
    /// @param link or `replies`, one of them
    record Card(
            InteractiveHeader.Media header,
            @Nullable String body,
            @Nullable CtaUrl link,
            List<Choice> replies) {
        public Card {
            replies = List.copyOf(replies);
        }
    }

    /// A delivery address (India).
    ///
    /// @param country ISO code
    /// @param values what is filled in already, an object
    record AddressRequest(String country, @Nullable JsonNode values) implements InteractiveAction {
        @Override
        public String type() {
            return "address_message";
        }

        @Override
        public String toString() {
            return "AddressRequest[]";
        }
    }

    /// Asks whether the business may call.
    record CallPermissionRequest() implements InteractiveAction {
        @Override
        public String type() {
            return "call_permission_request";
        }
    }

    /// A button that calls the business in WhatsApp.
    record VoiceCall(String displayText) implements InteractiveAction {
        @Override
        public String type() {
            return "voice_call";
        }
    }
}
