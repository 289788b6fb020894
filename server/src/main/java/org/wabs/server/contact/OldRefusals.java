package org.wabs.server.contact;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.wabs.server.platform.sql.PipelineDb;

/// Rows that imports did not take hold people's data as they were uploaded, and belong to nobody
/// who could be forgotten by them: they go by their age.
final class OldRefusals {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int AT_ONCE = 10_000;

    private static final String REMOVE =
            """
            DELETE FROM contact_import_refusal d
             USING (SELECT r.organization_id, r.import_id, r.row_number
                      FROM contact_import i JOIN contact_import_refusal r ON (r.organization_id, r.import_id) = (i.organization_id, i.id)
                     WHERE i.created_at < :before LIMIT :most) old
             WHERE (d.organization_id, d.import_id, d.row_number) = (old.organization_id, old.import_id, old.row_number)\
            """;

    private final PipelineDb db;
    private final Clock clock;

    OldRefusals(PipelineDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    Task<Void> task() {
        return Tasks.recurring("contact-import-refusals", Schedules.fixedDelay(Duration.ofDays(1)))
                .execute((instance, context) -> remove());
    }

    void remove() {
        var before = clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
        int removed;
        do {
            removed = db.sql().sql(REMOVE).param("before", before).param("most", AT_ONCE).update();
        } while (removed == AT_ONCE);
    }
}
