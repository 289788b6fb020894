package org.wabs.cloudapi.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;
import org.wabs.cloudapi.error.MetaError;
import tools.jackson.databind.JsonNode;

/// Comes from the WhatsApp Business app of a number used with both (Meta's documentation, read
/// 2026-10).
public sealed interface CoexistenceEvent extends WebhookEvent {

    /// A chunk of the chats of up to 180 days, or one message of them whose file follows later.
    ///
    /// @param phase 0, 1, 2
    /// @param progress 0 to 100
    /// @param threads as they came, thousands of messages perhaps; a missing node when there are
    ///   none
    /// @param errors 2593109 when the owner did not share
    record History(
            EventSource source,
            @Nullable Integer phase,
            @Nullable Integer chunkOrder,
            @Nullable Integer progress,
            JsonNode threads,
            List<MetaError> errors)
            implements CoexistenceEvent {
        public History {
            errors = List.copyOf(errors);
        }

        @Override
        public String toString() {
            return "History[phase=" + phase + ", chunkOrder=" + chunkOrder + ", " + source + "]";
        }
    }

    /// The owner wrote from the phone app.
    ///
    /// @param to digits; null when the person hides the number
    record MessageEcho(
            EventSource source,
            Wamid wamid,
            @Nullable String from,
            @Nullable String to,
            @Nullable String toUserId,
            Instant timestamp,
            InboundContent content)
            implements CoexistenceEvent {
        @Override
        public String toString() {
            return "MessageEcho[wamid=" + wamid + ", " + source + ", " + content + "]";
        }
    }

    /// The owner's address book changed.
    ///
    /// @param action add, remove
    record AppStateSync(
            EventSource source,
            String type,
            @Nullable String action,
            @Nullable String fullName,
            @Nullable String firstName,
            @Nullable String phoneNumber,
            @Nullable Instant timestamp)
            implements CoexistenceEvent {
        @Override
        public String toString() {
            return "AppStateSync[" + type + " " + action + ", " + source + "]";
        }
    }
}
