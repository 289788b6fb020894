package org.wabs.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Posts prepared webhooks over connections that are kept.
final class StatusLoad {
    /// @param millis of each that was answered 200
    record Answered(double[] millis, double seconds) {
        double perSecond() {
            return millis.length / seconds;
        }
    }

    private static final int CONNECTIONS = 48;

    /// When a request leaves, in nanoseconds: waits until then.
    private interface Departure {
        /// @return what its time counts from; negative: no more are to leave
        long await(int n) throws InterruptedException;
    }

    private static final long OVER = -1;

    private final URI server;
    private final List<byte[]> requests;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final double[] millis;

    StatusLoad(URI server, List<byte[]> requests) {
        this.server = server;
        this.requests = requests;
        this.millis = new double[requests.size()];
    }

    /// Each connection sends the next one when the former was answered.
    Answered closedLoop(Duration length) throws InterruptedException {
        long begin = System.nanoTime();
        return run(
                begin,
                n -> {
                    long now = System.nanoTime() - begin;
                    return now < length.toNanos() ? now : OVER;
                });
    }

    /// So many a second, whatever the answers do: what waits for a connection is late, and counts
    /// from when it should have left.
    Answered openLoop(int perSecond) throws InterruptedException {
        long begin = System.nanoTime();
        return run(
                begin,
                n -> {
                    long due = n * 1_000_000_000L / perSecond;
                    long wait = begin + due - System.nanoTime();
                    if (wait > 0) Thread.sleep(Duration.ofNanos(wait));
                    return due;
                });
    }

    private Answered run(long begin, Departure departure) throws InterruptedException {
        Callable<Void> connection =
                () -> {
                    try (var kept = new RawConnection(server)) {
                        post(kept, begin, departure);
                    }
                    return null;
                };
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var running = threads.invokeAll(Collections.nCopies(CONNECTIONS, connection));
            for (var one : running) one.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return new Answered(
                Arrays.copyOf(millis, answered.get()), (System.nanoTime() - begin) / 1e9);
    }

    private void post(RawConnection connection, long begin, Departure departure)
            throws IOException, InterruptedException {
        for (int n = next.getAndIncrement(); n < requests.size(); n = next.getAndIncrement()) {
            long from = departure.await(n);
            if (from == OVER) return;
            int status = connection.exchange(requests.get(n)).status();
            if (status != 200) throw new IOException("a webhook was answered " + status);
            millis[answered.getAndIncrement()] = (System.nanoTime() - begin - from) / 1e6;
        }
    }
}
