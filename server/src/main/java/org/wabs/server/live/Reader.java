package org.wabs.server.live;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.platform.change.Changes;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.TransientFailure;

/// Reads the log in order and tells this node's clients: when this node or another has written, and
/// now and then by itself, since a notification can be lost with its connection.
final class Reader {
    private static final Logger log = LoggerFactory.getLogger(Reader.class);
    private static final Duration BY_ITSELF = Duration.ofSeconds(2);
    private static final int AT_ONCE = 1_000;

    /// Between two readings: who writes gathers for a frame already, and to do so again would be
    /// seen. Many nodes that write are read together.
    private static final Duration REST = Duration.ofMillis(10);

    /// Loaded at start for clients that come back from before it.
    private static final int LOADED = 5_000;

    private final EventLog events;
    private final Hub hub;
    private final Changes changes;
    private final Semaphore wishes = new Semaphore(0);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private long position;

    Reader(EventLog events, Hub hub, Changes changes) {
        this.events = events;
        this.hub = hub;
        this.changes = changes;
    }

    void start() {
        var before = events.newest(LOADED);
        hub.remember(before);
        position = before.isEmpty() ? 0 : before.getLast().id();
        thread = Thread.ofVirtual().name("live-reader").start(this::run);
    }

    /// There may be something new.
    void wake() {
        wishes.release();
    }

    private void run() {
        boolean failed = false;
        try {
            do {
                wishes.tryAcquire(BY_ITSELF.toMillis(), TimeUnit.MILLISECONDS);
                wishes.drainPermits();
                try {
                    readAll();
                    failed = false;
                } catch (RuntimeException e) {
                    if (!failed)
                        log.warn("Changes cannot be read cause={}", TransientFailure.kind(e));
                    failed = true;
                }
            } while (!stopping.await(REST.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAll() {
        while (true) {
            var next = events.after(position, AT_ONCE);
            if (next.isEmpty()) return;
            tell(next);
            hub.publish(next);
            position = next.getLast().id();
            if (next.size() < AT_ONCE) return;
        }
    }

    /// Before any client, so that what a client then asks for is not what was remembered.
    private void tell(List<Event> events) {
        var subjects = EnumSet.noneOf(Subject.class);
        boolean missed = false;
        for (var event : events) {
            var change = event.change();
            if (change == null) missed = true;
            else subjects.add(change.subject());
        }
        if (missed) changes.heardNothing();
        else subjects.forEach(changes::heard);
    }

    void stop() throws InterruptedException {
        stopping.countDown();
        wishes.release();
        var running = thread;
        if (running != null) running.join(Duration.ofSeconds(5));
    }
}
