package org.wabs.server.live;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.platform.change.Change;
import org.wabs.server.platform.change.Changes;
import org.wabs.server.platform.sql.TransientFailure;

/// The one of this node that writes what was committed into the log: the first change at once, then
/// a batch each frame. While the database is away changes gather, merged.
final class Notifier {
    private static final Logger log = LoggerFactory.getLogger(Notifier.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Changes changes;
    private final EventLog events;
    private final Duration frame;
    private final Runnable written;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    /// @param written called after each batch
    Notifier(Changes changes, EventLog events, Duration frame, Runnable written) {
        this.changes = changes;
        this.events = events;
        this.frame = frame;
        this.written = written;
    }

    void start() {
        thread = Thread.ofVirtual().name("live-notifier").start(this::run);
    }

    private void run() {
        try {
            // a former run may have died with changes that nobody was told
            write(events::appendResync);
            while (!rested()) {
                var batch = changes.take(PATIENCE);
                if (!batch.isEmpty()) write(() -> events.append(batch));
            }
            writeTheLast(changes.take(Duration.ZERO));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return whether to end
    private boolean rested() throws InterruptedException {
        return stopping.await(frame.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void write(Runnable batch) throws InterruptedException {
        boolean failed = false;
        while (true) {
            try {
                batch.run();
                written.run();
                return;
            } catch (RuntimeException e) {
                if (!failed) log.warn("Changes not told yet cause={}", TransientFailure.kind(e));
                failed = true;
            }
            if (stopping.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) return;
        }
    }

    private void writeTheLast(List<Change> batch) {
        if (batch.isEmpty()) return;
        try {
            events.append(batch);
        } catch (RuntimeException e) {
            log.warn("Last changes not told cause={}", TransientFailure.kind(e));
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
