package org.wabs.server.webhook;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.platform.sql.PipelineDb;

/// Makes the days of the log ahead and drops the old ones. Every six hours rather than daily: a day
/// that a reader held up is dropped soon after.
final class WebhookRetention {
    private static final Logger log = LoggerFactory.getLogger(WebhookRetention.class);
    private static final Duration EVERY = Duration.ofHours(6);
    private static final Duration KEPT = Duration.ofDays(30);

    /// Meta repeats a webhook no longer than this.
    private static final Duration UNROUTED = Duration.ofDays(7);

    private final PipelineDb db;
    private final Clock clock;
    private final KeptElements kept;
    private final UnroutedElements unrouted;
    private final DeadLetters deadLetters;

    WebhookRetention(PipelineDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
        this.kept = new KeptElements(db);
        this.unrouted = new UnroutedElements(db);
        this.deadLetters = new DeadLetters(db);
    }

    Task<?> task() {
        return Tasks.recurring("webhook-retention", FixedDelay.of(EVERY))
                .execute((instance, context) -> run());
    }

    void run() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        db.sql()
                .sql("SELECT webhook_days_ahead(:today)")
                .param("today", today)
                .query()
                .listOfRows();
        int days =
                db.sql()
                        .sql("SELECT webhook_days_drop(:before)")
                        .param("before", today.minusDays(KEPT.toDays()))
                        .query(Integer.class)
                        .single();
        int elements = kept.removeOlderThan(KEPT);
        int lost = unrouted.removeOlderThan(UNROUTED);
        int dead = deadLetters.removeOlderThan(KEPT);
        if (days + elements + lost + dead > 0)
            log.info(
                    "Old webhooks removed days={} kept={} withoutConnection={} deadLetters={}",
                    days,
                    elements,
                    lost,
                    dead);
    }
}
