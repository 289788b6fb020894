package org.wabs.server.platform.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import org.springframework.context.SmartLifecycle;
import org.wabs.server.platform.sql.PipelineDb;

/// Runs the features' tasks on db-scheduler, each execution on one node only. A node that dies is
/// noticed after about ten seconds and its executions are picked up by another, so a task must be
/// able to go on where it was.
public final class Scheduling implements SmartLifecycle {
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;
    private static final int THREADS = 8;

    /// Of these, for long work.
    static final int LONG = 4;

    /// Of those, for one organization.
    static final int LONG_OF_ONE = 2;

    private final Scheduler scheduler;
    private volatile boolean running;

    /// @param clock that all nodes share
    public Scheduling(PipelineDb db, List<Task<?>> tasks, String node, InstantSource clock) {
        var turns = new Turns(LONG, LONG_OF_ONE);
        var once =
                tasks.stream()
                        .filter(task -> !(task instanceof RecurringTask<?>))
                        .<Task<?>>map(task ->
                                task instanceof LongTask<?> work ? work.sharing(turns) : task)
                        .toList();
        var recurring =
                tasks.stream()
                        .filter(RecurringTask.class::isInstance)
                        .<RecurringTask<?>>map(task -> (RecurringTask<?>) task)
                        .toList();
        var pool = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job-", 0).factory());
        this.scheduler =
                Scheduler.create(db.dataSource(), once)
                        .startTasks(recurring)
                        .clock(clock::instant)
                        .schedulerName(new SchedulerName.Fixed(node))
                        .executorService(pool)
                        .threads(THREADS)
                        .pollingInterval(Duration.ofSeconds(1))
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .shutdownMaxWait(Duration.ofSeconds(10))
                        .enableImmediateExecution()
                        .build();
    }

    /// For features to schedule executions with.
    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public void start() {
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        scheduler.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
