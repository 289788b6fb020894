package org.wabs.server.message;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wabs.server.platform.tenant.OrganizationId;

/// Counts a campaign's figures from its rows, to be compared with the kept ones.
public final class Recount {
    private Recount() {}

    public static CampaignFigures of(JdbcClient sql, OrganizationId organization, UUID campaign) {
        var sums = new StringBuilder("SELECT 0");
        for (int bit = 0; bit < CampaignCounts.FIGURES.size(); bit++) {
            sums.append(", coalesce(sum(message_figures(m) >> ")
                    .append(bit)
                    .append(" & 1), 0)::bigint AS ")
                    .append(CampaignCounts.FIGURES.get(bit));
        }
        return sql.sql(sums + " FROM message m WHERE organization_id = ? AND campaign_id = ?")
                .params(organization.value(), campaign)
                .query(CampaignFigures::ofRow)
                .single();
    }
}
