package org.wabs.cloudapi.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person stopped or resumed marketing by WhatsApp's own control.
///
/// @param waId digits; null when hidden
/// @param category `marketing_messages`
/// @param timestamp null when Meta left it out
public record UserPreference(
        EventSource source,
        @Nullable String waId,
        @Nullable String userId,
        String category,
        Value value,
        String valueText,
        @Nullable String detail,
        @Nullable String signupId,
        @Nullable Instant timestamp)
        implements WebhookEvent {

    public enum Value {
        STOP,
        RESUME,
        SIGNUP,
        UNKNOWN
    }

    @Override
    public String toString() {
        return "UserPreference[" + category + "=" + valueText + ", " + source + "]";
    }
}
