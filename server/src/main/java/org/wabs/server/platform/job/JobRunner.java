package org.wabs.server.platform.job;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.util.List;
import org.wabs.server.platform.sql.PipelineDb;

/// Who does the work of a kind: a feature has one for each of its kinds.
public record JobRunner(JobTask kind, JobTask.Work work) {
    public List<Task<?>> tasks(PipelineDb db, Clock clock) {
        return List.of(kind.running(work, clock), kind.sweep(db, clock));
    }
}
