package org.wabs.server.analytics;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.sql.AppDb;

/// Reads the figures of the bound organization.
final class Analytics {
    private static final int MOST_LINES = 1_000;

    enum Bucket {
        HOUR,
        DAY
    }

    enum Dimension {
        CAMPAIGN("h.campaign_id::text", "t.campaign_name"),
        TEMPLATE("h.template", "NULL::text"),
        COUNTRY("h.country", "NULL::text"),
        NUMBER("h.phone_number_id", "n.display_phone_number");

        private final String key;
        private final String name;

        Dimension(String key, String name) {
            this.key = key;
            this.name = name;
        }
    }

    /// @param at begin of the hour or day, local time of the zone
    record Point(LocalDateTime at, Figures figures) {}

    /// @param items those in which something happened
    /// @param total of the whole period
    /// @param before of the period right before, as long as this one
    record OverTime(String zone, Bucket bucket, List<Point> items, Figures total, Figures before) {}

    /// @param key id, name or code; empty or all zeros where a message has none
    /// @param name as people know it
    record Line(String key, @Nullable String name, Figures figures) {}

    /// @param items most sent first, at most 1,000
    record Breakdown(Dimension by, List<Line> items) {}

    /// @param hour 0 to 23, local time of the zone
    record Cell(DayOfWeek weekday, int hour, Figures figures) {}

    record HeatMap(String zone, List<Cell> items) {}

    private final AppDb db;
    private final Clock clock;

    Analytics(AppDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    OverTime overTime(Period period, Bucket bucket) {
        var span = period.span(clock);
        var sql =
                "SELECT date_trunc('"
                        + bucket.name().toLowerCase(java.util.Locale.ROOT)
                        + "', h.hour AT TIME ZONE :zone) AS at, "
                        + Figures.SUMS
                        + " FROM analytics_hour h WHERE"
                        + Period.WHERE
                        + "GROUP BY 1 ORDER BY 1";
        return inTransaction(() ->
                new OverTime(
                        span.zone().getId(),
                        bucket,
                        db.sql()
                                .sql(sql)
                                .params(period.params(span))
                                .query((row, n) ->
                                        new Point(
                                                row.getObject("at", LocalDateTime.class),
                                                Figures.of(row)))
                                .list(),
                        total(period, span),
                        total(period, span.before())));
    }

    private Figures total(Period period, Period.Span span) {
        return db.sql()
                .sql("SELECT " + Figures.SUMS + " FROM analytics_hour h WHERE" + Period.WHERE)
                .params(period.params(span))
                .query((row, n) -> Figures.of(row))
                .single();
    }

    Breakdown breakdown(Period period, Dimension by) {
        var span = period.span(clock);
        var sql =
                "SELECT "
                        + by.key
                        + " AS key, max("
                        + by.name
                        + ") AS name, "
                        + Figures.SUMS
                        + """
                         FROM analytics_hour h
                         LEFT JOIN campaign_template t ON t.organization_id = h.organization_id AND t.campaign_id = h.campaign_id
                         LEFT JOIN sender_number n ON n.organization_id = h.organization_id AND n.phone_number_id = h.phone_number_id
                         WHERE\
                        """
                        + Period.WHERE
                        + "GROUP BY 1 ORDER BY sent DESC, 1 LIMIT "
                        + MOST_LINES;
        return new Breakdown(
                by,
                inTransaction(() ->
                        db.sql()
                                .sql(sql)
                                .params(period.params(span))
                                .query((row, n) ->
                                        new Line(
                                                row.getString("key"),
                                                row.getString("name"),
                                                Figures.of(row)))
                                .list()));
    }

    HeatMap heatMap(Period period) {
        var span = period.span(clock);
        var sql =
                "SELECT extract(isodow FROM h.hour AT TIME ZONE :zone)::int AS weekday,"
                        + " extract(hour FROM h.hour AT TIME ZONE :zone)::int AS hour_of_day, "
                        + Figures.SUMS
                        + " FROM analytics_hour h WHERE"
                        + Period.WHERE
                        + "GROUP BY 1, 2 ORDER BY 1, 2";
        return new HeatMap(
                span.zone().getId(),
                inTransaction(() ->
                        db.sql()
                                .sql(sql)
                                .params(period.params(span))
                                .query((row, n) ->
                                        new Cell(
                                                DayOfWeek.of(row.getInt("weekday")),
                                                row.getInt("hour_of_day"),
                                                Figures.of(row)))
                                .list()));
    }

    private <T> T inTransaction(java.util.function.Supplier<T> query) {
        return Objects.requireNonNull(db.tx().execute(status -> query.get()));
    }
}
