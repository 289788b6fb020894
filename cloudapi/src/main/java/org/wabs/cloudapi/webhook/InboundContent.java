package org.wabs.cloudapi.webhook;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.MediaKind;
import org.wabs.cloudapi.Wamid;
import org.wabs.cloudapi.error.MetaError;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// What an inbound message says (Meta's documentation, read 2026-10). Types this version does not
/// know are [Unknown]; the JSON is in the event.
public sealed interface InboundContent {

    /// Reads a message that was kept as Meta gave it.
    static InboundContent of(JsonNode message) {
        return ContentReader.content(new Fields(message));
    }

    record Text(String body) implements InboundContent {
        @Override
        public String toString() {
            return "Text[" + body.length() + " characters]";
        }
    }

    /// @param id lives 7 days
    /// @param sha256 base64, in some payloads hex
    /// @param url fresh for 5 minutes, needs the access token
    record Media(
            MediaKind kind,
            String id,
            @Nullable String mimeType,
            @Nullable String sha256,
            @Nullable String url,
            @Nullable String caption,
            @Nullable String filename,
            boolean voice,
            boolean animated)
            implements InboundContent {
        @Override
        public String toString() {
            return "Media[" + kind + "]";
        }
    }

    record Location(
            double latitude,
            double longitude,
            @Nullable String name,
            @Nullable String address,
            @Nullable String url)
            implements InboundContent {
        @Override
        public String toString() {
            return "Location[]";
        }
    }

    record Contacts(List<ContactCard> cards) implements InboundContent {
        public Contacts {
            cards = List.copyOf(cards);
        }

        @Override
        public String toString() {
            return "Contacts[" + cards.size() + "]";
        }
    }

    /// @param phones as written by the person
    /// @param origin `contact_request` when it answers our request for a number
    record ContactCard(
            @Nullable String name,
            List<String> phones,
            @Nullable String waId,
            @Nullable String origin,
            JsonNode raw) {
        public ContactCard {
            phones = List.copyOf(phones);
        }

        @Override
        public String toString() {
            return "ContactCard[]";
        }
    }

    /// @param emoji null when the reaction was taken back
    record Reaction(Wamid messageId, @Nullable String emoji) implements InboundContent {}

    /// A quick reply button of a template.
    ///
    /// @param payload the label, unless the template message carried a payload
    record TemplateButton(String payload, String text) implements InboundContent {
        @Override
        public String toString() {
            return "TemplateButton[]";
        }
    }

    /// A reply button of an interactive message.
    record ButtonReply(String id, String title) implements InboundContent {}

    record ListReply(String id, String title, @Nullable String description)
            implements InboundContent {}

    /// @param responseJson the filled form, JSON as text
    record FlowReply(@Nullable String name, @Nullable String body, String responseJson)
            implements InboundContent {
        @Override
        public String toString() {
            return "FlowReply[]";
        }
    }

    record Order(@Nullable String catalogId, @Nullable String text, List<OrderItem> items)
            implements InboundContent {
        public Order {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return "Order[" + items.size() + "]";
        }
    }

    record OrderItem(
            String productRetailerId,
            @Nullable Integer quantity,
            @Nullable Double price,
            @Nullable String currency) {}

    /// The person changed number, user id or identity.
    ///
    /// @param type `user_changed_number`, `user_changed_user_id`, `customer_identity_changed`, …
    /// @param waId the new number, digits
    /// @param userId the new business-scoped user id
    record SystemNotice(
            String type, @Nullable String body, @Nullable String waId, @Nullable String userId)
            implements InboundContent {
        @Override
        public String toString() {
            return "SystemNotice[" + type + "]";
        }
    }

    /// Meta cannot hand it over.
    ///
    /// @param kind what it was, when Meta says so: edit, poll, …
    record Unsupported(@Nullable String kind, List<MetaError> errors) implements InboundContent {
        public Unsupported {
            errors = List.copyOf(errors);
        }
    }

    /// Coexistence: the person changed an earlier message.
    record Edit(Wamid originalMessageId, InboundContent content) implements InboundContent {}

    /// Coexistence: the person took an earlier message back.
    record Revoke(Wamid originalMessageId) implements InboundContent {}

    /// @param type as Meta names it; empty when missing
    record Unknown(String type) implements InboundContent {}

    /// The words of the person, where there are any: text, caption, the label that was pressed.
    default Optional<String> words() {
        return switch (this) {
            case Text text -> Optional.of(text.body());
            case Media media -> Optional.ofNullable(media.caption());
            case TemplateButton button -> Optional.of(button.text());
            case ButtonReply reply -> Optional.of(reply.title());
            case ListReply reply -> Optional.of(reply.title());
            case Order order -> Optional.ofNullable(order.text());
            case Edit edit -> edit.content().words();
            case Location _, Contacts _, Reaction _, FlowReply _ -> Optional.empty();
            case SystemNotice _, Unsupported _, Revoke _, Unknown _ -> Optional.empty();
        };
    }

    /// The file that comes with it.
    default Optional<Media> medium() {
        if (this instanceof Edit edit) return edit.content().medium();
        return this instanceof Media media ? Optional.of(media) : Optional.empty();
    }
}
