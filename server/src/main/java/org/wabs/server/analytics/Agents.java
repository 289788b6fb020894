package org.wabs.server.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.sql.AppDb;

/// What the users of the bound organization did in conversations.
final class Agents {
    /// Of the columns of a file.
    static final List<String> NAMES =
            List.of(
                    "messagesSent",
                    "conversations",
                    "resolved",
                    "firstResponseMedianSeconds",
                    "firstResponseP90Seconds",
                    "resolutionMedianSeconds",
                    "resolutionP90Seconds");

    /// How long something took.
    ///
    /// @param count how often there was something to measure
    /// @param medianSeconds half of the times are no longer; absent when there are none
    /// @param p90Seconds nine of ten times are no longer
    record Times(long count, @Nullable Double medianSeconds, @Nullable Double p90Seconds) {
        private static final Times NONE = new Times(0, null, null);

        Stream<String> texts() {
            return Stream.of(text(medianSeconds), text(p90Seconds));
        }

        private static String text(@Nullable Double seconds) {
            return seconds == null ? "" : String.valueOf(seconds);
        }
    }

    /// @param messagesSent to people, replies and others, without campaigns
    /// @param conversations in which they wrote or which they resolved
    /// @param firstResponse from the first message that waited for an answer to that answer
    /// @param resolution from the first message since the resolution before to this one
    record Work(
            long messagesSent,
            long conversations,
            long resolved,
            Times firstResponse,
            Times resolution) {
        private static final Work NONE = new Work(0, 0, 0, Times.NONE, Times.NONE);

        List<String> texts() {
            return Stream.of(
                            Stream.of(messagesSent, conversations, resolved).map(String::valueOf),
                            firstResponse.texts(),
                            resolution.texts())
                    .flatMap(texts -> texts)
                    .toList();
        }
    }

    /// @param before of the period right before, as long as this one
    record Agent(UUID userId, @Nullable String name, Work work, Work before) {}

    /// @param items who did something in this period, most messages first
    /// @param total of all of them together
    /// @param before of the period right before, as long as this one
    record Report(List<Agent> items, Work total, Work before) {}

    private record Row(@Nullable UUID user, @Nullable String name, Work work) {}

    private static final String WORK =
            """
            SELECT w.*, m.name
              FROM (SELECT user_id, count(*) FILTER (WHERE kind = 'REPLY') AS sent, count(DISTINCT conversation_id) AS conversations,
                           count(*) FILTER (WHERE kind = 'RESOLUTION') AS resolved,
                           count(since) FILTER (WHERE kind = 'REPLY') AS responses,
                           percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM at - since)::float8)
                               FILTER (WHERE kind = 'REPLY' AND since IS NOT NULL) AS response,
                           count(since) FILTER (WHERE kind = 'RESOLUTION') AS resolutions,
                           percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM at - since)::float8)
                               FILTER (WHERE kind = 'RESOLUTION' AND since IS NOT NULL) AS resolution
                      FROM agent_work
                     WHERE at >= :from AND at < :to AND user_id IS NOT NULL
                     GROUP BY GROUPING SETS ((user_id), ())) w
              LEFT JOIN member m ON m.user_id = w.user_id
             ORDER BY w.sent DESC, w.user_id\
            """;

    private final AppDb db;
    private final Clock clock;

    Agents(AppDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// @param from inclusive; the 30 days before `to` unless said otherwise
    /// @param to exclusive; now unless said otherwise
    Report of(@Nullable Instant from, @Nullable Instant to) {
        var span = new Period(from, to, null, null, null, null, null).span(clock);
        var now = rows(span);
        var before = new HashMap<@Nullable UUID, Work>();
        for (var row : rows(span.before())) before.put(row.user(), row.work());
        var items =
                now.stream()
                        .flatMap(row ->
                                Stream.ofNullable(row.user()).map(user -> agent(user, row, before)))
                        .toList();
        var total =
                now.stream()
                        .filter(row -> row.user() == null)
                        .map(Row::work)
                        .findFirst()
                        .orElse(Work.NONE);
        return new Report(items, total, before.getOrDefault(null, Work.NONE));
    }

    private static Agent agent(UUID user, Row row, Map<@Nullable UUID, Work> before) {
        return new Agent(user, row.name(), row.work(), before.getOrDefault(user, Work.NONE));
    }

    private List<Row> rows(Period.Span span) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(WORK)
                                        .param("from", span.from().atOffset(ZoneOffset.UTC))
                                        .param("to", span.to().atOffset(ZoneOffset.UTC))
                                        .query((row, n) -> row(row))
                                        .list()));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("user_id", UUID.class),
                row.getString("name"),
                new Work(
                        row.getLong("sent"),
                        row.getLong("conversations"),
                        row.getLong("resolved"),
                        times(row, "responses", "response"),
                        times(row, "resolutions", "resolution")));
    }

    private static Times times(ResultSet row, String count, String parts) throws SQLException {
        var both = row.getArray(parts);
        if (both == null) return Times.NONE;
        var seconds = (Double[]) both.getArray();
        return new Times(row.getLong(count), seconds[0], seconds[1]);
    }
}
