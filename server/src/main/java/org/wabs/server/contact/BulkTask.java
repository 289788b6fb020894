package org.wabs.server.contact;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.platform.job.LongTask;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// How db-scheduler runs bulk actions: as it runs imports.
final class BulkTask {
    private static final Logger log = LoggerFactory.getLogger(BulkTask.class);

    /// Kind of the job.
    static final String JOB = "contact-bulk";

    private static final String NAME = "contact-bulk";
    private static final int MOST_FAILURES = 8;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(30);

    /// A node may die after the order's commit and before its scheduling.
    private static final String FORGOTTEN =
            """
            SELECT b.organization_id, b.id FROM contact_bulk b JOIN job j USING (organization_id, id)
             WHERE j.state IN ('QUEUED', 'RUNNING') AND b.created_at < now() - interval '30 seconds'
               AND NOT EXISTS (SELECT FROM scheduled_tasks t
                                WHERE t.task_name = :name AND t.task_instance = b.organization_id || '/' || b.id)\
            """;

    private BulkTask() {}

    static TaskInstance<Void> instance(OrganizationId organization, UUID id) {
        return new TaskInstance<>(NAME, organization + "/" + id);
    }

    private record Key(OrganizationId organization, UUID id) {
        static Key of(String instance) {
            var ids = instance.split("/");
            return new Key(new OrganizationId(UUID.fromString(ids[0])), UUID.fromString(ids[1]));
        }
    }

    static Task<Void> running(BulkRun run, Clock clock) {
        var work =
                Tasks.custom(NAME, Void.class)
                        .onFailure((complete, operations) -> failed(run, complete, operations))
                        .onDeadExecutionRevive()
                        .execute((instance, context) -> {
                            var key = Key.of(instance.getId());
                            boolean done =
                                    run.run(
                                            key.organization(),
                                            key.id(),
                                            () -> context.getSchedulerState().isShuttingDown());
                            return (complete, operations) -> {
                                if (done) operations.stop();
                                else operations.reschedule(complete, clock.instant());
                            };
                        });
        return new LongTask<>(work);
    }

    private static void failed(
            BulkRun run, ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var execution = complete.getExecution();
        var key = Key.of(execution.getId());
        // the scheduler has logged the cause
        log.warn(
                "Bulk action interrupted jobId={} failures={}",
                key.id(),
                execution.consecutiveFailures + 1);
        if (execution.consecutiveFailures + 1 < MOST_FAILURES) {
            operations.reschedule(complete, complete.getTimeDone().plus(BETWEEN_TRIES));
            return;
        }
        run.giveUp(
                key.organization(),
                key.id(),
                "The action was interrupted "
                        + MOST_FAILURES
                        + " times and given up. Those counted here are done; the server's log says what stood in the way. Order it again to go on.");
        operations.stop();
    }

    static Task<Void> sweep(PipelineDb db, Clock clock) {
        return Tasks.recurring("contact-bulk-sweep", Schedules.fixedDelay(BETWEEN_SWEEPS))
                .execute((instance, context) ->
                        db.sql()
                                .sql(FORGOTTEN)
                                .param("name", NAME)
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
