package org.wabs.server.analytics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.wabs.server.platform.sql.PipelineDb;

/// Counts whole hours anew, of all organizations. Doing it twice changes nothing.
final class Recount {
    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtext('wabs analytics'))::text";

    private static final String FORGET =
            "DELETE FROM analytics_hour WHERE hour >= :from AND hour < :to";

    /// The time of a message is that of its id, so only the months in question are read.
    private static final String COUNT =
            """
            INSERT INTO analytics_hour (organization_id, hour, campaign_id, phone_number_id, template, country,
                                        skipped, sent, delivered, read, replied, failed, received)
            SELECT m.organization_id, m.hour, m.campaign_id, m.phone_number_id, coalesce(t.template_name, ''), coalesce(p.country, ''),
                   count(*) FILTER (WHERE m.skipped IS NOT NULL), count(*) FILTER (WHERE m.outbound AND m.sent),
                   count(*) FILTER (WHERE m.outbound AND m.delivered), count(*) FILTER (WHERE m.outbound AND m.read),
                   count(*) FILTER (WHERE m.outbound AND m.replied), count(*) FILTER (WHERE m.outbound AND m.failed),
                   count(*) FILTER (WHERE NOT m.outbound AND NOT m.notice)
              FROM (SELECT organization_id, contact_id, phone_number_id, outbound, notice, skipped, sent, delivered, read, replied, failed,
                           coalesce(campaign_id, '00000000-0000-0000-0000-000000000000') AS campaign_id,
                           date_trunc('hour', to_timestamp(('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0),
                                      'UTC') AS hour
                      FROM contact_message
                     WHERE id >= wabs_uuid_floor(:from) AND id < wabs_uuid_floor(:to)) m
              LEFT JOIN campaign_template t ON t.organization_id = m.organization_id AND t.campaign_id = m.campaign_id
              LEFT JOIN contact_audience p ON p.organization_id = m.organization_id AND p.contact_id = m.contact_id
             GROUP BY 1, 2, 3, 4, 5, 6\
            """;

    private final PipelineDb db;
    private final Clock clock;

    Recount(PipelineDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// The present hour and those of the time before.
    void last(Duration time) {
        var now = clock.instant();
        hours(now.minus(time), now);
    }

    /// Every hour that has a part in this time.
    void hours(Instant from, Instant to) {
        var first = from.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC);
        var end =
                to.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS).atOffset(ZoneOffset.UTC);
        db.tx()
                .executeWithoutResult(status -> {
                    db.sql().sql(ONE_AT_A_TIME).query(String.class).single();
                    for (var sql : new String[] {FORGET, COUNT})
                        db.sql().sql(sql).param("from", first).param("to", end).update();
                });
    }
}
