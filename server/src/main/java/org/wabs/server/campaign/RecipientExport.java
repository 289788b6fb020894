package org.wabs.server.campaign;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wabs.server.identity.Shown;
import org.wabs.server.message.CampaignId;
import org.wabs.server.message.FailureReason;
import org.wabs.server.message.MessageStatus;
import org.wabs.server.message.Recipients;
import org.wabs.server.message.Recipients.Recipient;
import org.wabs.server.message.SkipReason;

/// Everybody of a campaign and what became of the message, as a file. Written while it is read, so
/// that a million people need no more memory than a thousand.
final class RecipientExport {
    /// The file to write.
    enum Format {
        CSV("text/csv; charset=utf-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String type;

        Format(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }

        TableFile open(OutputStream out) throws IOException {
            return switch (this) {
                case CSV -> new TableFile.Csv(out);
                case XLSX -> new TableFile.Xlsx(out);
            };
        }
    }

    private static final int AT_ONCE = 1_000;
    private static final List<@Nullable String> HEADER =
            List.of(
                    "recipient",
                    "name",
                    "status",
                    "reason",
                    "what to do",
                    "error code",
                    "attempts",
                    "accepted at",
                    "sent at",
                    "delivered at",
                    "read at",
                    "replied at",
                    "failed at",
                    "sender",
                    "message id");

    private final Recipients recipients;
    private final SenderNumbers numbers;

    RecipientExport(Recipients recipients, SenderNumbers numbers) {
        this.recipients = recipients;
        this.numbers = numbers;
    }

    /// @param masked show the last four characters of numbers only
    /// @return rows written
    long write(CampaignId campaign, Format format, boolean masked, OutputStream out)
            throws IOException {
        var senders = new HashMap<String, String>();
        numbers.all().forEach(number -> senders.put(number.id().value(), number.label()));
        long rows = 0;
        try (var file = format.open(out)) {
            file.row(HEADER);
            Recipient last = null;
            do {
                var next = recipients.next(campaign, last, AT_ONCE);
                for (var one : next) file.row(cells(one, masked, senders));
                rows += next.size();
                last = next.size() < AT_ONCE ? null : next.getLast();
            } while (last != null);
        }
        return rows;
    }

    private static List<@Nullable String> cells(
            Recipient one, boolean masked, Map<String, String> senders) {
        var error = one.status() == MessageStatus.FAILED ? one.errorCode() : null;
        var failure = error == null ? null : FailureReason.of(error).orElse(null);
        return Arrays.asList(
                masked ? Shown.masked(one.recipient()) : one.recipient(),
                one.name(),
                words(one.status()),
                reason(one, error, failure),
                wayOut(one, failure),
                error == null ? null : error.toString(),
                Integer.toString(one.attempts()),
                text(one.acceptedAt()),
                text(one.sentAt()),
                text(one.deliveredAt()),
                text(one.readAt()),
                text(one.repliedAt()),
                text(one.failedAt()),
                senders.getOrDefault(one.phoneNumberId(), one.phoneNumberId()),
                one.messageId().toString());
    }

    private static @Nullable String reason(
            Recipient one, @Nullable Integer error, @Nullable FailureReason failure) {
        if (one.skipped() != null) return SkipReason.valueOf(one.skipped()).words();
        if (error == null) return null;
        return failure == null ? "Meta refused it with code " + error + "." : failure.words();
    }

    private static @Nullable String wayOut(Recipient one, @Nullable FailureReason failure) {
        if (one.skipped() != null) return SkipReason.valueOf(one.skipped()).wayOut();
        return failure == null ? null : failure.wayOut();
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    /// As people read it.
    private static String words(MessageStatus status) {
        return switch (status) {
            case IN_DOUBT -> "in doubt";
            case ACCEPTED -> "awaiting Meta";
            case HELD -> "held by Meta";
            case QUEUED, SENDING, SENT, DELIVERED, READ, FAILED, SKIPPED, CANCELLED, RECEIVED ->
                    status.name().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
