package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;

/// Meta's messaging limit: how many distinct people a portfolio may write to first within 24 hours.
/// Only limited portfolios are counted; their rate is low enough for one row to be the gate. People
/// inside a service window are counted as well, which errs on the safe side.
final class Portfolio {
    /// Other tools may send for the same portfolio, too.
    private static final double OURS = 0.98;

    /// @param admitted how many of the first of a batch may go
    /// @param untilRoom when none may: until the next person's 24 hours are over
    record Room(int admitted, Duration untilRoom) {}

    private static final String LOCK =
            """
            INSERT INTO portfolio AS p (portfolio_id) VALUES (:portfolio)
            ON CONFLICT (portfolio_id) DO UPDATE SET reached = p.reached
            RETURNING reached\
            """;

    private static final String GIVE_BACK =
            """
            WITH over AS (
                DELETE FROM portfolio_reach
                 WHERE portfolio_id = :portfolio AND reached_at < statement_timestamp() - interval '24 hours' RETURNING 1
            )
            UPDATE portfolio SET reached = reached - (SELECT count(*) FROM over)
             WHERE portfolio_id = :portfolio
            RETURNING reached\
            """;

    private static final String KNOWN =
            """
            SELECT recipient_key FROM portfolio_reach WHERE portfolio_id = :portfolio AND recipient_key = ANY (:keys)\
            """;

    private static final String REACH =
            """
            WITH fresh AS (
                INSERT INTO portfolio_reach (portfolio_id, recipient_key, reached_at)
                SELECT :portfolio, key, clock_timestamp() FROM unnest(:keys) AS u(key)
                RETURNING 1
            )
            UPDATE portfolio SET reached = reached + (SELECT count(*) FROM fresh) WHERE portfolio_id = :portfolio\
            """;

    /// Written to once more, their 24 hours begin anew.
    private static final String REFRESH =
            """
            UPDATE portfolio_reach SET reached_at = clock_timestamp()
             WHERE portfolio_id = :portfolio AND recipient_key = ANY (:keys)\
            """;

    private static final String NEXT_ROOM =
            """
            SELECT (extract(epoch FROM reached_at + interval '24 hours' - clock_timestamp()) * 1000)::bigint AS wait
              FROM portfolio_reach WHERE portfolio_id = :portfolio ORDER BY reached_at LIMIT 1\
            """;

    private final PipelineDb db;

    Portfolio(PipelineDb db) {
        this.db = db;
    }

    /// Books room for the first people of a batch, in the caller's transaction.
    ///
    /// @param limit people per 24 hours
    Room admit(String portfolio, int limit, List<Queued> batch) {
        db.sql().sql(LOCK).param("portfolio", portfolio).query().singleRow();
        long reached =
                db.sql()
                        .sql(GIVE_BACK)
                        .param("portfolio", portfolio)
                        .query((row, n) -> row.getLong(1))
                        .single();
        var known = known(portfolio, batch);
        long room = (long) Math.floor(limit * OURS) - reached;
        var fresh = new HashSet<String>();
        var again = new HashSet<String>();
        int admitted = 0;
        for (var message : batch) {
            if (!known.contains(message.recipientKey())
                    && !fresh.contains(message.recipientKey())) {
                if (fresh.size() >= room) break;
                fresh.add(message.recipientKey());
            }
            if (known.contains(message.recipientKey())) again.add(message.recipientKey());
            admitted++;
        }
        if (!fresh.isEmpty()) {
            db.sql()
                    .sql(REACH)
                    .param("portfolio", portfolio)
                    .param("keys", SqlArrays.texts(fresh, key -> key))
                    .update();
        }
        if (!again.isEmpty()) {
            db.sql()
                    .sql(REFRESH)
                    .param("portfolio", portfolio)
                    .param("keys", SqlArrays.texts(again, key -> key))
                    .update();
        }
        return new Room(admitted, admitted > 0 ? Duration.ZERO : nextRoom(portfolio));
    }

    private Set<String> known(String portfolio, List<Queued> batch) {
        return new HashSet<>(
                db.sql()
                        .sql(KNOWN)
                        .param("portfolio", portfolio)
                        .param("keys", SqlArrays.texts(batch, Queued::recipientKey))
                        .query((row, n) -> row.getString(1))
                        .list());
    }

    private Duration nextRoom(String portfolio) {
        return db.sql()
                .sql(NEXT_ROOM)
                .param("portfolio", portfolio)
                .query((row, n) ->
                        Duration.ofMillis(Math.clamp(row.getLong("wait"), 1_000, 86_400_000)))
                .optional()
                .orElse(Duration.ofMinutes(1));
    }
}
