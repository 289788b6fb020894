package org.wabs.server.campaign;

import static org.wabs.server.campaign.CampaignState.COMPLETED;
import static org.wabs.server.campaign.CampaignState.FAILED;

import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.campaign.CampaignStates.Standing;
import org.wabs.server.campaign.RetryProgress.Order;
import org.wabs.server.dispatch.CampaignRetries;
import org.wabs.server.message.CampaignFigures;
import org.wabs.server.message.RetryRule;
import org.wabs.server.platform.job.JobTask;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.job.SteppedWork;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Tries those of a campaign who failed once more, in the order of their ids. A campaign that had
/// ended runs again.
final class RetryRun extends SteppedWork<Order> {
    static final JobTask TASK =
            new JobTask(
                    "campaign-retry",
                    "campaign_retry",
                    "retry",
                    "Those counted here are queued again; the server's log says what stood in the way. Order it again to go on.");

    private static final Logger log = LoggerFactory.getLogger(RetryRun.class);
    private static final int CHUNK = 1_000;

    private final RetryProgress progress;
    private final CampaignStates states;
    private final HoursWatch hours;
    private final CampaignRetries retries;

    RetryRun(
            PipelineDb db,
            Jobs jobs,
            RetryProgress progress,
            CampaignStates states,
            HoursWatch hours,
            CampaignRetries retries) {
        super(db, jobs);
        this.progress = progress;
        this.states = states;
        this.hours = hours;
        this.retries = retries;
    }

    @Override
    protected Optional<Order> next(OrganizationId organization, UUID id) {
        return progress.next(organization, id);
    }

    @Override
    protected void begin(Order order) {
        if (order.position() != null) return;
        var key = order.campaign();
        var codes =
                CampaignFigures.failures(db, key.organization(), key.campaign()).keySet().stream()
                        .filter(code -> RetryRule.waitAfter(code).isPresent())
                        .toList();
        progress.begin(order, codes);
        jobs.running(
                key.organization(),
                order.id(),
                retries.count(key.organization(), key.campaign(), codes));
    }

    /// Messages, gates and only then the campaign, as everybody locks them; so its state is looked
    /// at first and made sure of last.
    @Override
    protected boolean step(Order order) {
        var key = order.campaign();
        var state = state(key);
        if (!isRetried(state)) return false;
        var chunk =
                retries.again(
                        key.organization(), key.campaign(), order.codes(), order.position(), CHUNK);
        if (chunk.last() == null) return false;
        if (!chunk.wanted().isEmpty() && !stays(key, state))
            throw new IllegalStateException(
                    "Campaign %s left %s while people were queued again; this step is taken back and comes again"
                            .formatted(key.campaign(), state));
        progress.advance(order, chunk);
        return true;
    }

    @Override
    protected void finish(Order order) {
        var key = order.campaign();
        var state = state(key);
        var stopped =
                isRetried(state)
                        ? null
                        : "The campaign became %s meanwhile: nobody else is tried again."
                                .formatted(state);
        var failures = CampaignFigures.failures(db, key.organization(), key.campaign());
        jobs.finished(
                key.organization(), order.id(), RetryResult.of(order.queued(), failures, stopped));
        log.info("Campaign retries campaignId={} people={}", key.campaign(), order.people());
    }

    private CampaignState state(Key key) {
        return states.find(key).map(Standing::state).orElse(CampaignState.CANCELLED);
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
}
