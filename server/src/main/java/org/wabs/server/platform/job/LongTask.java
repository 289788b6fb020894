package org.wabs.server.platform.job;

import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A task whose executions may take minutes. At most a share of a node's threads is theirs, and at
/// most a part of that share one organization's; whoever finds it taken comes again in a moment. So
/// neither short tasks nor other organizations wait for somebody's million rows.
///
/// Ids of its instances begin with the organization and a slash.
public final class LongTask<T> extends AbstractTask<T> {
    private static final Duration LATER = Duration.ofSeconds(2);

    private final Task<T> work;
    private final @Nullable Turns turns;

    public LongTask(Task<T> work) {
        this(work, null);
    }

    private LongTask(Task<T> work, @Nullable Turns turns) {
        super(
                work.getName(),
                work.getDataClass(),
                work.getFailureHandler(),
                work.getDeadExecutionHandler());
        this.work = work;
        this.turns = turns;
    }

    LongTask<T> sharing(Turns turns) {
        return new LongTask<>(work, turns);
    }

    @Override
    public CompletionHandler<T> execute(TaskInstance<T> instance, ExecutionContext context) {
        if (turns == null) return work.execute(instance, context);
        var organization = instance.getId().split("/", 2)[0];
        if (!turns.take(organization))
            return (complete, operations) ->
                    operations.reschedule(complete, complete.getTimeDone().plus(LATER));
        try {
            return work.execute(instance, context);
        } finally {
            turns.giveBack(organization);
        }
    }

    @Override
    public SchedulableInstance<T> schedulableInstance(String id) {
        return work.schedulableInstance(id);
    }

    @Override
    public SchedulableInstance<T> schedulableInstance(String id, T data) {
        return work.schedulableInstance(id, data);
    }
}
