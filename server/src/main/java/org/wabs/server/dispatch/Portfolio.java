package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;

/// Meta's messaging limit: how many distinct people a portfolio may write to outside a customer
/// service window within 24 hours. Only limited portfolios are counted; their rate is low enough
/// for one row to be the gate.
final class Portfolio {
    /// Other tools may send for the same portfolio, too.
    private static final double OURS = 0.98;

    /// A message `m` that Meta does not count: an answer, or to somebody who wrote to this number
    /// within 24 hours.
    static final String FREE =
            """
            (m.category = 'SERVICE' OR EXISTS (
                SELECT FROM message i
                 WHERE i.organization_id = m.organization_id AND i.contact_id = m.contact_id AND NOT i.outbound AND NOT i.notice
                   AND i.phone_number_id = m.phone_number_id
                   AND i.id >= wabs_uuid_floor(statement_timestamp() - interval '24 hours')))\
            """;

    /// @param batch what may go
    /// @param untilRoom until the next person's 24 hours are over; zero when all of it may go
    record Room(Queued.Batch batch, Duration untilRoom) {}

    private static final String FREE_ONES =
            """
            SELECT m.id FROM unnest(:organizations, :ids) AS w(organization_id, id)
              JOIN message m ON m.organization_id = w.organization_id AND m.id = w.id
             WHERE m.id BETWEEN :least AND :greatest AND \
            """
                    + FREE;

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

    /// Books room for the people of a batch as far as it reaches, in the caller's transaction.
    ///
    /// @param limit people per 24 hours
    Room admit(String portfolio, int limit, Queued.Batch batch) {
        var free = free(batch);
        var counted =
                batch.messages().stream().filter(message -> !free.contains(message.id())).toList();
        if (counted.isEmpty()) return new Room(batch, Duration.ZERO);
        db.sql().sql(LOCK).param("portfolio", portfolio).query().singleRow();
        long reached =
                db.sql()
                        .sql(GIVE_BACK)
                        .param("portfolio", portfolio)
                        .query((row, n) -> row.getLong(1))
                        .single();
        var known = known(portfolio, counted);
        long room = (long) Math.floor(limit * OURS) - reached;
        var fresh = new HashSet<String>();
        var again = new HashSet<String>();
        var admitted =
                batch.passing(message -> {
                    var person = message.recipientKey();
                    if (free.contains(message.id()) || fresh.contains(person)) return true;
                    if (known.contains(person)) {
                        again.add(person);
                        return true;
                    }
                    return fresh.size() < room && fresh.add(person);
                });
        book(REACH, portfolio, fresh);
        book(REFRESH, portfolio, again);
        boolean all = admitted.messages().size() == batch.messages().size();
        return new Room(admitted, all ? Duration.ZERO : nextRoom(portfolio));
    }

    private void book(String sql, String portfolio, Set<String> people) {
        if (people.isEmpty()) return;
        db.sql()
                .sql(sql)
                .param("portfolio", portfolio)
                .param("keys", SqlArrays.texts(people, key -> key))
                .update();
    }

    private Set<UUID> free(Queued.Batch batch) {
        return new HashSet<>(
                db.sql()
                        .sql(FREE_ONES)
                        .param(
                                "organizations",
                                SqlArrays.uuids(
                                        batch.messages(),
                                        message -> message.organization().value()))
                        .param("ids", SqlArrays.uuids(batch.messages(), Queued::id))
                        .param("least", batch.least())
                        .param("greatest", batch.greatest())
                        .query((row, n) -> row.getObject(1, UUID.class))
                        .list());
    }

    private Set<String> known(String portfolio, List<Queued> counted) {
        return new HashSet<>(
                db.sql()
                        .sql(KNOWN)
                        .param("portfolio", portfolio)
                        .param("keys", SqlArrays.texts(counted, Queued::recipientKey))
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
