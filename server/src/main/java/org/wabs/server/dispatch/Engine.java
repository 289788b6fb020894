package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.platform.sql.TransientFailure;

/// Starts and stops sending on this node: the lanes, and the ticker that settles doubts. Stops
/// first of all, so that answers still find a recorder and a database.
final class Engine implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    private static final Duration SETTLE_EVERY = Duration.ofSeconds(1);
    private static final Duration LAST_STATEMENT = Duration.ofSeconds(10);

    private final LaneParts parts;
    private final Settlement settlement;
    private volatile @Nullable Lanes lanes;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Thread settler;

    Engine(LaneParts parts, Settlement settlement) {
        this.parts = parts;
        this.settlement = settlement;
    }

    void wake(PhoneNumberId number) {
        var running = lanes;
        if (running != null) running.wake(number);
    }

    @Override
    public void start() {
        lanes = new Lanes(parts);
        settler = Thread.ofVirtual().name("settler").start(this::settle);
    }

    private void settle() {
        try {
            while (!stopped.await(SETTLE_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    settlement.settle();
                } catch (RuntimeException e) {
                    // the ticker outlives any failure: without it doubts would never be settled
                    if (TransientFailure.is(e)) {
                        log.warn("Doubts cannot be settled now cause={}", TransientFailure.kind(e));
                    } else {
                        log.error("Doubts cannot be settled; trying again", e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        var running = lanes;
        lanes = null;
        stopped.countDown();
        if (running != null) running.close();
        awaitSettler();
    }

    /// Not interrupted: that would break its connection.
    private void awaitSettler() {
        var thread = settler;
        if (thread == null) return;
        try {
            if (!thread.join(LAST_STATEMENT)) thread.interrupt();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return lanes != null;
    }
}
