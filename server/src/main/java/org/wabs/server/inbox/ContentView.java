package org.wabs.server.inbox;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.ContactCard;
import org.wabs.server.dispatch.InteractiveForm;
import org.wabs.server.media.MediaState;
import tools.jackson.databind.JsonNode;

/// What a message says, for people to look at. Which parts are there follows from the type: text,
/// image, video, audio, document, sticker, location, contacts, interactive, template; from people
/// also button (of a template), button_reply, list_reply, flow_reply, order, system, unsupported,
/// edit, revoke, and whatever Meta adds.
sealed interface ContentView {
    String type();

    /// Words, caption, label that was pressed; of a template, its body filled in.
    default @Nullable String text() {
        return null;
    }

    /// No log holds what people say.
    private static String says(ContentView content) {
        return "ContentView[" + content.type() + "]";
    }

    /// A text or a reaction; `erased` of somebody who wanted to be forgotten.
    record Words(String type, @Nullable String text) implements ContentView {
        @Override
        public String toString() {
            return says(this);
        }
    }

    /// A picture, video, audio, document or sticker.
    ///
    /// @param text its caption
    record File(String type, @Nullable String text, Medium media) implements ContentView {
        @Override
        public String toString() {
            return says(this);
        }
    }

    record Place(String type, Location location) implements ContentView {
        @Override
        public String toString() {
            return says(this);
        }
    }

    /// Contacts as they were sent by us.
    record SentContacts(String type, List<ContactCard> contacts) implements ContentView {
        @Override
        public String toString() {
            return says(this);
        }
    }

    /// Contacts as they came from people.
    record GivenContacts(String type, List<Card> cards) implements ContentView {
        @Override
        public String toString() {
            return says(this);
        }
    }

    /// @param text its body, filled in
    record OfTemplate(String type, @Nullable String text, Template template)
            implements ContentView {
        @Override
        public String toString() {
            return says(this);
        }
    }

    record Interactive(String type, @Nullable String text, InteractiveForm interactive)
            implements ContentView {
        @Override
        public String toString() {
            return says(this);
        }
    }

    /// A button or a row that was pressed.
    ///
    /// @param text its label
    record Chosen(String type, @Nullable String text, Choice choice) implements ContentView {
        @Override
        public String toString() {
            return says(this);
        }
    }

    /// A form that was filled.
    record Filled(String type, @Nullable String text, Flow flow) implements ContentView {
        @Override
        public String toString() {
            return says(this);
        }
    }

    record Ordered(String type, @Nullable String text, Order order) implements ContentView {
        @Override
        public String toString() {
            return says(this);
        }
    }

    /// Something about the person, or about an earlier message.
    record Told(String type, @Nullable String text, Notice notice) implements ContentView {
        @Override
        public String toString() {
            return says(this);
        }
    }

    /// @param raw of a type that this version does not know, as Meta gave it
    record Unknown(String type, JsonNode raw) implements ContentView {
        @Override
        public String toString() {
            return says(this);
        }
    }

    /// @param id for `GET /api/media/{id}`; absent where we sent a link
    /// @param problem why the file of a person could not be fetched
    record Medium(
            @Nullable UUID id,
            @Nullable String link,
            @Nullable MediaState state,
            @Nullable String mimeType,
            @Nullable String fileName,
            @Nullable Long size,
            boolean voice,
            boolean animated,
            @Nullable String problem) {}

    record Location(
            double latitude,
            double longitude,
            @Nullable String name,
            @Nullable String address,
            @Nullable String url) {}

    /// @param phones as the person wrote them
    /// @param waId digits, when the number is on WhatsApp
    record Card(@Nullable String name, List<String> phones, @Nullable String waId) {}

    record Template(String name, String language) {}

    /// What was pressed or chosen.
    ///
    /// @param id ours: of the button or row, or a template button's payload
    record Choice(String id, String title, @Nullable String description) {}

    /// @param responseJson the filled form, JSON as text
    record Flow(@Nullable String name, String responseJson) {}

    record Order(@Nullable String catalogId, List<Item> items) {}

    record Item(
            String productRetailerId,
            @Nullable Integer quantity,
            @Nullable Double price,
            @Nullable String currency) {}

    /// Something about the person, or about an earlier message.
    ///
    /// @param kind as Meta names it: user_changed_number, edit, poll, …
    /// @param messageId the earlier message, where it is known here
    /// @param code Meta's, when it could not hand the message over
    record Notice(
            String kind, @Nullable String waId, @Nullable UUID messageId, @Nullable Integer code) {}
}
