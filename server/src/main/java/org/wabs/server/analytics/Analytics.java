package org.wabs.server.analytics;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
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
        CAMPAIGN(
                "h.campaign_id::text",
                "SELECT t.campaign_name FROM campaign_template t WHERE t.campaign_id = CAST(s.key AS uuid)"),
        TEMPLATE("h.template", "NULL"),
        COUNTRY("h.country", "NULL"),
        NUMBER(
                "h.phone_number_id",
                "SELECT n.display_phone_number FROM sender_number n WHERE n.phone_number_id = s.key LIMIT 1");

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
    /// @param before of the period right before, as long as this one
    record Line(String key, @Nullable String name, Figures figures, Figures before) {}

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
                        + "', h.quarter AT TIME ZONE :zone) AS at, "
                        + Figures.SUMS
                        + quarters(period)
                        + "GROUP BY 1 ORDER BY 1";
        return inTransaction(() -> {
            var points =
                    db.sql()
                            .sql(sql)
                            .params(period.params(span))
                            .query((row, n) ->
                                    new Point(
                                            row.getObject("at", LocalDateTime.class),
                                            Figures.of(row)))
                            .list();
            var total = points.stream().map(Point::figures).reduce(Figures.NONE, Figures::plus);
            return new OverTime(
                    span.zone().getId(), bucket, points, total, total(period, span.before()));
        });
    }

    /// Quarters of an hour first: there are far fewer of them than rows, and each is put into its
    /// local time once.
    private static String quarters(Period period) {
        return " FROM (SELECT h.quarter, %s%sGROUP BY h.quarter) h "
                .formatted(Figures.SUMS, FigureRows.byQuarter(period));
    }

    private Figures total(Period period, Period.Span span) {
        return db.sql()
                .sql("SELECT " + Figures.SUMS + FigureRows.byQuarter(period))
                .params(period.params(span))
                .query((row, n) -> Figures.of(row))
                .single();
    }

    Breakdown breakdown(Period period, Dimension by) {
        var span = period.span(clock);
        return inTransaction(() -> {
            var before =
                    lines(period, span.before(), by, 0).stream()
                            .collect(Collectors.toMap(Line::key, Line::figures));
            return new Breakdown(
                    by,
                    lines(period, span, by, MOST_LINES).stream()
                            .map(line ->
                                    new Line(
                                            line.key(),
                                            line.name(),
                                            line.figures(),
                                            before.getOrDefault(line.key(), Figures.NONE)))
                            .toList());
        });
    }

    /// @param most 0: all
    private List<Line> lines(Period period, Period.Span span, Dimension by, int most) {
        var sql =
                """
                WITH summed AS (
                    SELECT %s AS key, %s%sGROUP BY 1 ORDER BY sent DESC, 1 LIMIT nullif(:most, 0)
                )
                SELECT s.*, (%s) AS name FROM summed s ORDER BY s.sent DESC, s.key\
                """
                        .formatted(by.key, Figures.SUMS, FigureRows.BY_DIMENSION, by.name);
        return db.sql()
                .sql(sql)
                .params(period.params(span))
                .param("most", most)
                .query((row, n) ->
                        new Line(
                                row.getString("key"),
                                row.getString("name"),
                                Figures.of(row),
                                Figures.NONE))
                .list();
    }

    HeatMap heatMap(Period period) {
        var span = period.span(clock);
        var sql =
                "SELECT extract(isodow FROM h.quarter AT TIME ZONE :zone)::int AS weekday,"
                        + " extract(hour FROM h.quarter AT TIME ZONE :zone)::int AS hour_of_day, "
                        + Figures.SUMS
                        + quarters(period)
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
