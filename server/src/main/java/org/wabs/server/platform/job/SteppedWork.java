package org.wabs.server.platform.job;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Work done in steps, each a transaction that locks the order, so that position and effects commit
/// together: being killed costs at most the step under way, and of two runners one waits.
///
/// @param <O> the order, with how far it is
public abstract class SteppedWork<O> implements JobTask.Work {
    protected final PipelineDb db;
    protected final Jobs jobs;

    protected SteppedWork(PipelineDb db, Jobs jobs) {
        this.db = db;
        this.jobs = jobs;
    }

    /// Locked until the caller's transaction ends; empty when its job has ended.
    protected abstract Optional<O> next(OrganizationId organization, UUID id);

    /// Whenever a runner takes it up: says how much there is to do.
    protected abstract void begin(O order);

    /// @return false when there was nothing left to do
    protected abstract boolean step(O order);

    /// Outside any transaction, after the last step.
    protected abstract void finish(O order);

    @Override
    public final boolean run(OrganizationId organization, UUID id, BooleanSupplier stopping) {
        var begun =
                inStep(
                        organization,
                        id,
                        order -> {
                            begin(order);
                            return order;
                        });
        if (begun.isEmpty()) return true;
        while (!stopping.getAsBoolean()) {
            var more = inStep(organization, id, this::step);
            if (more.isEmpty()) return true;
            if (!more.get()) {
                inStep(organization, id, Function.identity()).ifPresent(this::finish);
                return true;
            }
        }
        return false;
    }

    private <T> Optional<T> inStep(
            OrganizationId organization, UUID id, Function<? super O, T> done) {
        return Objects.requireNonNull(db.tx().execute(status -> next(organization, id).map(done)));
    }

    @Override
    public void giveUp(OrganizationId organization, UUID id, String sentence) {
        jobs.failed(organization, id, sentence);
    }
}
