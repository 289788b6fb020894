package org.wabs.server.dispatch;

import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Closes a campaign's gate on all its numbers and tells who listens, in one transaction.
final class CampaignStops {
    /// A campaign that has sent everything stays as it is: nobody could resume it.
    private static final String CLOSE =
            """
            UPDATE campaign_lane SET state = 'PAUSED'
             WHERE organization_id = :organization AND campaign_id = :campaign AND state IN ('RUNNING', 'DONE')
               AND (EXISTS (SELECT FROM campaign_lane o
                             WHERE o.organization_id = :organization AND o.campaign_id = :campaign AND o.state = 'RUNNING')
                    OR EXISTS (SELECT FROM send_due d WHERE d.organization_id = :organization AND d.campaign_id = :campaign))\
            """;

    private static final String RUNNING_ON =
            """
            SELECT DISTINCT g.organization_id, g.campaign_id FROM campaign_lane g
             WHERE g.phone_number_id = :number
               AND (g.state = 'RUNNING'
                    OR g.state = 'DONE' AND EXISTS (SELECT FROM send_due d
                                                     WHERE d.organization_id = g.organization_id AND d.campaign_id = g.campaign_id))\
            """;

    private final PipelineDb db;
    private final EventBus events;

    CampaignStops(PipelineDb db, EventBus events) {
        this.db = db;
        this.events = events;
    }

    void stop(OrganizationId organization, CampaignId campaign, Verdict.Stop stop) {
        db.tx()
                .executeWithoutResult(status -> {
                    int closed =
                            db.sql()
                                    .sql(CLOSE)
                                    .param("organization", organization.value())
                                    .param("campaign", campaign.value())
                                    .update();
                    if (closed > 0) {
                        events.publish(
                                organization,
                                new CampaignStopped(
                                        campaign, stop.reason(), stop.code(), stop.detail()));
                    }
                });
    }

    /// Stops whatever runs on a number that cannot send.
    void stopAll(PhoneNumberId number, Verdict.Stop stop) {
        db.sql()
                .sql(RUNNING_ON)
                .param("number", number.value())
                .query((row, n) ->
                        new Running(
                                new OrganizationId(
                                        row.getObject("organization_id", java.util.UUID.class)),
                                new CampaignId(row.getObject("campaign_id", java.util.UUID.class))))
                .list()
                .forEach(running -> stop(running.organization(), running.campaign(), stop));
    }

    private record Running(OrganizationId organization, CampaignId campaign) {}
}
