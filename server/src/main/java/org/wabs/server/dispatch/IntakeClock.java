package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.Objects;
import org.wabs.server.platform.sql.PipelineDb;

/// Counts the seconds in which webhooks could come in. Silence of Meta means something only while
/// this clock runs; each gap starts the wait for doubt anew, and lets it last four times as long as
/// the gap.
public final class IntakeClock {
    /// Two nodes beat in turn: a beat counts when the last one is nearly a second old.
    private static final String BEAT =
            """
            UPDATE intake_clock SET beats = beats + 1, beat_at = clock_timestamp()
             WHERE beat_at < clock_timestamp() - interval '900 ms' OR beat_at > clock_timestamp()\
            """;

    private static final String SINCE =
            "SELECT CASE WHEN beats = 0 THEN 0 ELSE extract(epoch FROM clock_timestamp() - beat_at) END FROM intake_clock";

    private static final String GAP =
            """
            UPDATE intake_clock
               SET gap_seconds = greatest(:seconds, CASE WHEN beats - gap_beat < 4 * gap_seconds THEN gap_seconds ELSE 0 END),
                   gap_beat = beats, gap_ended_at = clock_timestamp()\
            """;

    private final PipelineDb db;

    IntakeClock(PipelineDb db) {
        this.db = db;
    }

    /// To be called once a second while webhooks are taken in and committed.
    public void beat() {
        db.sql().sql(BEAT).update();
    }

    /// How long ago the last beat was, on any node; nothing before the first one ever.
    public Duration sinceLastBeat() {
        double seconds =
                Objects.requireNonNull(
                        db.sql().sql(SINCE).query((row, n) -> row.getDouble(1)).single());
        return Duration.ofMillis(Math.max(0, Math.round(seconds * 1000)));
    }

    /// Webhooks could not come in for this long, until now.
    public void gap(Duration length) {
        db.sql().sql(GAP).param("seconds", Math.max(1, length.toSeconds())).update();
    }
}
