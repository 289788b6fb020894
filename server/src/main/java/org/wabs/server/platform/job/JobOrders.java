package org.wabs.server.platform.job;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;

/// Takes orders of the bound organization for long work, of whatever kind.
public final class JobOrders {
    private final AppDb app;
    private final Jobs jobs;
    private final Scheduling scheduling;
    private final Clock clock;

    public JobOrders(AppDb app, Jobs jobs, Scheduling scheduling, Clock clock) {
        this.app = app;
        this.jobs = jobs;
        this.scheduling = scheduling;
        this.clock = clock;
    }

    /// @param details writes what is to be done into the kind's table, under the job's id
    /// @return the job
    public UUID place(JobTask kind, Consumer<UUID> details) {
        return place(kind, () -> store(kind, details));
    }

    /// @param store in the transaction that this opens; finds the job, or makes it with [#store]
    /// @return the job
    public UUID place(JobTask kind, Supplier<UUID> store) {
        var id = Objects.requireNonNull(app.tx().execute(status -> store.get()));
        begin(kind, id);
        return id;
    }

    /// In the caller's transaction, after which it is to [#begin].
    public UUID store(JobTask kind, Consumer<UUID> details) {
        var id = NewId.next();
        // otherwise the same request again, whose former run wrote it all
        if (jobs.create(id, kind.kind())) details.accept(id);
        return id;
    }

    /// Once the order is committed.
    public void begin(JobTask kind, UUID id) {
        scheduling
                .scheduler()
                .scheduleIfNotExists(kind.instance(Tenant.current(), id), clock.instant());
    }
}
