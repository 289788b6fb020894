package org.wabs.server.campaign;

import static org.wabs.server.campaign.CampaignState.CANCELLED;
import static org.wabs.server.campaign.CampaignState.DRAFT;
import static org.wabs.server.campaign.CampaignState.PAUSED;
import static org.wabs.server.campaign.CampaignState.PLANNING;
import static org.wabs.server.campaign.CampaignState.RUNNING;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.campaign.CampaignStates.Standing;
import org.wabs.server.dispatch.CampaignLanes;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.Tenant;

/// What people do with a campaign of the bound organization: pause, resume, cancel, delete.
/// Pressing a button twice is no mistake: the second press finds the campaign where the first one
/// put it.
final class CampaignLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CampaignLifecycle.class);

    /// A state that changes while it is looked at is looked at again; more often than this,
    /// somebody else is pressing too.
    private static final int TRIES = 10;

    private static final int LOST = -1;

    private final CampaignRepository campaigns;
    private final CampaignStart start;
    private final CampaignStates states;
    private final Readiness readiness;
    private final CampaignLanes lanes;
    private final HoursWatch hours;
    private final CategoryChange categories;
    private final PipelineDb db;

    CampaignLifecycle(
            CampaignRepository campaigns,
            CampaignStart start,
            CampaignStates states,
            Readiness readiness,
            CampaignLanes lanes,
            HoursWatch hours,
            CategoryChange categories,
            PipelineDb db) {
        this.campaigns = campaigns;
        this.start = start;
        this.states = states;
        this.readiness = readiness;
        this.lanes = lanes;
        this.hours = hours;
        this.categories = categories;
        this.db = db;
    }

    void delete(CampaignId id) {
        if (!campaigns.deleteDraft(id))
            throw CampaignProblems.wrongState(
                    get(id).state(), "deleted", "a draft; unschedule or cancel it first, which");
    }

    /// @return messages that are under way and will still arrive
    int pause(CampaignId id) {
        var reason =
                StateReason.of(
                        StateReason.PERSON,
                        "Paused by " + campaigns.whoAsks() + ". Resume goes on where it stopped.");
        return change(
                id,
                (key, standing) ->
                        switch (standing.state()) {
                            case PLANNING -> moved(key, PLANNING, PAUSED, reason, () -> 0);
                            case RUNNING ->
                                    moved(
                                            key,
                                            RUNNING,
                                            PAUSED,
                                            reason,
                                            () -> lanes.pause(key.organization(), id));
                            case PAUSED -> underWay(key);
                            case DRAFT, SCHEDULED, COMPLETED, CANCELLED, FAILED ->
                                    throw CampaignProblems.wrongState(
                                            standing.state(), "paused", "one that is under way");
                        });
    }

    void resume(CampaignId id) {
        var campaign = get(id);
        if (campaign.state() == PAUSED && campaign.isUnstarted()) {
            start.start(id);
            return;
        }
        if (campaign.state() == PAUSED) {
            var template = readiness.checkDraft(campaign.draft());
            Readiness.sendable(template, campaign.draft().chosenTemplate())
                    .ifPresent(blocker -> {
                        throw blocker.problem();
                    });
            categories.follow(campaign, template);
        }
        change(
                id,
                (key, standing) ->
                        switch (standing.state()) {
                            case PAUSED ->
                                    standing.planning()
                                            ? moved(key, PAUSED, PLANNING, null, () -> 0)
                                            : moved(() -> hours.goOn(key), key, PAUSED, RUNNING);
                            case PLANNING, RUNNING -> 0;
                            case DRAFT, SCHEDULED, COMPLETED, CANCELLED, FAILED ->
                                    throw CampaignProblems.wrongState(
                                            standing.state(), "resumed", "a paused one");
                        });
    }

    /// Closes the gate at once; what is queued is taken back by a task.
    ///
    /// @return messages that are under way and will still arrive
    int cancel(CampaignId id) {
        var reason =
                StateReason.of(StateReason.PERSON, "Cancelled by a person. It cannot be resumed.");
        return change(
                id,
                (key, standing) ->
                        switch (standing.state()) {
                            case DRAFT, SCHEDULED, PLANNING ->
                                    moved(key, standing.state(), CANCELLED, reason, () -> 0);
                            case RUNNING, PAUSED ->
                                    moved(
                                            key,
                                            standing.state(),
                                            CANCELLED,
                                            reason,
                                            () -> lanes.cancel(key.organization(), id));
                            case CANCELLED -> underWay(key);
                            case COMPLETED, FAILED ->
                                    throw CampaignProblems.wrongState(
                                            standing.state(),
                                            "cancelled",
                                            "one that has not ended");
                        });
    }

    private interface Change {
        /// @return messages under way, or [#LOST] when the state was no longer the one seen
        int tried(Key key, Standing standing);
    }

    /// The state is read first and then changed only if it still is that one: what the lanes show
    /// belongs to the state seen.
    private int change(CampaignId id, Change change) {
        var key = new Key(Tenant.current(), id);
        for (int i = 0; i < TRIES; i++) {
            var standing = states.find(key).orElseThrow(() -> CampaignProblems.unknown(id));
            int underWay = change.tried(key, standing);
            if (underWay != LOST) return underWay;
        }
        throw CampaignProblems.changed();
    }

    /// Gates first, then the campaign: lane rows are locked before campaign rows, as dispatch does
    /// when it stops a campaign.
    private int moved(
            Key key,
            CampaignState from,
            CampaignState to,
            @Nullable StateReason reason,
            IntSupplier gates) {
        return moved(
                () -> {
                    int n = gates.getAsInt();
                    return states.move(key, from, to, reason)
                            ? OptionalInt.of(n)
                            : OptionalInt.empty();
                },
                key,
                from,
                to);
    }

    /// @param move empty when the state was no longer the one seen
    private int moved(Supplier<OptionalInt> move, Key key, CampaignState from, CampaignState to) {
        var underWay =
                db.tx()
                        .execute(status -> {
                            var moved = move.get();
                            if (moved.isEmpty()) status.setRollbackOnly();
                            return moved;
                        });
        if (Objects.requireNonNull(underWay).isEmpty()) return LOST;
        log.info("Campaign {} campaignId={} from={}", to, key.campaign(), from);
        return underWay.getAsInt();
    }

    private int underWay(Key key) {
        var progress = lanes.progress(key.organization(), key.campaign());
        return Math.toIntExact(progress.sending());
    }

    Campaign get(CampaignId id) {
        return campaigns.get(id);
    }
}
