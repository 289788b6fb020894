package org.wabs.server.webhook;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.id.Ids;

/// One log of bodies and the one connection that writes it. Each statement is a transaction of its
/// own and the next begins when it has ended, so the numbers are in commit order. A log ends with
/// its connection: what a dying connection may still commit lands in that log, in front of a cursor
/// that has not passed it.
final class DeliveryLog implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(10);

    private static final int ANSWER_TIMEOUT_MS = 10_000;

    private static final String OPEN =
            """
            INSERT INTO webhook_writer (writer_id, node, lease_until, processed_on)
            VALUES (?, ?, clock_timestamp() + make_interval(secs => ?), ?)\
            """;

    /// Without its row in webhook_writer nobody would read the log: then nothing is written. The
    /// lock keeps the row until the bodies are committed.
    private static final String APPEND =
            """
            INSERT INTO webhook_delivery (received_on, writer_id, seq, app_key, body)
            SELECT ?, w.writer_id, u.seq, u.app_key, u.body
              FROM (SELECT writer_id FROM webhook_writer WHERE writer_id = ? FOR KEY SHARE) w,
                   unnest(?, ?, ?) AS u(seq, app_key, body)\
            """;

    private static final String BEAT =
            "UPDATE webhook_writer SET alive_at = clock_timestamp() WHERE writer_id = ? AND node = ?";

    private final Connection connection;
    private final Clock clock;
    private final String node;
    private final UUID writer = Ids.next();
    private LocalDate day;
    private long last;

    private DeliveryLog(Connection connection, Clock clock, String node) {
        this.connection = connection;
        this.clock = clock;
        this.node = node;
        this.day = today();
    }

    static DeliveryLog open(DataSource dataSource, NodeId node, Clock clock) throws SQLException {
        var log = new DeliveryLog(dataSource.getConnection(), clock, node.value());
        try {
            log.register();
            return log;
        } catch (SQLException e) {
            log.close();
            throw e;
        }
    }

    private void register() throws SQLException {
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, ANSWER_TIMEOUT_MS);
        try (var insert = connection.prepareStatement(OPEN)) {
            insert.setObject(1, writer);
            insert.setString(2, node);
            insert.setDouble(3, LEASE.toSeconds());
            insert.setObject(4, day);
            insert.executeUpdate();
        }
    }

    /// Appends all or nothing; they are committed when it returns.
    ///
    /// @return false when the log no longer exists: open another one
    boolean append(List<Arrival> arrivals) throws SQLException {
        if (today().isAfter(day)) day = today(); // days never go back within a log
        var numbers = new Long[arrivals.size()];
        var apps = new String[arrivals.size()];
        var bodies = new byte[arrivals.size()][];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ++last;
            apps[i] = arrivals.get(i).appKey();
            bodies[i] = arrivals.get(i).body();
        }
        try (var insert = connection.prepareStatement(APPEND)) {
            insert.setObject(1, day);
            insert.setObject(2, writer);
            insert.setArray(3, connection.createArrayOf("int8", numbers));
            insert.setArray(4, connection.createArrayOf("text", apps));
            insert.setArray(5, connection.createArrayOf("bytea", bodies));
            return insert.executeUpdate() == numbers.length;
        }
    }

    /// A commit on this very connection, as proof that bodies would be committed.
    ///
    /// @return false when another node has adopted the log: open another one
    boolean beat() throws SQLException {
        try (var update = connection.prepareStatement(BEAT)) {
            update.setObject(1, writer);
            update.setString(2, node);
            return update.executeUpdate() == 1;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
