package org.wabs.server.inbox;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.ContactCard;
import org.wabs.server.dispatch.InteractiveForm;
import org.wabs.server.media.MediaState;
import tools.jackson.databind.JsonNode;

/// What a message says, for people to look at. Which parts are there follows from the type.
///
/// @param type text, image, video, audio, document, sticker, location, contacts, interactive,
///   template; from people also button (of a template), button_reply, list_reply, flow_reply,
///   order, system, unsupported, edit, revoke, and whatever Meta adds
/// @param text words, caption, label that was pressed
/// @param contacts as they were sent by us
/// @param cards as they came from people
/// @param raw of a type that this version does not know, as Meta gave it
record ContentView(
        String type,
        @Nullable String text,
        @Nullable Medium media,
        @Nullable Location location,
        @Nullable List<ContactCard> contacts,
        @Nullable List<Card> cards,
        @Nullable Template template,
        @Nullable InteractiveForm interactive,
        @Nullable Choice choice,
        @Nullable Flow flow,
        @Nullable Order order,
        @Nullable Notice notice,
        @Nullable JsonNode raw) {

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

    static ContentView of(String type, @Nullable String text) {
        return new ContentView(
                type, text, null, null, null, null, null, null, null, null, null, null, null);
    }

    ContentView with(Medium medium) {
        return new ContentView(
                type,
                text,
                medium,
                location,
                contacts,
                cards,
                template,
                interactive,
                choice,
                flow,
                order,
                notice,
                raw);
    }

    ContentView with(Location place) {
        return new ContentView(
                type,
                text,
                media,
                place,
                contacts,
                cards,
                template,
                interactive,
                choice,
                flow,
                order,
                notice,
                raw);
    }

    ContentView withContacts(List<ContactCard> sent) {
        return new ContentView(
                type,
                text,
                media,
                location,
                sent,
                cards,
                template,
                interactive,
                choice,
                flow,
                order,
                notice,
                raw);
    }

    ContentView withCards(List<Card> given) {
        return new ContentView(
                type,
                text,
                media,
                location,
                contacts,
                given,
                template,
                interactive,
                choice,
                flow,
                order,
                notice,
                raw);
    }

    ContentView with(Template source) {
        return new ContentView(
                type,
                text,
                media,
                location,
                contacts,
                cards,
                source,
                interactive,
                choice,
                flow,
                order,
                notice,
                raw);
    }

    ContentView with(InteractiveForm form) {
        return new ContentView(
                type, text, media, location, contacts, cards, template, form, choice, flow, order,
                notice, raw);
    }

    ContentView with(Choice made) {
        return new ContentView(
                type,
                text,
                media,
                location,
                contacts,
                cards,
                template,
                interactive,
                made,
                flow,
                order,
                notice,
                raw);
    }

    ContentView with(Flow filled) {
        return new ContentView(
                type,
                text,
                media,
                location,
                contacts,
                cards,
                template,
                interactive,
                choice,
                filled,
                order,
                notice,
                raw);
    }

    ContentView with(Order wanted) {
        return new ContentView(
                type,
                text,
                media,
                location,
                contacts,
                cards,
                template,
                interactive,
                choice,
                flow,
                wanted,
                notice,
                raw);
    }

    ContentView with(Notice told) {
        return new ContentView(
                type,
                text,
                media,
                location,
                contacts,
                cards,
                template,
                interactive,
                choice,
                flow,
                order,
                told,
                raw);
    }

    ContentView withRaw(JsonNode asGiven) {
        return new ContentView(
                type,
                text,
                media,
                location,
                contacts,
                cards,
                template,
                interactive,
                choice,
                flow,
                order,
                notice,
                asGiven);
    }

    @Override
    public String toString() {
        return "ContentView[" + type + "]";
    }
}
