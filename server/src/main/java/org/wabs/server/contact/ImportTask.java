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

/// How db-scheduler runs imports: one execution each, revived elsewhere when its node dies, handed
/// on when its node stops, tried again when something is in its way.
final class ImportTask {
    private static final Logger log = LoggerFactory.getLogger(ImportTask.class);

    /// Kind of the job.
    static final String JOB = "contact-import";

    private static final String NAME = "contact-import";
    private static final int MOST_FAILURES = 8;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(30);

    /// A node may die after an upload's commit and before its scheduling.
    private static final String FORGOTTEN =
            """
            SELECT i.organization_id, i.id FROM contact_import i JOIN job j USING (organization_id, id)
             WHERE j.state IN ('QUEUED', 'RUNNING') AND i.created_at < now() - interval '30 seconds'
               AND NOT EXISTS (SELECT FROM scheduled_tasks t
                                WHERE t.task_name = :name AND t.task_instance = i.organization_id || '/' || i.id)\
            """;

    private ImportTask() {}

    static TaskInstance<Void> instance(OrganizationId organization, UUID id) {
        return new TaskInstance<>(NAME, organization + "/" + id);
    }

    static Task<Void> importing(ImportRun run, Clock clock) {
        var work =
                Tasks.custom(NAME, Void.class)
                        .onFailure((complete, operations) -> failed(run, complete, operations))
                        .onDeadExecutionRevive()
                        .execute((instance, context) -> {
                            var ids = instance.getId().split("/");
                            boolean done =
                                    run.run(
                                            new OrganizationId(UUID.fromString(ids[0])),
                                            UUID.fromString(ids[1]),
                                            () -> context.getSchedulerState().isShuttingDown());
                            return (complete, operations) -> {
                                if (done) operations.stop();
                                else operations.reschedule(complete, clock.instant());
                            };
                        });
        return new LongTask<>(work);
    }

    private static void failed(
            ImportRun run, ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var execution = complete.getExecution();
        var ids = execution.getId().split("/");
        // the scheduler has logged the cause
        log.warn(
                "Import interrupted importId={} failures={}",
                ids[1],
                execution.consecutiveFailures + 1);
        if (execution.consecutiveFailures + 1 < MOST_FAILURES) {
            operations.reschedule(complete, complete.getTimeDone().plus(BETWEEN_TRIES));
            return;
        }
        run.giveUp(
                new OrganizationId(UUID.fromString(ids[0])),
                UUID.fromString(ids[1]),
                "The import was interrupted "
                        + MOST_FAILURES
                        + " times and given up. The rows counted here are in; the server's log says what stood in the way. Upload the file again to go on.");
        operations.stop();
    }

    static Task<Void> sweep(PipelineDb db, Clock clock) {
        return Tasks.recurring("contact-import-sweep", Schedules.fixedDelay(BETWEEN_SWEEPS))
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
