package org.wabs.server.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.webhook.WebhookBody;
import org.wabs.cloudapi.webhook.WebhookParser;
import org.wabs.server.platform.sql.TransientFailure;

/// The node's one reader of its logs: at once when its writer has committed, and every second. It
/// keeps the leases itself, so that a reader that no longer runs loses them.
final class Processor {
    private static final Logger log = LoggerFactory.getLogger(Processor.class);
    private static final int MOST_ELEMENTS = 2_000;
    private static final int BATCHES_IN_TURN = 5;
    private static final long RENEW_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FORGET_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int CALM_MS = 1_000;
    private static final int SOON_MS = 50;

    private final DeliveryLogs logs;
    private final Applier applier;
    private final UnroutedReplay unrouted;
    private final Semaphore work = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().name("webhook-processor").unstarted(this::run);
    private volatile boolean stopping;
    private long renewedNanos = System.nanoTime() - RENEW_NANOS;
    private long forgotNanos = System.nanoTime() - FORGET_NANOS;
    private boolean told;

    Processor(DeliveryLogs logs, Applier applier, UnroutedReplay unrouted) {
        this.logs = logs;
        this.applier = applier;
        this.unrouted = unrouted;
    }

    void start() {
        thread.start();
    }

    /// Ends after the batch under way; the rest stays in the log.
    void stop() throws InterruptedException {
        stopping = true;
        wake();
        thread.join();
    }

    /// Looks at once for elements that have waited for this.
    void connected() {
        unrouted.connected();
        wake();
    }

    void wake() {
        work.release();
    }

    private void run() {
        while (!stopping) {
            int pause = CALM_MS;
            try {
                renew();
                boolean more = false;
                for (var position : logs.withWork()) more |= drain(position);
                if (more) pause = 0;
                unrouted.tick();
                if (told) log.info("Webhooks are processed again");
                told = false;
            } catch (Exception e) {
                pause = pauseAfter(e);
            }
            await(pause);
        }
    }

    private void await(int pause) {
        try {
            if (work.tryAcquire(pause, TimeUnit.MILLISECONDS)) work.drainPermits();
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    /// A deadlock is over when it is told; a database that is gone takes a while.
    private int pauseAfter(Exception failure) {
        if (failure instanceof DeliveryLogs.LostLog) return SOON_MS;
        var kind = TransientFailure.kind(failure);
        if (!TransientFailure.is(failure)) {
            // without its message: that of a database quotes rows
            log.error(
                    "Webhooks cannot be processed; trying again cause={} exception={} at={}",
                    kind,
                    failure.getClass().getName(),
                    failure.getStackTrace().length == 0 ? "?" : failure.getStackTrace()[0]);
        } else if (!told) {
            log.warn("Webhooks are not processed for the moment, trying again cause={}", kind);
            told = true;
        }
        return kind.startsWith("SQLSTATE 40") ? SOON_MS : CALM_MS;
    }

    private void renew() {
        long now = System.nanoTime();
        if (now - renewedNanos < RENEW_NANOS) return;
        int adopted = logs.renew();
        if (adopted > 0)
            log.info("Webhook logs of a node that is gone are processed here logs={}", adopted);
        renewedNanos = now;
        if (now - forgotNanos < FORGET_NANOS) return;
        logs.forget();
        forgotNanos = now;
    }

    /// A few batches of one log: others, such as those of a dead node, must not wait for a busy
    /// one.
    ///
    /// @return whether there may be more
    private boolean drain(DeliveryLogs.Position start) {
        var position = start;
        for (int batch = 0; batch < BATCHES_IN_TURN && !stopping; batch++) {
            renew();
            var deliveries = logs.next(position);
            if (deliveries.isEmpty()) return false;
            var last = process(position, deliveries);
            position = new DeliveryLogs.Position(position.writer(), last.receivedOn(), last.seq());
        }
        return true;
    }

    /// @return the last body that was processed
    private Delivery process(DeliveryLogs.Position position, List<Delivery> deliveries) {
        var elements = new ArrayList<Element>();
        var unreadable = new ArrayList<DeadLetter>();
        var last = deliveries.getFirst();
        for (var delivery : deliveries) {
            if (elements.size() >= MOST_ELEMENTS) break;
            read(delivery, elements, unreadable);
            last = delivery;
        }
        var to = last;
        applier.apply(applier.sort(elements), unreadable, () -> logs.move(position, to));
        return last;
    }

    private static void read(
            Delivery delivery, List<Element> elements, List<DeadLetter> unreadable) {
        switch (WebhookParser.parse(delivery.body())) {
            case WebhookBody.Events(var events) ->
                    events.forEach(event ->
                            elements.add(
                                    new Element(delivery.appKey(), delivery.receivedAt(), event)));
            case WebhookBody.NotJson(var why) ->
                    unreadable.add(DeadLetter.unreadable(delivery, DeadLetter.Kind.NOT_JSON, why));
            case WebhookBody.NoEntry(var why) ->
                    unreadable.add(DeadLetter.unreadable(delivery, DeadLetter.Kind.NO_ENTRY, why));
        }
    }
}
