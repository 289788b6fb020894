package org.wabs.server.campaign;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.message.CampaignFigures;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;

/// How far a campaign was, every ten seconds while it ran.
final class CampaignPace {
    private static final int STEP = 10;
    private static final int MOST_POINTS = 300;

    /// @param at end of a stretch of time; the figures are of then, from the start on
    /// @param sent taken by Meta
    record Point(Instant at, long sent, long delivered, long read, long failed) {}

    /// @param stepSeconds length of a stretch: longer for long campaigns, so that there are at most
    ///   300
    record Course(int stepSeconds, List<Point> points) {}

    /// The latest look at a stretch counts, whichever node looked.
    private static final String NOTE =
            """
            INSERT INTO campaign_pace AS p (organization_id, campaign_id, at, sent, delivered, read, failed)
            VALUES (:organization, :campaign, to_timestamp(ceil(extract(epoch FROM CAST(:at AS timestamptz)) / :step) * :step), :sent, :delivered, :read, :failed)
            ON CONFLICT (organization_id, campaign_id, at) DO UPDATE
               SET sent = greatest(p.sent, excluded.sent), delivered = greatest(p.delivered, excluded.delivered),
                   read = greatest(p.read, excluded.read), failed = excluded.failed
             WHERE (p.sent, p.delivered, p.read, p.failed) IS DISTINCT FROM (excluded.sent, excluded.delivered, excluded.read, excluded.failed)\
            """;

    private static final String LENGTH =
            """
            SELECT coalesce(extract(epoch FROM max(at) - min(at)), 0)::bigint FROM campaign_pace WHERE campaign_id = :campaign\
            """;

    private static final String COURSE =
            """
            SELECT to_timestamp(ceil(extract(epoch FROM at) / :step) * :step) AS stretch,
                   max(sent) AS sent, max(delivered) AS delivered, max(read) AS read, max(failed) AS failed
              FROM campaign_pace WHERE campaign_id = :campaign GROUP BY 1 ORDER BY 1\
            """;

    private final AppDb app;
    private final PipelineDb pipeline;

    CampaignPace(AppDb app, PipelineDb pipeline) {
        this.app = app;
        this.pipeline = pipeline;
    }

    void note(Key key, Instant at, CampaignFigures figures) {
        pipeline.sql()
                .sql(NOTE)
                .param("organization", key.organization().value())
                .param("campaign", key.campaign().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("step", STEP)
                .param("sent", figures.accepted())
                .param("delivered", figures.delivered())
                .param("read", figures.read())
                .param("failed", figures.failed())
                .update();
    }

    /// Of a campaign of the bound organization.
    Course of(CampaignId campaign) {
        return Objects.requireNonNull(app.tx().execute(status -> read(campaign)));
    }

    private Course read(CampaignId campaign) {
        long seconds =
                app.sql()
                        .sql(LENGTH)
                        .param("campaign", campaign.value())
                        .query(Long.class)
                        .single();
        int step = (int) Math.max(1, Math.ceilDiv(seconds, (long) STEP * MOST_POINTS)) * STEP;
        return new Course(
                step,
                app.sql()
                        .sql(COURSE)
                        .param("campaign", campaign.value())
                        .param("step", step)
                        .query((row, n) ->
                                new Point(
                                        row.getObject("stretch", OffsetDateTime.class).toInstant(),
                                        row.getLong("sent"),
                                        row.getLong("delivered"),
                                        row.getLong("read"),
                                        row.getLong("failed")))
                        .list());
    }
}
