package org.wabs.server.campaign;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.wabs.server.audit.Audit;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.job.JobOrders;
import org.wabs.server.platform.sql.AppDb;

/// Takes orders to try those of a campaign who failed once more; [RetryRun] does it.
final class RetryFailed {
    private static final String LOCK = "SELECT id FROM campaign WHERE id = :id FOR NO KEY UPDATE";

    private static final String UNDER_WAY =
            """
            SELECT r.id FROM campaign_retry r JOIN job j USING (organization_id, id)
             WHERE r.campaign_id = :campaign AND j.state IN ('QUEUED', 'RUNNING') ORDER BY r.id LIMIT 1\
            """;

    private final CampaignLifecycle lifecycle;
    private final Readiness readiness;
    private final JobOrders orders;
    private final Audit audit;
    private final AppDb db;

    RetryFailed(
            CampaignLifecycle lifecycle,
            Readiness readiness,
            JobOrders orders,
            Audit audit,
            AppDb db) {
        this.lifecycle = lifecycle;
        this.readiness = readiness;
        this.orders = orders;
        this.audit = audit;
        this.db = db;
    }

    /// For the bound organization.
    ///
    /// @return the job: the one under way, if there is one
    UUID order(CampaignId id, UUID user) {
        check(lifecycle.get(id));
        return orders.place(RetryRun.TASK, () -> underWay(id).orElseGet(() -> store(id, user)));
    }

    private UUID store(CampaignId campaign, UUID user) {
        return orders.store(
                RetryRun.TASK,
                id -> {
                    db.sql()
                            .sql(
                                    "INSERT INTO campaign_retry (id, campaign_id, user_id) VALUES (:id, :campaign, :user)")
                            .param("id", id)
                            .param("campaign", campaign.value())
                            .param("user", user)
                            .update();
                    audit.record(
                            "campaign.retried",
                            "campaign",
                            campaign.toString(),
                            Map.of("jobId", id.toString()));
                });
    }

    /// Under the campaign's lock: of two presses at once the second finds the order of the first.
    private Optional<UUID> underWay(CampaignId campaign) {
        db.sql().sql(LOCK).param("id", campaign.value()).query(UUID.class).optional();
        return db.sql()
                .sql(UNDER_WAY)
                .param("campaign", campaign.value())
                .query(UUID.class)
                .optional();
    }

    private void check(Campaign campaign) {
        switch (campaign.state()) {
            case RUNNING, PAUSED, COMPLETED, FAILED -> {
                if (campaign.isUnstarted())
                    throw CampaignProblems.wrongState(
                            campaign.state(), "retried", "one that was started");
            }
            case DRAFT, SCHEDULED, PLANNING, CANCELLED ->
                    throw CampaignProblems.wrongState(
                            campaign.state(), "retried", "one that was sent, and not cancelled,");
        }
        Readiness.sendable(
                        readiness.checkDraft(campaign.draft()), campaign.draft().chosenTemplate())
                .ifPresent(blocker -> {
                    throw blocker.problem();
                });
    }
}
