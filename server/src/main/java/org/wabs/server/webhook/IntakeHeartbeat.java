package org.wabs.server.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.platform.sql.TransientFailure;

/// Tells once a second that webhooks could come in, and afterwards how long they could not: the
/// settling of doubt counts on it. A gap is an outage, a webhook that was answered 503, a server
/// that was down or asleep.
final class IntakeHeartbeat {
    private static final Logger log = LoggerFactory.getLogger(IntakeHeartbeat.class);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /// Longer than this without a beat is a gap.
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    private final BooleanSupplier works;
    private final Runnable beat;
    private final Supplier<Duration> sinceLastBeat;
    private final Consumer<Duration> gap;
    private final Clock clock;
    private final AtomicBoolean refused = new AtomicBoolean();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("webhook-heartbeat").unstarted(this::run);
    private @Nullable Instant lastBeat;

    /// @param works whether commits of webhooks go through
    /// @param sinceLastBeat of any node: asked once, at start
    IntakeHeartbeat(
            BooleanSupplier works,
            Runnable beat,
            Supplier<Duration> sinceLastBeat,
            Consumer<Duration> gap,
            Clock clock) {
        this.works = works;
        this.beat = beat;
        this.sinceLastBeat = sinceLastBeat;
        this.gap = gap;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        stop.countDown();
        thread.join();
    }

    /// A webhook had to be turned away: Meta sends it again, some time later.
    void refused() {
        refused.set(true);
    }

    private void run() {
        try {
            do {
                try {
                    tick();
                } catch (Exception e) {
                    log.warn("Intake heartbeat missed cause={}", TransientFailure.kind(e));
                }
            } while (!stop.await(SECOND.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void tick() {
        if (!works.getAsBoolean()) return;
        var now = clock.instant();
        var since = lastBeat == null ? sinceLastBeat.get() : Duration.between(lastBeat, now).abs();
        boolean turnedAway = refused.getAndSet(false);
        if (turnedAway || since.compareTo(TOLERATED) > 0) {
            tellGap(since.compareTo(SECOND) < 0 ? SECOND : since, turnedAway);
        } else {
            beat.run();
        }
        lastBeat = now;
    }

    private void tellGap(Duration length, boolean turnedAway) {
        try {
            gap.accept(length);
            beat.run();
        } catch (RuntimeException e) {
            if (turnedAway) refused.set(true);
            throw e;
        }
        log.info("Webhook intake had a gap seconds={}", length.toSeconds());
    }
}
