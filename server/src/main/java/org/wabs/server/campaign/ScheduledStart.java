package org.wabs.server.campaign;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.tenant.Tenant;

/// Starts campaigns at their time, as a task of db-scheduler: once, on any node. When is asked of
/// the campaign's row, so that a lost or superseded execution does no harm; the ticker makes it.
///
/// A missed start (no node ran): made up within six hours if the sending hours allow it just then;
/// otherwise the campaign is paused with the reason MISSED_START and a person decides.
final class ScheduledStart {
    private static final Logger log = LoggerFactory.getLogger(ScheduledStart.class);
    private static final Duration RETRY = Duration.ofSeconds(3);

    private final CampaignRepository campaigns;
    private final CampaignStart starting;
    private final CampaignStates states;
    private final Clock clock;
    private final OneTimeTask<Void> task;

    ScheduledStart(
            CampaignRepository campaigns,
            CampaignStart starting,
            CampaignStates states,
            Clock clock) {
        this.campaigns = campaigns;
        this.starting = starting;
        this.states = states;
        this.clock = clock;
        this.task =
                Tasks.oneTime("campaign-start")
                        .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                        .execute((instance, context) -> start(CampaignTask.key(instance.getId())));
    }

    Task<Void> task() {
        return task;
    }

    void wake(Scheduler scheduler, Key key) {
        scheduler.scheduleIfNotExists(task.instance(CampaignTask.instance(key)), Instant.now());
    }

    private void start(Key key) {
        Tenant.run(
                key.organization(),
                () ->
                        campaigns
                                .find(key.campaign())
                                .filter(campaign -> campaign.state() == CampaignState.SCHEDULED)
                                .ifPresent(campaign -> startIfDue(key, campaign)));
    }

    private void startIfDue(Key key, Campaign campaign) {
        var now = clock.instant();
        var schedule = campaign.schedule().orElseThrow();
        if (schedule.due().isAfter(now)) return;
        if (schedule.isMissed(now, campaign.draft().rules().restUntil(now).isEmpty())) {
            pause(key, StateReason.MISSED_START, missed(schedule));
            return;
        }
        try {
            starting.start(campaign, Map.of("scheduledAt", schedule.due().toString()));
        } catch (ProblemException e) {
            pause(
                    key,
                    StateReason.CANNOT_START,
                    e.detail() + " Put that right and resume, or make it a draft again.");
        }
    }

    private static String missed(Schedule schedule) {
        return "This campaign was to start on "
                + schedule.at()
                + " ("
                + schedule.zone()
                + "), but the server did not run then. Resume starts it now; or choose another time.";
    }

    private void pause(Key key, String kind, String detail) {
        if (states.move(
                key, CampaignState.SCHEDULED, CampaignState.PAUSED, StateReason.of(kind, detail)))
            log.warn(
                    "Campaign not started at its time campaignId={} reason={}",
                    key.campaign(),
                    kind);
    }
}
