package org.wabs.server.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.sql.AppDb;

/// What Meta said of the bound organization's numbers over time.
final class NumberFigures {
    /// Of the columns of a file.
    static final List<String> NAMES =
            List.of(
                    "at",
                    "phoneNumberId",
                    "name",
                    "quality",
                    "status",
                    "messagingLimit",
                    "messagesPerSecond");

    private static final int MOST = 2_000;

    /// From this time on.
    ///
    /// @param name the number as people write it
    /// @param quality GREEN, YELLOW, RED or UNKNOWN
    /// @param status Meta's; only CONNECTED sends
    /// @param messagingLimit people per 24 hours, shared by the portfolio; absent: unlimited
    record Standing(
            Instant at,
            String phoneNumberId,
            @Nullable String name,
            @Nullable String quality,
            @Nullable String status,
            @Nullable Integer messagingLimit,
            int messagesPerSecond) {
        List<String> texts() {
            return Stream.of(
                            at,
                            phoneNumberId,
                            name,
                            quality,
                            status,
                            messagingLimit == null ? "UNLIMITED" : messagingLimit,
                            messagesPerSecond)
                    .map(one -> one == null ? "" : one.toString())
                    .toList();
        }
    }

    /// @param items number by number in order of time, the one that held at the period's begin
    ///   first
    record History(List<Standing> items) {}

    private static final String HISTORY =
            """
            SELECT h.at, h.phone_number_id, h.quality, h.status, h.messaging_limit, h.messages_per_second,
                   (SELECT n.display_phone_number FROM sender_number n WHERE n.phone_number_id = h.phone_number_id LIMIT 1) AS name
              FROM phone_number_history h
             WHERE h.at < :to
               AND h.at >= coalesce((SELECT max(p.at) FROM phone_number_history p
                                      WHERE p.organization_id = h.organization_id AND p.phone_number_id = h.phone_number_id AND p.at <= :from),
                                    :from)
             ORDER BY h.phone_number_id, h.at LIMIT :most\
            """;

    private final AppDb db;
    private final Clock clock;

    NumberFigures(AppDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// @param from inclusive; the 30 days before `to` unless said otherwise
    /// @param to exclusive; now unless said otherwise
    History of(@Nullable Instant from, @Nullable Instant to) {
        var span = new Period(from, to, null, null, null, null, null).span(clock);
        return new History(
                Objects.requireNonNull(
                        db.tx()
                                .execute(status ->
                                        db.sql()
                                                .sql(HISTORY)
                                                .param("from", span.from().atOffset(ZoneOffset.UTC))
                                                .param("to", span.to().atOffset(ZoneOffset.UTC))
                                                .param("most", MOST)
                                                .query(NumberFigures::standing)
                                                .list())));
    }

    private static Standing standing(ResultSet row, int line) throws SQLException {
        return new Standing(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("phone_number_id"),
                row.getString("name"),
                row.getString("quality"),
                row.getString("status"),
                row.getObject("messaging_limit", Integer.class),
                row.getInt("messages_per_second"));
    }
}
