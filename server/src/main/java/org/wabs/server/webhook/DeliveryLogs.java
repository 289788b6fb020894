package org.wabs.server.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.sql.PipelineDb;

/// The logs that this node processes, and how far it is with each.
final class DeliveryLogs {
    private static final int MOST_BODIES = 200;
    private static final int MOST_BYTES = 4 << 20;

    /// A writer may be paused for long and then go on; only a log that has rested for a day is
    /// forgotten.
    private static final String FORGET =
            """
            DELETE FROM webhook_writer w
             WHERE w.alive_at < clock_timestamp() - interval '1 day' AND w.lease_until < clock_timestamp() + interval '1 hour'
               AND w.node = :node
               AND NOT EXISTS (SELECT FROM webhook_delivery d
                                WHERE d.writer_id = w.writer_id AND d.seq > w.processed_to AND d.received_on >= w.processed_on)\
            """;

    private static final String WITH_WORK =
            """
            SELECT w.writer_id, w.processed_on, w.processed_to
              FROM webhook_writer w
             WHERE w.node = :node
               AND EXISTS (SELECT FROM webhook_delivery d
                            WHERE d.writer_id = w.writer_id AND d.seq > w.processed_to AND d.received_on >= w.processed_on)
             ORDER BY w.writer_id\
            """;

    /// The first body always, and what fits after it.
    private static final String NEXT =
            """
            SELECT received_on, seq, app_key, body, received_at
              FROM (SELECT received_on, seq, app_key, body, received_at,
                           sum(octet_length(body)) OVER (ORDER BY seq) - octet_length(body) AS bytes_before
                      FROM (SELECT received_on, seq, app_key, body, received_at
                              FROM webhook_delivery
                             WHERE writer_id = :writer AND seq > :after AND received_on >= :day
                             ORDER BY seq
                             LIMIT :bodies) AS next) AS sized
             WHERE bytes_before < :bytes
             ORDER BY seq\
            """;

    /// A log with something left to process.
    record Position(UUID writer, LocalDate day, long seq) {}

    private final PipelineDb db;
    private final NodeId node;

    DeliveryLogs(PipelineDb db, NodeId node) {
        this.db = db;
        this.node = node;
    }

    /// Keeps what is ours and takes over what another node has let go.
    ///
    /// @return logs taken over
    int renew() {
        sql("UPDATE webhook_writer SET lease_until = clock_timestamp() + make_interval(secs => :lease) WHERE node = :node")
                .update();
        return sql("""
        UPDATE webhook_writer SET node = :node, lease_until = clock_timestamp() + make_interval(secs => :lease)
         WHERE lease_until < clock_timestamp() AND node <> :node\
        """)
                .update();
    }

    private org.springframework.jdbc.core.simple.JdbcClient.StatementSpec sql(String statement) {
        return db.sql()
                .sql(statement)
                .param("node", node.value())
                .param("lease", (double) DeliveryLog.LEASE.toSeconds());
    }

    void forget() {
        db.sql().sql(FORGET).param("node", node.value()).update();
    }

    List<Position> withWork() {
        return db.sql()
                .sql(WITH_WORK)
                .param("node", node.value())
                .query((row, number) ->
                        new Position(
                                row.getObject("writer_id", UUID.class),
                                row.getObject("processed_on", LocalDate.class),
                                row.getLong("processed_to")))
                .list();
    }

    List<Delivery> next(Position position) {
        return db.sql()
                .sql(NEXT)
                .param("writer", position.writer())
                .param("after", position.seq())
                .param("day", position.day())
                .param("bodies", MOST_BODIES)
                .param("bytes", MOST_BYTES)
                .query((row, number) -> delivery(position.writer(), row))
                .list();
    }

    private static Delivery delivery(UUID writer, ResultSet row) throws SQLException {
        return new Delivery(
                writer,
                row.getObject("received_on", LocalDate.class),
                row.getLong("seq"),
                row.getString("app_key"),
                row.getBytes("body"),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }

    /// Moves the cursor, in the caller's transaction and as its last statement: the writer's beat
    /// changes the same row.
    ///
    /// @throws LostLog when another node has the log, or has moved the cursor
    void move(Position from, Delivery to) {
        int moved =
                db.sql()
                        .sql(
                                """
                                UPDATE webhook_writer SET processed_on = :day, processed_to = :to
                                 WHERE writer_id = :writer AND node = :node AND processed_to = :from\
                                """)
                        .param("day", to.receivedOn())
                        .param("to", to.seq())
                        .param("writer", from.writer())
                        .param("node", node.value())
                        .param("from", from.seq())
                        .update();
        if (moved == 0) throw new LostLog();
    }

    /// Rolls back what was done for a log that is no longer ours: its new owner does it.
    static final class LostLog extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostLog() {
            super("another node processes this log", null, false, false);
        }
    }
}
