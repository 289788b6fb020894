package org.wabs.server.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.wabs.server.contact.filter.SqlCondition;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;

/// Asks some of the bound organization's people whether they match, however long it would take to
/// ask all: those whose ids have the least hashes, which are as good as drawn, and the same each
/// time. Behind it is the index `contact_sample`.
final class ContactSample {
    /// How far a hit is more than chance: in standard deviations.
    private static final double SURE = 3;

    /// How far the planner's count of all people may be from that of the sample.
    private static final double TRUSTED = 0.1;

    private static final double HASHES = 1L << 32;
    private static final int PEOPLE = 5_000;

    /// Where other tables are looked at for each of them: so many at a time, and at most twice.
    private static final int FEWER_PEOPLE = 1_000;

    /// No second time where one in so many matches.
    private static final int ENOUGH = 4;

    /// Ids as PostgreSQL sorts them.
    private static final Comparator<UUID> NEWEST_FIRST =
            (one, other) -> SqlArrays.compare(other, one);

    private static final int NEWEST = 500;
    private static final int EXAMPLES = 10;

    /// OFFSET keeps PostgreSQL from asking each person more than once, or all people first.
    private static final String ASKED =
            """
            SELECT c.contact_id, (%s) IS TRUE AS hit
              FROM (SELECT * FROM contact_audience ORDER BY %s LIMIT %d OFFSET %d) c OFFSET 0\
            """;

    private static final String LOOK =
            """
            WITH sample AS MATERIALIZED (%s)
            SELECT count(*) AS asked, count(*) FILTER (WHERE hit) AS hits, coalesce(max(uuid_hash(contact_id)), 0) AS last_hash,
                   ARRAY(SELECT contact_id FROM sample WHERE hit ORDER BY contact_id DESC LIMIT %d) AS examples
              FROM sample\
            """;

    /// Without an order of its own, which would have all of them asked: they come as they are read.
    private static final String LATEST = "SELECT contact_id FROM (%s) s WHERE hit LIMIT %d";

    /// What the sample said.
    ///
    /// @param isEverybody there are no other people
    /// @param lastHash the greatest of the sample
    /// @param examples the newest of those who matched
    record Look(long asked, boolean isEverybody, long hits, int lastHash, List<UUID> examples) {
        /// Whether surely more than so many match.
        boolean isAbove(long number, long planned) {
            return (hits - SURE * Math.sqrt(hits)) / asked * people(planned) > number;
        }

        /// About how many match, in three digits.
        long about(long planned) {
            return rounded((double) hits / asked * people(planned));
        }

        /// Whether a look at more people would tell little more.
        private boolean isEnough() {
            return isEverybody || hits * ENOUGH >= asked;
        }

        private Look with(Look more) {
            return new Look(
                    asked + more.asked,
                    more.isEverybody,
                    hits + more.hits,
                    more.asked == 0 ? lastHash : more.lastHash,
                    Stream.concat(examples.stream(), more.examples.stream())
                            .sorted(NEWEST_FIRST)
                            .limit(EXAMPLES)
                            .toList());
        }

        /// All people of the organization: as many as the planner thinks, unless the sample is so
        /// dense, or so thin, that it cannot be.
        private double people(long planned) {
            double seen = (asked - 1) * HASHES / ((double) lastHash - Integer.MIN_VALUE);
            return Math.clamp(planned, seen * (1 - TRUSTED), seen * (1 + TRUSTED));
        }
    }

    private final AppDb db;

    ContactSample(AppDb db) {
        this.db = db;
    }

    /// In the caller's transaction.
    Look ask(SqlCondition condition) {
        if (!condition.sql().contains("EXISTS")) return ask(condition, PEOPLE, 0);
        var look = ask(condition, FEWER_PEOPLE, 0);
        return look.isEnough() ? look : look.with(ask(condition, FEWER_PEOPLE, FEWER_PEOPLE));
    }

    private Look ask(SqlCondition condition, int people, int after) {
        var asked = ASKED.formatted(condition.sql(), "uuid_hash(contact_id)", people, after);
        return db.sql()
                .sql(LOOK.formatted(asked, EXAMPLES))
                .params(condition.values())
                .query((row, n) ->
                        new Look(
                                row.getLong("asked"),
                                row.getLong("asked") < people,
                                row.getLong("hits"),
                                row.getInt("last_hash"),
                                ids(row, "examples")))
                .single();
    }

    /// Examples among the newest people; there may be others further back. In the caller's
    /// transaction.
    List<UUID> latest(SqlCondition condition) {
        var asked = ASKED.formatted(condition.sql(), "contact_id DESC", NEWEST, 0);
        return db.sql()
                .sql(LATEST.formatted(asked, EXAMPLES))
                .params(condition.values())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// In three digits.
    static long rounded(double about) {
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(about)) - 2));
        return Math.round(about / unit) * (long) unit;
    }

    static List<UUID> ids(ResultSet row, String column) throws SQLException {
        return List.of((UUID[]) row.getArray(column).getArray());
    }
}
