package org.wabs.cli.screen;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How far a campaign is, at one moment.
///
/// @param expected people, as far as known
/// @param queued planned and not yet begun
/// @param perSecond messages, absent while it cannot be told
/// @param left until the last message is sent
/// @param note what is being waited for, or why it stands still
public record Progress(
        Phase phase,
        long expected,
        long planned,
        long skipped,
        long queued,
        long sending,
        long inDoubt,
        long accepted,
        long delivered,
        long read,
        long failed,
        long replies,
        @Nullable Double perSecond,
        @Nullable Duration left,
        String note) {

    public enum Phase {
        PLANNING("Planning"),
        SENDING("Sending"),
        PAUSED("Paused"),
        DELIVERING("Delivering");

        private final String title;

        Phase(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /// @param report as `GET /api/campaigns/{id}/report` answers
    public static Progress of(
            JsonNode report, Phase phase, long expected, String note, Instant now) {
        var counts = report.path("counts");
        return new Progress(
                phase,
                Math.max(expected, counts.path("planned").asLong(0)),
                counts.path("planned").asLong(0),
                counts.path("skipped").asLong(0),
                counts.path("queued").asLong(0),
                counts.path("sending").asLong(0),
                counts.path("inDoubt").asLong(0),
                counts.path("accepted").asLong(0),
                counts.path("delivered").asLong(0),
                counts.path("read").asLong(0),
                counts.path("failed").asLong(0),
                counts.path("replied").asLong(0),
                report.path("messagesPerSecond").isNumber()
                        ? report.path("messagesPerSecond").asDouble()
                        : null,
                left(report.path("finishAt").asString(""), now),
                note);
    }

    private static @Nullable Duration left(String finishAt, Instant now) {
        if (finishAt.isEmpty()) return null;
        var left = Duration.between(now, Instant.parse(finishAt));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// People that are dealt with: planned while planning, else no longer waiting to be sent.
    public long done() {
        return switch (phase) {
            case PLANNING -> planned;
            case SENDING, PAUSED, DELIVERING -> Math.max(0, planned - queued - sending);
        };
    }

    /// 0 to 1; 1 only when all is done.
    public double share() {
        return expected == 0 ? 0 : Math.min(1, (double) done() / expected);
    }
}
