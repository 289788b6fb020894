package org.wabs.server.platform.job;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// How db-scheduler runs the work of a kind of [Job]: one execution each, revived elsewhere when
/// its node dies, handed on when its node stops, tried again when something is in its way, found
/// again when its scheduling was lost.
///
/// @param kind of the job, and name of the task
/// @param table where the orders of this kind stand: `organization_id`, `id` of the job and
///   `created_at`
/// @param noun what a person calls it, such as `import`
/// @param afterwards what a person is told when it is given up: what is done, and how to go on
public record JobTask(String kind, String table, String noun, String afterwards) {
    private static final Logger log = LoggerFactory.getLogger(JobTask.class);
    private static final int MOST_FAILURES = 8;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(30);

    /// A node may die after an order's commit and before its scheduling.
    private static final String FORGOTTEN =
            """
            SELECT o.organization_id, o.id FROM %s o JOIN job j USING (organization_id, id)
             WHERE j.state IN ('QUEUED', 'RUNNING') AND o.created_at < now() - interval '30 seconds'
               AND NOT EXISTS (SELECT FROM scheduled_tasks t
                                WHERE t.task_name = :name AND t.task_instance = o.organization_id || '/' || o.id)\
            """;

    /// The work itself; goes on where it was.
    public interface Work {
        /// @param stopping asked between steps
        /// @return false when it stopped before the end
        boolean run(OrganizationId organization, UUID id, BooleanSupplier stopping);

        /// @param sentence why, for a person
        void giveUp(OrganizationId organization, UUID id, String sentence);
    }

    private record Key(OrganizationId organization, UUID id) {
        static Key of(String instance) {
            var ids = instance.split("/");
            return new Key(new OrganizationId(UUID.fromString(ids[0])), UUID.fromString(ids[1]));
        }
    }

    public TaskInstance<Void> instance(OrganizationId organization, UUID id) {
        return new TaskInstance<>(kind, organization + "/" + id);
    }

    public Task<Void> running(Work work, Clock clock) {
        return new LongTask<>(
                Tasks.custom(kind, Void.class)
                        .onFailure((complete, operations) -> failed(work, complete, operations))
                        .onDeadExecutionRevive()
                        .execute((instance, context) -> {
                            var key = Key.of(instance.getId());
                            boolean done =
                                    work.run(
                                            key.organization(),
                                            key.id(),
                                            () -> context.getSchedulerState().isShuttingDown());
                            return (complete, operations) -> {
                                if (done) operations.stop();
                                else operations.reschedule(complete, clock.instant());
                            };
                        }));
    }

    private void failed(
            Work work, ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var execution = complete.getExecution();
        var key = Key.of(execution.getId());
        // the scheduler has logged the cause
        log.warn(
                "Job interrupted kind={} jobId={} failures={}",
                kind,
                key.id(),
                execution.consecutiveFailures + 1);
        if (execution.consecutiveFailures + 1 < MOST_FAILURES) {
            operations.reschedule(complete, complete.getTimeDone().plus(BETWEEN_TRIES));
            return;
        }
        work.giveUp(
                key.organization(),
                key.id(),
                "The %s was interrupted %d times and given up. %s"
                        .formatted(noun, MOST_FAILURES, afterwards));
        operations.stop();
    }

    /// Schedules what was ordered and never begun.
    public Task<Void> sweep(PipelineDb db, Clock clock) {
        return Tasks.recurring(kind + "-sweep", Schedules.fixedDelay(BETWEEN_SWEEPS))
                .execute((instance, context) ->
                        db.sql()
                                .sql(FORGOTTEN.formatted(table))
                                .param("name", kind)
                                .query((row, n) ->
                                        instance(
                                                new OrganizationId(
                                                        row.getObject(
                                                                "organization_id", UUID.class)),
                                                row.getObject("id", UUID.class)))
                                .list()
                                .forEach(forgotten ->
                                        context.getSchedulerClient()
                                                .scheduleIfNotExists(forgotten, clock.instant())));
    }
}
