package org.wabs.server.campaign;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.job.LongTask;
import org.wabs.server.platform.tenant.OrganizationId;

/// The long work as a task of db-scheduler: one execution a campaign, on any node. What is to be
/// done stands in the campaign's row; an execution that is lost is made again by the ticker.
final class CampaignTask {
    private static final Duration RETRY = Duration.ofSeconds(3);

    private final OneTimeTask<Void> task;

    CampaignTask(CampaignWork work) {
        this.task =
                Tasks.oneTime("campaign-work")
                        .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                        .execute((instance, context) ->
                                work.run(
                                        key(instance.getId()),
                                        () -> context.getSchedulerState().isShuttingDown()));
    }

    Task<Void> task() {
        return new LongTask<>(task);
    }

    /// Sees to it that an execution is due now; changes nothing when there is one already.
    void wake(Scheduler scheduler, Key key) {
        scheduler.scheduleIfNotExists(task.instance(instance(key)), Instant.now());
    }

    static String instance(Key key) {
        return key.organization() + "/" + key.campaign();
    }

    static Key key(String instance) {
        int slash = instance.indexOf('/');
        return new Key(
                new OrganizationId(UUID.fromString(instance.substring(0, slash))),
                new CampaignId(UUID.fromString(instance.substring(slash + 1))));
    }
}
