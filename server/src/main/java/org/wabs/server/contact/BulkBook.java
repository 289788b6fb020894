package org.wabs.server.contact;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.wabs.server.audit.Audit;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.job.Scheduling;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;
import tools.jackson.databind.ObjectMapper;

/// Takes orders for bulk actions.
final class BulkBook {
    private final AppDb app;
    private final Jobs jobs;
    private final Scheduling scheduling;
    private final ObjectMapper json;
    private final Audit audit;
    private final Clock clock;

    BulkBook(
            AppDb app,
            Jobs jobs,
            Scheduling scheduling,
            ObjectMapper json,
            Audit audit,
            Clock clock) {
        this.app = app;
        this.jobs = jobs;
        this.scheduling = scheduling;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    /// For the bound organization.
    ///
    /// @return the job
    UUID order(BulkAction action, BulkPeople people, UUID user) {
        var id =
                Objects.requireNonNull(
                        app.tx()
                                .execute(status -> {
                                    var job = store(action, people, user);
                                    audit.record(
                                            "contacts.bulk",
                                            "job",
                                            job.toString(),
                                            Map.of("action", action.kind().name()));
                                    return job;
                                }));
        begin(id);
        return id;
    }

    /// Once the order is committed.
    void begin(UUID id) {
        scheduling
                .scheduler()
                .scheduleIfNotExists(BulkRun.TASK.instance(Tenant.current(), id), clock.instant());
    }

    /// In the caller's transaction, after which it is to [#begin].
    UUID store(BulkAction action, BulkPeople people, UUID user) {
        var id = NewId.next();
        if (!jobs.create(id, BulkRun.TASK.kind())) return id; // the same request again
        app.sql()
                .sql(
                        """
                        INSERT INTO contact_bulk (id, action, people, user_id)
                        VALUES (:id, CAST(:action AS jsonb), CAST(:people AS jsonb), :user)\
                        """)
                .param("id", id)
                .param("action", json.writeValueAsString(action))
                .param("people", json.writeValueAsString(people))
                .param("user", user)
                .update();
        return id;
    }
}
