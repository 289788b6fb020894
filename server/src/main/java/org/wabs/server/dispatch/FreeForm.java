package org.wabs.server.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.ContactCard;
import org.wabs.cloudapi.Content;
import org.wabs.cloudapi.MediaKind;
import org.wabs.cloudapi.MediaReference;
import org.wabs.cloudapi.Wamid;

/// What a message without template says: exactly one of these. As a client writes it, and as it is
/// kept in `message_content.content`.
public record FreeForm(
        @Nullable Text text,
        @Nullable Medium image,
        @Nullable Medium video,
        @Nullable Medium audio,
        @Nullable Medium document,
        @Nullable Medium sticker,
        @Nullable Location location,
        @Nullable List<ContactCard> contacts,
        @Nullable Reaction reaction,
        @Nullable InteractiveForm interactive) {

    static FreeForm ofText(String body) {
        return new FreeForm(
                new Text(body, null), null, null, null, null, null, null, null, null, null);
    }

    /// @param previewUrl show a preview of the first link
    public record Text(String body, @Nullable Boolean previewUrl) {}

    /// @param mediaId of `POST /api/media`, or `link`: one of them
    /// @param link public https, fetched by Meta
    /// @param fileName documents only
    /// @param voice audio only: shown as a voice message
    public record Medium(
            @Nullable UUID mediaId,
            @Nullable String link,
            @Nullable String caption,
            @Nullable String fileName,
            @Nullable Boolean voice) {}

    public record Location(
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable String name,
            @Nullable String address) {}

    /// @param messageId the message of this conversation that it is put on
    /// @param emoji left out: takes an earlier reaction back
    public record Reaction(@Nullable UUID messageId, @Nullable String emoji) {}

    /// What is given, by Meta's names of the types.
    List<String> types() {
        var types = new ArrayList<String>();
        if (text != null) types.add("text");
        if (image != null) types.add("image");
        if (video != null) types.add("video");
        if (audio != null) types.add("audio");
        if (document != null) types.add("document");
        if (sticker != null) types.add("sticker");
        if (location != null) types.add("location");
        if (contacts != null) types.add("contacts");
        if (reaction != null) types.add("reaction");
        if (interactive != null) types.add("interactive");
        return types;
    }

    public @Nullable Medium medium(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> image;
            case VIDEO -> video;
            case AUDIO -> audio;
            case DOCUMENT -> document;
            case STICKER -> sticker;
        };
    }

    /// Media of ours that Meta needs, and as what.
    List<Needed> needed() {
        var needed = new ArrayList<Needed>();
        for (var kind : MediaKind.values()) add(needed, kind, medium(kind));
        if (interactive != null) interactive.addNeeded(needed);
        return needed;
    }

    record Needed(UUID mediaId, MediaKind kind) {}

    static void add(List<Needed> needed, MediaKind kind, @Nullable Medium medium) {
        if (medium != null && medium.mediaId() != null)
            needed.add(new Needed(medium.mediaId(), kind));
    }

    /// The words that a person reads, for search and lists.
    @Nullable String words() {
        if (text != null) return text.body();
        for (var kind : MediaKind.values()) {
            var medium = medium(kind);
            if (medium != null)
                return medium.caption() == null ? medium.fileName() : medium.caption();
        }
        if (location != null) return location.name();
        if (contacts != null && !contacts.isEmpty()) return contacts.getFirst().name().formatted();
        return interactive == null ? null : interactive.body();
    }

    /// @param uploads Meta's ids of our media
    /// @param target Meta's id of the message that a reaction is put on
    Content content(Function<UUID, String> uploads, @Nullable Wamid target) {
        if (text != null)
            return new Content.Text(text.body(), Boolean.TRUE.equals(text.previewUrl()));
        for (var kind : MediaKind.values()) {
            var medium = medium(kind);
            if (medium != null) {
                return new Content.Media(
                        kind,
                        reference(medium, uploads),
                        medium.caption(),
                        medium.fileName(),
                        Boolean.TRUE.equals(medium.voice()));
            }
        }
        if (location != null) {
            return new Content.Location(
                    Objects.requireNonNull(location.latitude()),
                    Objects.requireNonNull(location.longitude()),
                    location.name(),
                    location.address());
        }
        if (contacts != null) return new Content.Contacts(contacts);
        if (reaction != null)
            return new Content.Reaction(Objects.requireNonNull(target), reaction.emoji());
        return Objects.requireNonNull(interactive).content(uploads);
    }

    static MediaReference reference(Medium medium, Function<UUID, String> uploads) {
        return medium.mediaId() != null
                ? new MediaReference.ById(uploads.apply(medium.mediaId()))
                : new MediaReference.ByLink(Objects.requireNonNull(medium.link()));
    }

    /// Without words.
    @Override
    public String toString() {
        return "FreeForm" + types();
    }
}
