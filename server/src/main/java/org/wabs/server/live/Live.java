package org.wabs.server.live;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.TransientFailure;

/// Starts and stops what tells changes on this node.
final class Live implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Live.class);

    private final LiveConfig config;
    private final Hub hub;
    private final Reader reader;
    private final Notifier notifier;
    private final Listener listener;
    private final Doorman doorman;
    private final Semaphore usersChanged = new Semaphore(0);
    private volatile boolean stopping;
    private volatile @Nullable Thread heart;

    Live(LiveConfig config, PipelineDb db, Listener.Connections connections, Clock clock) {
        var events = new EventLog(db);
        this.config = config;
        this.hub = new Hub(config, clock, usersChanged::release);
        this.reader = new Reader(events, hub, db.changes());
        this.notifier = new Notifier(db.changes(), events, config.frame(), reader::wake);
        this.listener = new Listener(connections, reader::wake);
        this.doorman = new Doorman(db, hub, clock);
    }

    Hub hub() {
        return hub;
    }

    @Override
    public void start() {
        reader.start();
        notifier.start();
        listener.start();
        heart = Thread.ofVirtual().name("live-heart").start(this::beat);
    }

    private void beat() {
        try {
            while (true) {
                boolean early =
                        usersChanged.tryAcquire(
                                config.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
                usersChanged.drainPermits();
                if (stopping) return;
                try {
                    doorman.look();
                } catch (RuntimeException e) {
                    log.warn("Connections not looked at cause={}", TransientFailure.kind(e));
                }
                if (!early) hub.heartbeat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        stopping = true;
        usersChanged.release();
        hub.close();
        // both look up twice a second: they are waited for together
        notifier.stop();
        listener.stop();
        try {
            notifier.awaitEnd();
            listener.awaitEnd();
            reader.stop();
            var running = heart;
            if (running != null) running.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heart = null;
    }

    @Override
    public boolean isRunning() {
        return heart != null;
    }
}
