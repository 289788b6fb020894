package org.wabs.simulator.network;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.PriorityQueue;

/// What is going to happen, in order of time, on one thread. Actions are short.
final class Timeline implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Timeline.class.getName());

    /// The clock may be set by tests or by the administrator: so it is looked at again at least
    /// this often.
    private static final long LONGEST_WAIT_MS = 20;

    private record Entry(long at, long order, Runnable action) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final InstantSource clock;

    /// Guarded by `this`.
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();

    private long order;
    private boolean busy;
    private boolean closed;
    private final Thread thread = new Thread(this::run, "simulator-timeline");

    Timeline(InstantSource clock) {
        this.clock = clock;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /// @param at epoch milliseconds; past ones happen at once
    synchronized void at(long at, Runnable action) {
        boolean first = entries.isEmpty() || at < entries.peek().at();
        entries.add(new Entry(at, order++, action));
        if (first) {
            notifyAll();
        }
    }

    /// How many actions have not ended.
    synchronized int size() {
        return entries.size() + (busy ? 1 : 0);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                Runnable action = next();
                if (action == null) {
                    return;
                }
                try {
                    action.run();
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "An event of the simulated network failed", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Runnable next()
            throws InterruptedException {
        busy = false;
        while (!closed) {
            if (entries.isEmpty()) {
                wait();
                continue;
            }
            long wait = entries.peek().at() - clock.millis();
            if (wait <= 0) {
                busy = true;
                return entries.remove().action();
            }
            wait(Math.min(wait, LONGEST_WAIT_MS));
        }
        return null;
    }
}
