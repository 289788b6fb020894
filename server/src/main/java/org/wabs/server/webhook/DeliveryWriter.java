package org.wabs.server.webhook;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.sql.TransientFailure;

/// The node's one writer of webhook bodies: whoever arrives while a commit is under way shares the
/// next one.
final class DeliveryWriter {
    private static final Logger log = LoggerFactory.getLogger(DeliveryWriter.class);
    private static final int QUEUE = 4_096;
    private static final int GROUP = 256;
    private static final int GROUP_BYTES = 8 << 20;
    private static final int PATIENCE_SECONDS = 10;
    private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long RECONNECT_MS = 250;

    /// For the next body; whoever stops the writer waits as long.
    private static final long LOOK_MS = 100;

    private final DataSource dataSource;
    private final NodeId node;
    private final Clock clock;
    private final Runnable committed;
    private final ArrayBlockingQueue<Arrival> queue = new ArrayBlockingQueue<>(QUEUE);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("webhook-writer").unstarted(this::run);
    private volatile boolean stopping;
    private volatile boolean open;
    private volatile long committedNanos;
    private boolean told;
    private long beatNanos;

    /// @param committed called after each commit, by the writer's thread
    DeliveryWriter(DataSource dataSource, NodeId node, Clock clock, Runnable committed) {
        this.dataSource = dataSource;
        this.node = node;
        this.clock = clock;
        this.committed = committed;
    }

    void start() throws InterruptedException {
        thread.start();
        opened.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// Ends when everything that was queued is committed or refused.
    void stop() throws InterruptedException {
        stopping = true;
        thread.join();
    }

    /// Returns when the body is committed.
    ///
    /// @return false when it is not, or perhaps not: Meta shall send it again
    boolean append(String appKey, byte[] body) throws InterruptedException {
        var arrival = new Arrival(appKey, body);
        return open && queue.offer(arrival) && arrival.await(PATIENCE_SECONDS);
    }

    /// Whether commits have gone through lately.
    boolean isWorking() {
        return open && System.nanoTime() - committedNanos < 3 * BEAT_NANOS;
    }

    private void run() {
        var rest = new ArrayList<Arrival>();
        while (!stopping) {
            try (var deliveries = DeliveryLog.open(dataSource, node, clock)) {
                opened();
                write(deliveries, rest);
            } catch (InterruptedException e) {
                stopping = true;
            } catch (Exception e) {
                closed(e, rest);
            }
        }
        open = false;
        refuse(rest);
    }

    private void opened() {
        if (told) log.info("Webhook intake works again");
        told = false;
        committedNanos = System.nanoTime();
        open = true;
        opened.countDown();
    }

    private void closed(Exception failure, List<Arrival> rest) {
        open = false;
        if (!told)
            log.warn(
                    "Webhook intake stopped: the database does not take bodies; Meta is answered 503 cause={}",
                    TransientFailure.kind(failure));
        told = true;
        refuse(rest);
        try {
            Thread.sleep(RECONNECT_MS);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    private void refuse(List<Arrival> rest) {
        rest.forEach(arrival -> arrival.committed().complete(false));
        rest.clear();
        for (var arrival = queue.poll(); arrival != null; arrival = queue.poll()) {
            arrival.committed().complete(false);
        }
    }

    /// Writes until the log is lost, or the writer stops with nothing queued.
    ///
    /// @param rest what the former log did not take and this one takes first
    private void write(DeliveryLog deliveries, List<Arrival> rest)
            throws SQLException, InterruptedException {
        while (true) {
            if (rest.isEmpty()) next(rest);
            if (rest.isEmpty() && stopping) return;
            if (!rest.isEmpty()) {
                if (!store(deliveries, rest)) return;
                rest.clear();
            }
            if (System.nanoTime() - beatNanos > BEAT_NANOS) {
                if (!deliveries.beat()) return;
                beatNanos = System.nanoTime();
                committedNanos = beatNanos;
            }
        }
    }

    private void next(List<Arrival> group) throws InterruptedException {
        @Nullable Arrival arrival = queue.poll(stopping ? 1 : LOOK_MS, TimeUnit.MILLISECONDS);
        int bytes = 0;
        while (arrival != null) {
            group.add(arrival);
            bytes += arrival.body().length;
            arrival = group.size() < GROUP && bytes < GROUP_BYTES ? queue.poll() : null;
        }
    }

    private boolean store(DeliveryLog deliveries, List<Arrival> group) throws SQLException {
        try {
            if (!deliveries.append(group)) return false;
            group.forEach(arrival -> arrival.committed().complete(true));
        } catch (SQLException e) {
            if (TransientFailure.is(e)) throw e;
            storeOneByOne(deliveries, group);
        }
        committedNanos = System.nanoTime();
        committed.run();
        return true;
    }

    /// One body that the database refuses shall not cost its neighbours.
    private static void storeOneByOne(DeliveryLog deliveries, List<Arrival> group)
            throws SQLException {
        for (var arrival : group) {
            try {
                arrival.committed().complete(deliveries.append(List.of(arrival)));
            } catch (SQLException e) {
                if (TransientFailure.is(e)) throw e;
                arrival.committed().complete(false);
                log.error(
                        "Webhook body refused by the database app={} bytes={} cause={}",
                        arrival.appKey(),
                        arrival.body().length,
                        TransientFailure.kind(e));
            }
        }
    }
}
