package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.OutboundMessage;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.SendResult;
import org.wabs.server.account.Sender;
import org.wabs.server.message.FailureReason;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.sql.TransientFailure;
import org.wabs.server.template.TemplateSnapshot;

/// What becomes of the messages that one lane has claimed: each waits for its slot, leaves, and its
/// answer is recorded and followed. Bounded in flight.
final class LaneSends {
    private static final Logger log = LoggerFactory.getLogger(LaneSends.class);

    /// A message leaves this late at most; then it goes back.
    private static final Duration SLOT_TOLERANCE = Duration.ofSeconds(2);

    private static final int UNKNOWN_IN_A_ROW = 10;

    private final LaneParts parts;
    private final PhoneNumberId number;
    private final LaneLease lease;
    private final LanePauses pauses;
    private final Semaphore permits;
    private final Departures departures = new Departures();
    private final AtomicInteger unknowns = new AtomicInteger();
    private volatile Moment leaseEnds = Moment.now();
    private volatile long epoch;

    LaneSends(LaneParts parts, PhoneNumberId number, LaneLease lease, LanePauses pauses) {
        this.parts = parts;
        this.number = number;
        this.lease = lease;
        this.pauses = pauses;
        this.permits = new Semaphore(parts.config().inFlight());
    }

    /// Nothing leaves once the lease has ended.
    void owned(long epoch, Moment until) {
        this.epoch = epoch;
        leaseEnds = until;
    }

    /// How many more may be under way.
    int free() {
        return permits.availablePermits();
    }

    /// How far the door is booked ahead.
    long backlogMicros() {
        return departures.backlog(System.nanoTime()) / 1_000;
    }

    /// Waits until fewer than allowed are under way.
    ///
    /// @param threads in which the message waits for its slot and is sent
    /// @param template of its campaign; null for single messages
    void start(
            ExecutorService threads,
            Claimed message,
            Sender sender,
            @Nullable TemplateSnapshot template,
            Pace pace)
            throws InterruptedException {
        permits.acquire();
        threads.execute(() -> {
            try {
                var wait = message.leaves().untilThen();
                if (wait.isPositive()) Thread.sleep(wait);
                awaitDeparture(sender);
                parts.recorder().put(send(message, sender, template, pace));
            } catch (InterruptedException e) {
                Thread.currentThread()
                        .interrupt(); // its row stays in flight: in doubt for the next owner
            } finally {
                permits.release();
            }
        });
    }

    private void awaitDeparture(Sender sender) throws InterruptedException {
        long spacing = DispatchConfig.spacingNanos(sender.messagesPerSecond());
        long at = departures.book(System.nanoTime(), spacing);
        long wait = at - System.nanoTime();
        if (wait > 0) Thread.sleep(Duration.ofNanos(wait));
    }

    private Outcome send(
            Claimed message, Sender sender, @Nullable TemplateSnapshot template, Pace pace) {
        OutboundMessage outbound;
        try {
            outbound = parts.sending().message(message, sender, template);
        } catch (ProblemException e) {
            var unsent = parts.sending().withoutFile(message, e);
            follow(message, sender, unsent, pace);
            return unsent.verdict().outcome();
        } catch (RuntimeException e) {
            // our own mistake, such as content that cannot be built: nothing was sent, and people
            // read why
            log.error("Message cannot be built {}", message, e);
            return new Outcome.Refused(
                    message,
                    parts.clock().instant(),
                    FailureReason.CANNOT_BE_BUILT,
                    e.getMessage());
        }
        Sending.Sent sent;
        try {
            sent = parts.sending().send(message, sender, outbound, () -> mayLeave(message));
        } catch (RuntimeException e) {
            log.error("Sending failed, the message is in doubt {}", message, e);
            return new Outcome.InDoubt(
                    message,
                    parts.clock().instant(),
                    "the sender failed: " + e.getClass().getSimpleName());
        }
        try {
            follow(message, sender, sent, pace);
        } catch (RuntimeException e) {
            // Meta's answer stands, whatever becomes of its consequences; the next answer brings
            // them again
            log.warn(
                    "Consequence of an answer not applied {} cause={}",
                    message,
                    TransientFailure.kind(e));
        }
        return sent.verdict().outcome();
    }

    private boolean mayLeave(Claimed message) {
        return !message.leaves().plus(SLOT_TOLERANCE).hasPassed() && !leaseEnds.hasPassed();
    }

    private void follow(Claimed message, Sender sender, Sending.Sent sent, Pace pace) {
        var verdict = sent.verdict();
        if (verdict.slower()) pace.slower();
        if (verdict.pause() != null) pauseFor(verdict.pause());
        countUnknown(sent.result());
        if (sent.result() instanceof SendResult.Rejected(var error)
                && AnswerPolicy.isDeadToken(error)) {
            parts.deadTokens()
                    .needsLogin(
                            sender.organization(),
                            sender.wabaId(),
                            String.valueOf(error.message()));
        }
        var campaign = message.campaign();
        if (campaign == null) return;
        if (verdict.stop() != null)
            parts.stops().stop(message.organization(), campaign, verdict.stop());
    }

    private void pauseFor(LanePause pause) {
        if (pauses.isPaused()) return;
        pauses.add(pause);
        pauses.takeNew().ifPresent(fresh -> lease.pause(epoch, fresh));
        log.info(
                "Lane pauses phoneNumberId={} seconds={} reason={}",
                number,
                pause.length().toSeconds(),
                pause.reason());
    }

    private void countUnknown(SendResult result) {
        if (!(result instanceof SendResult.Unknown)) {
            unknowns.set(0);
        } else if (unknowns.incrementAndGet() >= UNKNOWN_IN_A_ROW) {
            unknowns.set(0);
            pauseFor(
                    new LanePause(
                            Duration.ofSeconds(30),
                            null,
                            "Ten requests in a row got no answer from Meta; sending waits half a minute."));
        }
    }
}
