package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.platform.sql.TransientFailure;

/// Writes outcomes in batches: one thread, one transaction a batch. While one batch is written the
/// next one gathers. The queue is bounded, so a slow database slows the senders; a database that is
/// gone is waited for, since an answer of Meta's that is not written is a message in doubt.
final class Recorder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Recorder.class);
    private static final String NAME = "send-recorder";
    private static final int CAPACITY = 4_096;
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final BlockingQueue<Outcome> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final OutcomeStore store;
    private final Standstills standstills;
    private final Thread thread;
    private volatile boolean closing;

    Recorder(OutcomeStore store, Standstills standstills) {
        this.store = store;
        this.standstills = standstills;
        this.thread = Thread.ofPlatform().name(NAME).daemon().start(this::run);
    }

    /// Waits while the queue is full.
    void put(Outcome outcome) throws InterruptedException {
        queue.put(outcome);
    }

    private void run() {
        try {
            while (true) {
                var first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (closing) return;
                    continue;
                }
                var batch = new ArrayList<Outcome>(BATCH);
                batch.add(first);
                queue.drainTo(batch, BATCH - 1);
                write(batch);
            }
        } catch (InterruptedException e) {
            log.warn("Recorder ended, outcomes unwritten will be in doubt count={}", queue.size());
        }
    }

    private void write(List<Outcome> batch) throws InterruptedException {
        while (true) {
            try {
                store.record(batch);
                standstills.works(NAME);
                return;
            } catch (RuntimeException e) {
                standstills.failed(NAME, e);
                if (!TransientFailure.is(e)) {
                    oneByOne(batch, e);
                    return;
                }
                log.warn(
                        "Outcomes not written yet count={} cause={}",
                        batch.size(),
                        TransientFailure.kind(e));
                Thread.sleep(PATIENCE);
            }
        }
    }

    /// One outcome that the database refuses must not cost its neighbours.
    private void oneByOne(List<Outcome> batch, RuntimeException failure)
            throws InterruptedException {
        if (batch.size() > 1) {
            for (var outcome : batch) write(List.of(outcome));
            return;
        }
        log.error(
                "Outcome cannot be written, the message stays in doubt {}",
                batch.getFirst().claimed(),
                failure);
    }

    /// Writes what is queued, for at most ten seconds, and ends.
    @Override
    public void close() {
        closing = true;
        try {
            if (!thread.join(Duration.ofSeconds(10))) thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
