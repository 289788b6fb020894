package org.wabs.server.platform.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// The key of the last row seen, opaque to clients: `?cursor=`.
public record Cursor(List<String> parts) {
    private static final String SEPARATOR = "\u001f";

    public Cursor {
        parts = List.copyOf(parts);
    }

    public static String encode(Object... parts) {
        var text = String.join(SEPARATOR, List.of(parts).stream().map(Object::toString).toList());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @return null for the first page
    /// @throws ProblemException when the text is no cursor of `size` parts
    public static @Nullable Cursor decode(@Nullable String text, int size) {
        if (text == null || text.isBlank()) return null;
        try {
            var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var parts = List.of(decoded.split(SEPARATOR, -1));
            if (parts.size() == size) return new Cursor(parts);
        } catch (IllegalArgumentException e) {
            // not Base64: the same problem as a wrong number of parts
        }
        throw invalid();
    }

    public UUID uuid(int part) {
        try {
            return UUID.fromString(parts.get(part));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    public Instant instant(int part) {
        try {
            return Instant.parse(parts.get(part));
        } catch (DateTimeParseException e) {
            throw invalid();
        }
    }

    public long number(int part) {
        try {
            return Long.parseLong(parts.get(part));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    public String text(int part) {
        return parts.get(part);
    }

    private static ProblemException invalid() {
        return new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "This page cursor is not valid; start again without it.")
                .field("cursor", "use the value of `next` from the page before");
    }
}
