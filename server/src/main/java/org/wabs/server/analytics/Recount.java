package org.wabs.server.analytics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.wabs.server.identity.OrganizationSettings;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Counts whole hours anew, quarter by quarter, of all organizations, and their sums. Doing it
/// twice changes nothing. Each organization and stretch of time is a transaction of its own, so
/// that none is long and none waits for others.
final class Recount {
    /// Up to this long, each hour is counted by itself; else each day.
    private static final Duration BRIEFLY = Duration.ofHours(6);

    private static final String ANYTHING =
            """
            SELECT EXISTS (SELECT FROM contact_message m
                            WHERE m.organization_id = :organization AND m.id >= wabs_uuid_floor(:from) AND m.id < wabs_uuid_floor(:to))
                OR EXISTS (SELECT FROM contact_opt_out o WHERE o.organization_id = :organization AND o.at >= :from AND o.at < :to)
                OR EXISTS (SELECT FROM analytics_quarter WHERE organization_id = :organization AND quarter >= :from AND quarter < :to)\
            """;

    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtextextended('wabs analytics ' || CAST(:organization AS text), 0))::text";

    private static final String FORGET =
            "DELETE FROM analytics_quarter WHERE organization_id = :organization AND quarter >= :from AND quarter < :to";

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
                     WHERE m.organization_id = :organization AND m.id >= wabs_uuid_floor(:from) AND m.id < wabs_uuid_floor(:to)
                    UNION ALL
                    SELECT o.organization_id, o.contact_id, l.campaign_id, l.phone_number_id, true, false, false,
                           false, false, false, false, false, o.recipient_key, o.at
                      FROM contact_opt_out o
                      LEFT JOIN LATERAL (
                           SELECT m.campaign_id, m.phone_number_id FROM contact_message m
                            WHERE m.organization_id = o.organization_id AND m.contact_id = o.contact_id AND m.outbound AND m.sent
                              AND m.id >= wabs_uuid_floor(o.at - interval '7 days') AND m.id < wabs_uuid_floor(o.at)
                            ORDER BY m.campaign_id IS NULL, m.id DESC LIMIT 1) l ON true
                     WHERE o.organization_id = :organization AND o.at >= :from AND o.at < :to) c
              LEFT JOIN campaign_template t ON t.organization_id = c.organization_id AND t.campaign_id = c.campaign_id
              LEFT JOIN contact_audience p ON p.organization_id = c.organization_id AND p.contact_id = c.contact_id
             GROUP BY 1, 2, 3, 4, 5, 6\
            """;

    private static final String FORGET_TOTALS =
            "DELETE FROM analytics_total WHERE organization_id = :organization AND quarter >= :from AND quarter < :to";

    private static final String TOTALS =
            """
            INSERT INTO analytics_total (organization_id, quarter, %s)
            SELECT h.organization_id, h.quarter, %s
              FROM analytics_quarter h WHERE h.organization_id = :organization AND h.quarter >= :from AND h.quarter < :to
             GROUP BY 1, 2\
            """
                    .formatted(Figures.LIST, Figures.SUMS);

    private static final String FORGET_DAYS =
            "DELETE FROM analytics_day WHERE organization_id = :organization AND day >= :day AND day < :nextDay";

    private static final String DAYS =
            """
            INSERT INTO analytics_day (organization_id, day, campaign_id, phone_number_id, template, country, %s)
            SELECT h.organization_id, date_trunc('day', h.quarter, 'UTC'), h.campaign_id, h.phone_number_id, h.template, h.country, %s
              FROM analytics_quarter h WHERE h.organization_id = :organization AND h.quarter >= :day AND h.quarter < :nextDay
             GROUP BY 1, 2, 3, 4, 5, 6\
            """
                    .formatted(Figures.LIST, Figures.SUMS);

    /// In this order: sums are of what was counted before.
    private static final List<String> STRETCH = List.of(FORGET, COUNT, FORGET_TOTALS, TOTALS);

    private static final List<String> DAY = List.of(FORGET_DAYS, DAYS);

    private final PipelineDb db;
    private final OrganizationSettings organizations;
    private final Clock clock;

    Recount(PipelineDb db, OrganizationSettings organizations, Clock clock) {
        this.db = db;
        this.organizations = organizations;
        this.clock = clock;
    }

    /// The present hour and those of the time before.
    void last(Duration time) {
        var now = clock.instant();
        hours(now.minus(time), now);
    }

    /// Every hour that has a part in this time.
    void hours(Instant from, Instant to) {
        var first = from.truncatedTo(ChronoUnit.HOURS);
        var end = to.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        var step =
                Duration.between(first, end).compareTo(BRIEFLY) <= 0
                        ? ChronoUnit.HOURS
                        : ChronoUnit.DAYS;
        for (var organization : organizations.all()) {
            if (!hasAnything(organization, first, end)) continue;
            for (var at = first; at.isBefore(end); ) {
                var next = at.truncatedTo(step).plus(1, step);
                var until = next.isBefore(end) ? next : end;
                count(organization, at, until, until.equals(end) || !isSameDay(at, until));
                at = until;
            }
        }
    }

    private boolean hasAnything(OrganizationId organization, Instant from, Instant to) {
        return statement(ANYTHING, organization, from, to).query(Boolean.class).single();
    }

    private static boolean isSameDay(Instant one, Instant other) {
        return one.truncatedTo(ChronoUnit.DAYS).equals(other.truncatedTo(ChronoUnit.DAYS));
    }

    /// @param to at most the end of the day of `from`
    /// @param endsDay nothing more of that day is counted now: its sums are made
    private void count(OrganizationId organization, Instant from, Instant to, boolean endsDay) {
        db.tx()
                .executeWithoutResult(status -> {
                    db.sql()
                            .sql(ONE_AT_A_TIME)
                            .param("organization", organization.value())
                            .query(String.class)
                            .single();
                    for (var sql : STRETCH) statement(sql, organization, from, to).update();
                    if (!endsDay) return;
                    for (var sql : DAY) statement(sql, organization, from, to).update();
                });
    }

    private StatementSpec statement(
            String sql, OrganizationId organization, Instant from, Instant to) {
        var day = from.truncatedTo(ChronoUnit.DAYS);
        return db.sql()
                .sql(sql)
                .param("organization", organization.value())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("day", day.atOffset(ZoneOffset.UTC))
                .param("nextDay", day.plus(1, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC));
    }
}
