package org.wabs.server.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// A campaign's people by what became of them. Delivered includes read, sent includes delivered,
/// accepted includes sent; `failed` counts those whose last attempt failed, `refused` those of them
/// that Meta never took; `pending` those who are queued or being sent to, `justAccepted` and
/// `justSent` those of whom nothing more is known than that.
public record CampaignFigures(
        long planned,
        long skipped,
        long accepted,
        long held,
        long sent,
        long delivered,
        long read,
        long replied,
        long failed,
        long refused,
        long cancelled,
        long duplicated,
        long inDoubt,
        long pending,
        long justAccepted,
        long justSent) {

    private static final String SUM =
            """
            SELECT %s FROM campaign_count WHERE organization_id = :organization AND campaign_id = :campaign\
            """
                    .formatted(
                            String.join(
                                    ", ",
                                    CampaignCounts.FIGURES.stream()
                                            .map(figure ->
                                                    "coalesce(sum("
                                                            + figure
                                                            + "), 0)::bigint AS "
                                                            + figure)
                                            .toList()));

    /// Where the message was removed, what is left is its final failure ([OldMessages]).
    private static final String FAILURES =
            """
            SELECT f.code, count(*) AS people
              FROM message_failure f LEFT JOIN message m ON (m.organization_id, m.id) = (f.organization_id, f.message_id)
             WHERE f.organization_id = :organization AND f.campaign_id = :campaign
               AND (m.id IS NULL OR m.failed_attempt = f.attempt AND message_figures(m) & %d <> 0)
             GROUP BY f.code ORDER BY people DESC, f.code\
            """
                    .formatted(CampaignCounts.FAILED_BIT);

    public static CampaignFigures of(
            PipelineDb db, OrganizationId organization, CampaignId campaign) {
        return db.sql()
                .sql(SUM)
                .param("organization", organization.value())
                .param("campaign", campaign.value())
                .query(CampaignFigures::ofRow)
                .single();
    }

    /// @param row with a column for each figure
    static CampaignFigures ofRow(ResultSet row, int number) throws SQLException {
        return new CampaignFigures(
                row.getLong("planned"),
                row.getLong("skipped"),
                row.getLong("accepted"),
                row.getLong("held"),
                row.getLong("sent"),
                row.getLong("delivered"),
                row.getLong("read"),
                row.getLong("replied"),
                row.getLong("failed"),
                row.getLong("refused"),
                row.getLong("cancelled"),
                row.getLong("duplicated"),
                row.getLong("in_doubt"),
                row.getLong("pending"),
                row.getLong("just_accepted"),
                row.getLong("just_sent"));
    }

    /// People whose last attempt failed, by Meta's code, most first.
    public static Map<Integer, Long> failures(
            PipelineDb db, OrganizationId organization, CampaignId campaign) {
        var byCode = new LinkedHashMap<Integer, Long>();
        db.sql()
                .sql(FAILURES)
                .param("organization", organization.value())
                .param("campaign", campaign.value())
                .query(row -> {
                    byCode.put(row.getInt("code"), row.getLong("people"));
                });
        return byCode;
    }
}
