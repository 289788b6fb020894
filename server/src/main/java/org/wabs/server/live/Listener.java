package org.wabs.server.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears of what other nodes wrote, on a connection of its own. When that is lost another is made,
/// and the log is read: whatever was missed stands there.
final class Listener {
    private static final Logger log = LoggerFactory.getLogger(Listener.class);
    private static final int WAIT_MILLIS = 500;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    interface Connections {
        Connection open() throws SQLException;
    }

    private final Connections connections;
    private final Runnable heard;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    Listener(Connections connections, Runnable heard) {
        this.connections = connections;
        this.heard = heard;
    }

    void start() {
        thread = Thread.ofVirtual().name("live-listener").start(this::run);
    }

    private void run() {
        boolean failed = false;
        try {
            do {
                try (var connection = connections.open();
                        var statement = connection.createStatement()) {
                    statement.execute("LISTEN " + EventLog.CHANNEL);
                    failed = false;
                    heard.run();
                    listen(connection.unwrap(PGConnection.class));
                } catch (SQLException e) {
                    if (!failed) log.warn("Other nodes are not heard sqlState={}", e.getSQLState());
                    failed = true;
                }
            } while (!stopping.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(PGConnection connection) throws SQLException {
        while (stopping.getCount() > 0) {
            var notifications = connection.getNotifications(WAIT_MILLIS);
            if (notifications != null && notifications.length > 0) heard.run();
        }
    }

    void stop() {
        stopping.countDown();
    }

    void awaitEnd() throws InterruptedException {
        var running = thread;
        if (running != null) running.join(Duration.ofSeconds(5));
    }
}
