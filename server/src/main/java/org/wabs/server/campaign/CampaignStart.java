package org.wabs.server.campaign;

import static org.wabs.server.campaign.CampaignState.DRAFT;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.campaign.SenderNumbers.SenderNumber;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Starts campaigns of the bound organization, now or at a time of theirs. Of two starts one finds
/// the campaign started.
final class CampaignStart {
    private static final Logger log = LoggerFactory.getLogger(CampaignStart.class);
    private static final Duration FURTHEST = Duration.ofDays(366);

    private final CampaignRepository campaigns;
    private final Readiness readiness;
    private final Reach reach;
    private final Clock clock;

    CampaignStart(CampaignRepository campaigns, Readiness readiness, Reach reach, Clock clock) {
        this.campaigns = campaigns;
        this.readiness = readiness;
        this.reach = reach;
        this.clock = clock;
    }

    /// Freezes template, senders and variables and hands the campaign to planning.
    ///
    /// @return false when it was under way already
    boolean start(CampaignId id) {
        var campaign = campaigns.get(id);
        if (campaign.state().isUnderWay()) return false;
        if (start(campaign, Map.of())) return true;
        if (isStartable(campaigns.get(id))) throw CampaignProblems.changed();
        return false;
    }

    /// Starts it as it was read.
    ///
    /// @param detail for the audit
    /// @return false when it is not that any more
    boolean start(Campaign campaign, Map<String, ?> detail) {
        var id = campaign.id();
        if (!isStartable(campaign))
            throw CampaignProblems.wrongState(
                    campaign.state(), "started", "a draft or a scheduled one");
        var checked = startable(campaign);
        var snapshot = readiness.snapshot(campaign.draft(), checked.template());
        boolean started =
                campaigns.startPlanning(
                        campaign,
                        reach.frozen(campaign.draft()),
                        snapshot,
                        campaign.draft().variables().aligned(snapshot.slots()),
                        checked.numbers().stream().map(SenderNumber::id).toList(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        detail);
        if (started) log.info("Campaign started campaignId={}", id);
        return started;
    }

    private static boolean isStartable(Campaign campaign) {
        return switch (campaign.state()) {
            case DRAFT, SCHEDULED -> true;
            case PAUSED -> campaign.isUnstarted();
            case PLANNING, RUNNING, COMPLETED, CANCELLED, FAILED -> false;
        };
    }

    private Readiness.Checked startable(Campaign campaign) {
        var checked = readiness.check(campaign.draft());
        refuse(checked.blockers());
        refuse(reach.blockers(campaign.draft(), checked.template()));
        return checked;
    }

    private static void refuse(List<Blocker> blockers) {
        if (!blockers.isEmpty()) throw blockers.getFirst().problem();
    }

    /// Has a draft start by itself; what could not be started now is refused now.
    void schedule(CampaignId id, CampaignRequest.Scheduling request) {
        var campaign = campaigns.get(id);
        if (!isStartable(campaign))
            throw CampaignProblems.wrongState(
                    campaign.state(), "scheduled", "one that has not started");
        var schedule = request.schedule(campaign.draft().rules());
        var ahead = Duration.between(clock.instant(), schedule.due());
        if (!ahead.isPositive() || ahead.compareTo(FURTHEST) > 0)
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST,
                            schedule.at()
                                    + " in "
                                    + schedule.zone()
                                    + " is "
                                    + schedule.due()
                                    + ": choose a time that is to come, within a year.")
                    .field("at", "a local time to come, within a year");
        startable(campaign);
        if (!campaigns.schedule(campaign, schedule)) throw CampaignProblems.changed();
        log.info("Campaign scheduled campaignId={} at={}", id, schedule.due());
    }

    /// Makes it a draft again.
    void unschedule(CampaignId id) {
        if (campaigns.unschedule(id)) return;
        var state = campaigns.get(id).state();
        if (state != DRAFT)
            throw CampaignProblems.wrongState(
                    state, "made a draft again", "one that has not started");
    }
}
