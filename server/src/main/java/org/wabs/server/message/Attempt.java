package org.wabs.server.message;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One attempt at one message: what `biz_opaque_callback_data` carries, as `<message
/// id>.<attempt>`.
public record Attempt(UUID message, int number) {
    /// Empty for callback data that is not ours.
    public static Optional<Attempt> parse(@Nullable String callbackData) {
        if (callbackData == null) return Optional.empty();
        int dot = callbackData.lastIndexOf('.');
        if (dot != 36) return Optional.empty();
        try {
            int number = Integer.parseInt(callbackData.substring(dot + 1));
            if (number < 1 || number > Short.MAX_VALUE) return Optional.empty();
            return Optional.of(
                    new Attempt(UUID.fromString(callbackData.substring(0, dot)), number));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String callbackData() {
        return message + "." + number;
    }
}
