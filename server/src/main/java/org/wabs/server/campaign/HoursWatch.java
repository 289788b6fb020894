package org.wabs.server.campaign;

import java.time.Clock;
import java.time.Instant;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.dispatch.CampaignLanes;
import org.wabs.server.platform.sql.PipelineDb;

/// Has running campaigns rest outside their sending hours: the gates are closed, the state stays
/// RUNNING and shows until when. Lane rows are locked before campaign rows, as everywhere.
final class HoursWatch {
    private static final Logger log = LoggerFactory.getLogger(HoursWatch.class);

    private final CampaignsAtWork atWork;
    private final CampaignStates states;
    private final CampaignLanes lanes;
    private final PipelineDb db;
    private final Clock clock;

    HoursWatch(
            CampaignsAtWork atWork,
            CampaignStates states,
            CampaignLanes lanes,
            PipelineDb db,
            Clock clock) {
        this.atWork = atWork;
        this.states = states;
        this.lanes = lanes;
        this.db = db;
        this.clock = clock;
    }

    /// Looks at the clock for all running campaigns.
    void look() {
        var now = clock.instant();
        for (var timed : atWork.runningByTheClock()) {
            var until = timed.rules().restUntil(now);
            if (until.isPresent() && !timed.isResting()) rest(timed.key(), until.get());
            if (until.isEmpty() && timed.isResting()) goOnAfterRest(timed.key());
        }
    }

    private void rest(Key key, Instant until) {
        db.tx()
                .executeWithoutResult(status -> {
                    lanes.rest(key.organization(), key.campaign());
                    if (!states.rest(key, until)) {
                        status.setRollbackOnly();
                        return;
                    }
                    log.info("Campaign rests campaignId={} until={}", key.campaign(), until);
                });
    }

    private void goOnAfterRest(Key key) {
        db.tx()
                .executeWithoutResult(status -> {
                    lanes.goOn(key.organization(), key.campaign());
                    if (!states.rest(key, null)) {
                        status.setRollbackOnly();
                        return;
                    }
                    log.info("Campaign goes on after its rest campaignId={}", key.campaign());
                });
    }

    /// A campaign whose plan has just been opened, in the caller's transaction.
    void open(Key key) {
        var until = states.rules(key).restUntil(clock.instant());
        if (until.isEmpty()) {
            states.move(key, CampaignState.PLANNING, CampaignState.RUNNING, null);
            return;
        }
        lanes.rest(key.organization(), key.campaign());
        states.moveToRest(key, CampaignState.PLANNING, until.get());
    }

    /// A campaign that had ended and has something to send again, in the caller's transaction.
    ///
    /// @return false when it is not in that state any more
    boolean reopen(Key key, CampaignState ended) {
        var until = states.rules(key).restUntil(clock.instant());
        if (until.isEmpty()) return states.move(key, ended, CampaignState.RUNNING, null);
        lanes.rest(key.organization(), key.campaign());
        return states.moveToRest(key, ended, until.get());
    }

    /// A paused campaign that a person resumes, in the caller's transaction.
    ///
    /// @return empty when it was not paused any more; messages under way: none
    OptionalInt goOn(Key key) {
        var until = states.rules(key).restUntil(clock.instant());
        boolean moved;
        if (until.isPresent()) {
            moved = states.moveToRest(key, CampaignState.PAUSED, until.get());
        } else {
            lanes.resume(key.organization(), key.campaign());
            moved = states.move(key, CampaignState.PAUSED, CampaignState.RUNNING, null);
        }
        return moved ? OptionalInt.of(0) : OptionalInt.empty();
    }
}
