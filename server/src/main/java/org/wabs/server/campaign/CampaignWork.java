package org.wabs.server.campaign;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.dispatch.CampaignLanes;
import org.wabs.server.message.PlannedMessages;
import org.wabs.server.platform.sql.PipelineDb;

/// The long work of a campaign, done in small transactions, so that a kill at any point loses at
/// most one of them and other requests stay quick: writing the plan, or taking back what is queued.
/// Which of the two is asked anew at each step.
final class CampaignWork {
    private static final Logger log = LoggerFactory.getLogger(CampaignWork.class);

    private static final Duration GIVE_WAY = Duration.ofMillis(20);

    private final TransactionTemplate tx;
    private final CampaignPlan plan;
    private final CampaignStates states;
    private final PlannedMessages messages;
    private final CampaignLanes lanes;
    private final HoursWatch hours;

    CampaignWork(
            PipelineDb db,
            CampaignPlan plan,
            CampaignStates states,
            PlannedMessages messages,
            CampaignLanes lanes,
            HoursWatch hours) {
        this.tx = db.tx();
        this.plan = plan;
        this.states = states;
        this.messages = messages;
        this.lanes = lanes;
        this.hours = hours;
    }

    /// Works until nothing is left to do for this campaign, or until told to stop.
    void run(Key key, BooleanSupplier stopping) {
        while (!stopping.getAsBoolean() && step(() -> planNext(key))) giveWay();
        while (!stopping.getAsBoolean() && step(() -> cancelNext(key))) giveWay();
    }

    /// Whoever waits for the campaign's row, to pause or cancel it, comes before the next step: the
    /// lock is free for anybody at a commit, and we would be the fastest.
    private static void giveWay() {
        LockSupport.parkNanos(GIVE_WAY.toNanos());
    }

    private boolean step(BooleanSupplier work) {
        return Objects.requireNonNull(tx.execute(status -> work.getAsBoolean()));
    }

    private boolean planNext(Key key) {
        var chunk = plan.nextChunk(key);
        if (chunk.isEmpty()) return false;
        var written = messages.insert(chunk.get());
        if (written.people() > 0) {
            plan.advance(key, written);
            return true;
        }
        open(key, chunk.get().number());
        return false;
    }

    /// The plan is complete: lanes see the campaign from this commit on, so none of its messages
    /// can appear behind their position (engine.md, A1).
    private void open(Key key, int chunks) {
        var ranges = plan.ranges(key);
        if (ranges.isEmpty()) {
            states.move(
                    key,
                    CampaignState.PLANNING,
                    CampaignState.FAILED,
                    StateReason.of(
                            StateReason.NOBODY_TO_SEND_TO,
                            Skips.allOf(plan.skipped(key))
                                    + " Put that right, then make the campaign again."));
            log.info("Campaign reaches nobody campaignId={}", key.campaign());
            return;
        }
        lanes.open(
                key.organization(),
                key.campaign(),
                plan.template(key),
                ranges,
                plan.rules(key).messagesPerMinute());
        hours.open(key);
        log.info(
                "Campaign planned campaignId={} chunks={} numbers={}",
                key.campaign(),
                chunks,
                ranges.size());
    }

    private boolean cancelNext(Key key) {
        if (!plan.isBeingCancelled(key)) return false;
        var next = plan.nextToCancel(key);
        if (next.isEmpty()) return cancelAgain(key);
        var number = next.get().number();
        var to =
                messages.cancel(
                        key.organization(),
                        key.campaign(),
                        number,
                        next.get().cancelledTo(),
                        CampaignPlan.CHUNK);
        plan.cancelled(key, number, to);
        return true;
    }

    /// All is taken back but what was under way, which may be handed back behind us: done when
    /// nothing is under way; until then the ticker asks again.
    private boolean cancelAgain(Key key) {
        var progress = lanes.progress(key.organization(), key.campaign());
        if (progress.due() > 0) {
            lanes.cancel(key.organization(), key.campaign());
            plan.cancelFromTheBeginning(key);
            return true;
        }
        if (progress.sending() == 0) plan.cancellationIsDone(key);
        return false;
    }
}
