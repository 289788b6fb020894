package org.wabs.server.analytics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.wabs.server.platform.sql.PipelineDb;

/// Counts whole hours anew, quarter by quarter, of all organizations. Doing it twice changes
/// nothing.
final class Recount {
    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtext('wabs analytics'))::text";

    private static final String FORGET =
            "DELETE FROM analytics_quarter WHERE quarter >= :from AND quarter < :to";

    /// The time of a message is that of its id, so only the months in question are read. An opt-out
    /// counts in its own quarter, for the campaign whose message the person got last within the
    /// week before it; without one, for the last message.
    private static final String COUNT =
            """
            INSERT INTO analytics_quarter (organization_id, quarter, campaign_id, phone_number_id, template, country,
                                           skipped, sent, delivered, read, replied, failed, received, opted_out)
            SELECT c.organization_id, date_bin('15 minutes', c.at, timestamptz '2020-01-01 00:00Z'),
                   coalesce(c.campaign_id, '00000000-0000-0000-0000-000000000000'), coalesce(c.phone_number_id, ''),
                   coalesce(t.template_name, ''), coalesce(p.country, ''),
                   count(*) FILTER (WHERE c.skipped), count(*) FILTER (WHERE c.outbound AND c.sent),
                   count(*) FILTER (WHERE c.outbound AND c.delivered), count(*) FILTER (WHERE c.outbound AND c.read),
                   count(*) FILTER (WHERE c.outbound AND c.replied), count(*) FILTER (WHERE c.outbound AND c.failed),
                   count(*) FILTER (WHERE NOT c.outbound AND NOT c.notice), count(DISTINCT c.opted_out)
              FROM (SELECT m.organization_id, m.contact_id, m.campaign_id, m.phone_number_id, m.outbound, m.notice, m.skipped IS NOT NULL AS skipped,
                           m.sent, m.delivered, m.read, m.replied, m.failed, CAST(NULL AS text) AS opted_out,
                           to_timestamp(('x' || substr(replace(m.id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0) AS at
                      FROM contact_message m
                     WHERE m.id >= wabs_uuid_floor(:from) AND m.id < wabs_uuid_floor(:to)
                    UNION ALL
                    SELECT o.organization_id, o.contact_id, l.campaign_id, l.phone_number_id, true, false, false,
                           false, false, false, false, false, o.recipient_key, o.at
                      FROM contact_opt_out o
                      LEFT JOIN LATERAL (
                           SELECT m.campaign_id, m.phone_number_id FROM contact_message m
                            WHERE m.organization_id = o.organization_id AND m.contact_id = o.contact_id AND m.outbound AND m.sent
                              AND m.id >= wabs_uuid_floor(o.at - interval '7 days') AND m.id < wabs_uuid_floor(o.at)
                            ORDER BY m.campaign_id IS NULL, m.id DESC LIMIT 1) l ON true
                     WHERE o.at >= :from AND o.at < :to) c
              LEFT JOIN campaign_template t ON t.organization_id = c.organization_id AND t.campaign_id = c.campaign_id
              LEFT JOIN contact_audience p ON p.organization_id = c.organization_id AND p.contact_id = c.contact_id
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
