package org.wabs.cli.demo;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What our database shows of one outbound message.
///
/// @param campaign null for a message of no campaign
/// @param recipient E.164; null for one that was never to be sent
/// @param status as `message_status` computes it
/// @param failed newest attempt that failed, 0 for none
public record OurMessage(
        UUID id,
        @Nullable UUID campaign,
        @Nullable String recipient,
        String status,
        boolean accepted,
        boolean sent,
        boolean delivered,
        boolean read,
        int failed) {

    /// Whether we say that nothing arrived, or that nobody knows.
    boolean isOwnedUp() {
        return switch (status) {
            case "SKIPPED", "FAILED", "CANCELLED", "IN_DOUBT" -> true;
            default -> false;
        };
    }

    /// Whether we know (or openly doubt) that Meta took it.
    boolean showsAcceptance() {
        return accepted || sent || delivered || read || failed > 0 || status.equals("IN_DOUBT");
    }

    /// Whether we know what the webhook told. Read implies delivered, which implies sent; a failure
    /// of a message that arrived all the same is history.
    boolean shows(String reported, int attempt) {
        return switch (reported) {
            case "sent" -> sent || delivered || read;
            case "delivered" -> delivered || read;
            case "read" -> read;
            case "failed" -> failed >= attempt || delivered || read;
            default -> true;
        };
    }
}
