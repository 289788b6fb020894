package org.wabs.cloudapi.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;
import org.wabs.cloudapi.error.MetaError;

/// What became of a message of ours. Reports repeat, come in any order and have gaps: `read`
/// without `delivered` is normal.
///
/// @param statusText as Meta wrote it, for statuses this version does not know
/// @param recipientId digits; may differ from what was sent to (Brazil, Mexico); null when hidden
/// @param participantId in groups
/// @param callbackData our own, from the send
/// @param errors of FAILED
public record StatusReport(
        EventSource source,
        Wamid wamid,
        Status status,
        String statusText,
        Instant timestamp,
        @Nullable String recipientId,
        @Nullable String recipientUserId,
        @Nullable String participantId,
        @Nullable String callbackData,
        @Nullable Pricing pricing,
        List<MetaError> errors)
        implements WebhookEvent {

    public enum Status {
        SENT,
        DELIVERED,
        READ,
        PLAYED,
        FAILED,
        UNKNOWN
    }

    /// @param type regular, free_customer_service, free_entry_point
    /// @param category marketing, marketing_lite, utility, authentication,
    ///   authentication_international, service, …
    public record Pricing(
            @Nullable String model,
            @Nullable String type,
            @Nullable String category,
            @Nullable Boolean billable) {}

    public StatusReport {
        errors = List.copyOf(errors);
    }

    /// Without the number.
    @Override
    public String toString() {
        return "StatusReport[wamid=" + wamid + ", status=" + statusText + ", " + source + "]";
    }
}
