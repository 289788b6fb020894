package org.wabs.server.campaign;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.dispatch.CampaignLanes;
import org.wabs.server.message.CampaignFigures;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.job.Scheduling;
import org.wabs.server.platform.sql.DatabaseIdentity;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.text.Amount;

/// Looks at the campaigns once a second: starts those that are due, has others rest outside their
/// sending hours, ends those that are drained, measures the pace of the others, and sees to it that
/// every unfinished plan has somebody who works on it. Each node has one; a campaign ends once
/// whoever notices.
final class CampaignTicker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CampaignTicker.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration MARK = Duration.ofMinutes(1);

    private final PipelineDb db;
    private final CampaignsAtWork atWork;
    private final CampaignStates states;
    private final CampaignLanes lanes;
    private final CampaignTask task;
    private final ScheduledStart start;
    private final HoursWatch hours;
    private final Scheduling scheduling;
    private final SendRate rate;
    private final CampaignPace pace;
    private final DatabaseIdentity identity;
    private final CampaignGuards guards;
    private final Clock clock;
    private volatile @Nullable Thread thread;

    CampaignTicker(
            PipelineDb db,
            CampaignsAtWork atWork,
            CampaignStates states,
            CampaignLanes lanes,
            CampaignTask task,
            ScheduledStart start,
            HoursWatch hours,
            Scheduling scheduling,
            SendRate rate,
            CampaignPace pace,
            DatabaseIdentity identity,
            CampaignGuards guards,
            Clock clock) {
        this.db = db;
        this.atWork = atWork;
        this.states = states;
        this.lanes = lanes;
        this.task = task;
        this.start = start;
        this.hours = hours;
        this.scheduling = scheduling;
        this.rate = rate;
        this.pace = pace;
        this.identity = identity;
        this.guards = guards;
        this.clock = clock;
    }

    private void run() {
        boolean failed = false;
        long marked = System.nanoTime();
        while (thread != null) {
            try {
                if (failed) identity.check(guards::databaseRestored); // perhaps another server now
                tick();
                if (System.nanoTime() - marked > MARK.toNanos()) {
                    identity.advance();
                    marked = System.nanoTime();
                }
                failed = false;
                Thread.sleep(BEAT);
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                if (!failed) log.warn("Campaigns cannot be looked after cause={}", e.toString());
                failed = true;
                if (!rested()) return;
            }
        }
    }

    private static boolean rested() {
        try {
            Thread.sleep(BEAT);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void tick() {
        var now = clock.instant();
        for (var planned : atWork.scheduled(now)) {
            if (!planned.schedule().due().isAfter(now))
                start.wake(scheduling.scheduler(), planned.key());
        }
        for (var key : atWork.withWork()) task.wake(scheduling.scheduler(), key);
        hours.look();
        var running = new ArrayList<CampaignId>();
        for (var key : atWork.running()) {
            var figures = CampaignFigures.of(db, key.organization(), key.campaign());
            if (lanes.isDrained(key.organization(), key.campaign())) {
                db.tx().executeWithoutResult(status -> complete(key));
                continue;
            }
            running.add(key.campaign());
            rate.add(key.campaign(), clock.instant(), figures.accepted() + figures.refused());
            pace.note(key, clock.instant(), figures);
        }
        rate.keepOnly(List.copyOf(running));
    }

    /// Figures are read after the lanes were found drained: nothing more is recorded then, but what
    /// is in doubt. Looked at again under the lock: somebody may have had failed messages tried
    /// again.
    private void complete(Key key) {
        states.lock(key);
        if (!lanes.isDrained(key.organization(), key.campaign())) return;
        var figures = CampaignFigures.of(db, key.organization(), key.campaign());
        pace.note(key, clock.instant(), figures);
        boolean nothingSent =
                figures.accepted() == 0
                        && figures.sent() == 0
                        && figures.inDoubt() == 0
                        && figures.failed() > 0;
        var end =
                nothingSent
                        ? states.move(
                                key,
                                CampaignState.RUNNING,
                                CampaignState.FAILED,
                                StateReason.of(
                                        StateReason.ALL_FAILED,
                                        (figures.failed() == 1
                                                        ? "Meta did not take the one message"
                                                        : "Meta took none of the "
                                                                + Amount.of(
                                                                        figures.failed(),
                                                                        "message",
                                                                        "messages"))
                                                + "; the report says why."))
                        : states.move(key, CampaignState.RUNNING, CampaignState.COMPLETED, null);
        if (end)
            log.info(
                    "Campaign ended campaignId={} planned={} accepted={} failed={} inDoubt={}",
                    key.campaign(),
                    figures.planned(),
                    figures.accepted(),
                    figures.failed(),
                    figures.inDoubt());
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("campaign-ticker").unstarted(this::run);
        thread.start();
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running == null) return;
        running.interrupt();
        try {
            running.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
