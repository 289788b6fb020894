package org.wabs.server.campaign;

import static org.wabs.server.campaign.CampaignState.COMPLETED;
import static org.wabs.server.campaign.CampaignState.FAILED;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionStatus;
import org.wabs.cloudapi.error.ErrorTable;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.campaign.CampaignStates.Standing;
import org.wabs.server.dispatch.CampaignRetries;
import org.wabs.server.message.CampaignFigures;
import org.wabs.server.message.CampaignId;
import org.wabs.server.message.RetryRule;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.Tenant;

/// Tries those of a campaign who failed once more: a chunk a transaction, so that a kill loses
/// nothing and a second press finds nothing left to do. A campaign that had ended runs again.
final class RetryFailed {
    private static final Logger log = LoggerFactory.getLogger(RetryFailed.class);
    private static final int CHUNK = 1_000;
    private static final int TRIES = 5;

    /// @param queued people who are tried again
    /// @param left people who are not, by Meta's code
    record Retried(long queued, List<Left> left) {}

    /// @param reason why not, for a person
    record Left(int code, long people, String reason) {}

    private final CampaignLifecycle lifecycle;
    private final Readiness readiness;
    private final CampaignStates states;
    private final HoursWatch hours;
    private final CampaignRetries retries;
    private final PipelineDb db;

    RetryFailed(
            CampaignLifecycle lifecycle,
            Readiness readiness,
            CampaignStates states,
            HoursWatch hours,
            CampaignRetries retries,
            PipelineDb db) {
        this.lifecycle = lifecycle;
        this.readiness = readiness;
        this.states = states;
        this.hours = hours;
        this.retries = retries;
        this.db = db;
    }

    Retried of(CampaignId id) {
        var campaign = lifecycle.get(id);
        check(campaign);
        var key = new Key(Tenant.current(), id);
        var codes =
                CampaignFigures.failures(db, key.organization(), id).keySet().stream()
                        .filter(code -> RetryRule.waitAfter(code).isPresent())
                        .toList();
        long queued = codes.isEmpty() ? 0 : queue(key, codes);
        if (queued > 0) log.info("Campaign retries campaignId={} people={}", id, queued);
        return new Retried(queued, left(CampaignFigures.failures(db, key.organization(), id)));
    }

    private void check(Campaign campaign) {
        switch (campaign.state()) {
            case RUNNING, PAUSED, COMPLETED, FAILED -> {
                if (campaign.isUnstarted())
                    throw CampaignLifecycle.wrongState(
                            campaign.state(), "retried", "one that was started");
            }
            case DRAFT, SCHEDULED, PLANNING, CANCELLED ->
                    throw CampaignLifecycle.wrongState(
                            campaign.state(), "retried", "one that was sent, and not cancelled,");
        }
        Readiness.sendable(
                        readiness.checkDraft(campaign.draft()), campaign.draft().chosenTemplate())
                .ifPresent(blocker -> {
                    throw blocker.problem();
                });
    }

    private long queue(Key key, List<Integer> codes) {
        long queued = 0;
        UUID after = null;
        do {
            var chunk = chunk(key, codes, after);
            queued += chunk.queued();
            after = chunk.last();
        } while (after != null);
        return queued;
    }

    private CampaignRetries.Chunk chunk(Key key, List<Integer> codes, @Nullable UUID after) {
        for (int i = 0; i < TRIES; i++) {
            var chunk = db.tx().execute(status -> tried(status, key, codes, after));
            if (chunk != null) return chunk;
        }
        throw CampaignLifecycle.changed();
    }

    /// Messages, gates and only then the campaign, as everybody locks them; so its state is looked
    /// at first and made sure of last.
    ///
    /// @return null when it changed its state meanwhile
    private CampaignRetries.@Nullable Chunk tried(
            TransactionStatus status, Key key, List<Integer> codes, @Nullable UUID after) {
        var state = states.find(key).map(Standing::state).orElse(CampaignState.CANCELLED);
        if (!isRetried(state)) return new CampaignRetries.Chunk(0, null);
        var chunk = retries.again(key.organization(), key.campaign(), codes, after, CHUNK);
        if (chunk.queued() == 0 || stays(key, state)) return chunk;
        status.setRollbackOnly();
        return null;
    }

    private static boolean isRetried(CampaignState state) {
        return switch (state) {
            case RUNNING, PAUSED, COMPLETED, FAILED -> true;
            case DRAFT, SCHEDULED, PLANNING, CANCELLED -> false;
        };
    }

    private boolean stays(Key key, CampaignState state) {
        if (state == COMPLETED || state == FAILED) return hours.reopen(key, state);
        return states.lock(key).filter(state::equals).isPresent();
    }

    private static List<Left> left(Map<Integer, Long> failures) {
        var left = new ArrayList<Left>();
        failures.forEach((code, people) -> left.add(new Left(code, people, reason(code))));
        return left;
    }

    private static String reason(int code) {
        var words =
                ErrorTable.find(code)
                        .map(entry -> entry.plainWords())
                        .orElse("Meta refused it with code " + code + ".");
        return RetryRule.waitAfter(code)
                .map(wait ->
                        words
                                + " Not before "
                                + (wait.toHours() < 48
                                        ? wait.toHours() + " hours"
                                        : wait.toDays() + " days")
                                + " after the failure.")
                .orElse(words + " Trying again would fail again.");
    }
}
