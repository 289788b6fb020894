package org.wabs.server.campaign;

import static org.wabs.server.campaign.CampaignState.COMPLETED;
import static org.wabs.server.campaign.CampaignState.FAILED;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.error.ErrorTable;
import org.wabs.server.campaign.CampaignStates.Key;
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
        Readiness.sendable(readiness.checkDraft(campaign.draft()), campaign.draft().template())
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
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            var state = states.lock(key).orElse(CampaignState.CANCELLED);
                            var chunk =
                                    switch (state) {
                                        case RUNNING, PAUSED, COMPLETED, FAILED ->
                                                retries.again(
                                                        key.organization(),
                                                        key.campaign(),
                                                        codes,
                                                        after,
                                                        CHUNK);
                                        case DRAFT, SCHEDULED, PLANNING, CANCELLED ->
                                                new CampaignRetries.Chunk(0, null);
                                    };
                            if (chunk.queued() > 0 && (state == COMPLETED || state == FAILED))
                                hours.reopen(key, state);
                            return chunk;
                        }));
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
