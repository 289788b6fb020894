package org.wabs.server.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Messages that reached each point; someone who read is counted as delivered and sent, too.
///
/// @param skipped planned, but for a reason not sent
/// @param received from customers
/// @param optedOut people who opted out then, in whatever way
record Figures(
        long skipped,
        long sent,
        long delivered,
        long read,
        long replied,
        long failed,
        long received,
        long optedOut) {
    private static final List<String> COLUMNS =
            List.of(
                    "skipped",
                    "sent",
                    "delivered",
                    "read",
                    "replied",
                    "failed",
                    "received",
                    "opted_out");

    /// Of the columns of a file.
    static final List<String> NAMES =
            List.of(
                    "skipped",
                    "sent",
                    "delivered",
                    "read",
                    "replied",
                    "failed",
                    "received",
                    "optedOut");

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0);

    /// Names of the columns, for a SELECT list.
    static final String LIST = String.join(", ", COLUMNS);

    /// For a SELECT list over rows `h` with these columns.
    static final String SUMS =
            String.join(
                    ", ",
                    COLUMNS.stream()
                            .map(name -> "coalesce(sum(h." + name + "), 0)::bigint AS " + name)
                            .toList());

    static Figures of(ResultSet row) throws SQLException {
        return new Figures(
                row.getLong("skipped"),
                row.getLong("sent"),
                row.getLong("delivered"),
                row.getLong("read"),
                row.getLong("replied"),
                row.getLong("failed"),
                row.getLong("received"),
                row.getLong("opted_out"));
    }

    Figures plus(Figures other) {
        return new Figures(
                skipped + other.skipped,
                sent + other.sent,
                delivered + other.delivered,
                read + other.read,
                replied + other.replied,
                failed + other.failed,
                received + other.received,
                optedOut + other.optedOut);
    }

    List<String> texts() {
        return List.of(skipped, sent, delivered, read, replied, failed, received, optedOut).stream()
                .map(String::valueOf)
                .toList();
    }
}
