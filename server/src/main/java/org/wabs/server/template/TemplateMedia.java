package org.wabs.server.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.wabs.cloudapi.MediaKind;

/// Files of ours among the values of a template: a header's picture, video or document may be given
/// by the id of `POST /api/media`.
public final class TemplateMedia {
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private TemplateMedia() {}

    public interface AtMeta {
        /// Meta's id of a file of ours, for the number that sends it.
        String id(UUID medium, MediaKind kind);
    }

    /// A file that a value names.
    public record Named(Slot slot, UUID medium, MediaKind kind) {}

    static Optional<UUID> id(String value) {
        return ID.matcher(value).matches() ? Optional.of(UUID.fromString(value)) : Optional.empty();
    }

    /// The file of ours that a value of this slot names.
    public static Optional<Named> in(Slot slot, String value) {
        return kind(slot).flatMap(kind -> id(value).map(medium -> new Named(slot, medium, kind)));
    }

    /// These values with Meta's ids in place of ours.
    ///
    /// @param values aligned with the slots
    public static List<String> atMeta(List<Slot> slots, List<String> values, AtMeta media) {
        var sent = new ArrayList<>(values);
        for (int i = 0; i < slots.size(); i++) {
            var named = in(slots.get(i), values.get(i));
            if (named.isPresent()) sent.set(i, media.id(named.get().medium(), named.get().kind()));
        }
        return List.copyOf(sent);
    }

    private static Optional<MediaKind> kind(Slot slot) {
        return switch (slot.kind()) {
            case IMAGE -> Optional.of(MediaKind.IMAGE);
            case VIDEO -> Optional.of(MediaKind.VIDEO);
            case DOCUMENT -> Optional.of(MediaKind.DOCUMENT);
            case TEXT, LOCATION, URL_SUFFIX, COPY_CODE, ONE_TIME_CODE -> Optional.empty();
        };
    }
}
