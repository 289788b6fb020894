package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.OutboundMessage;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.SendResult;
import org.wabs.server.account.Sender;
import org.wabs.server.message.CampaignId;
import org.wabs.server.message.FailureReason;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.sql.TransientFailure;
import org.wabs.server.template.TemplateSnapshot;

/// Sends for one phone number for as long as this node owns it and there is something to send. One
/// loop claims, ahead of the slots by no more than a quarter of a second; virtual threads wait for
/// their slot and send. The loop renews the lease itself: a lane whose loop hangs is taken over.
final class Lane implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    /// A message leaves this late at most; then it goes back.
    private static final Duration SLOT_TOLERANCE = Duration.ofSeconds(2);

    /// The next batch is claimed when the last booked slot is this near.
    private static final Duration LEAD = Duration.ofMillis(150);

    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration IDLE_END = Duration.ofSeconds(3);
    private static final int UNKNOWN_IN_A_ROW = 10;

    /// A full portfolio is asked again this often: its limit may be raised, and others' people give
    /// room back.
    private static final Duration ASK_FOR_ROOM = Duration.ofMinutes(1);

    private static final int FAILED_AT_ONCE = 100;

    private final LaneParts parts;
    private final PhoneNumberId number;
    private final LaneLease lease;
    private final Claim claim;
    private final LaneQueue queue;
    private final Semaphore permits;
    private final Semaphore signal = new Semaphore(0);
    private final AtomicInteger unknowns = new AtomicInteger();
    private final LanePauses pauses = new LanePauses();
    private final Departures departures = new Departures();
    private volatile boolean stopping;
    private volatile Moment leaseEnds = Moment.now();
    private volatile long epoch;
    private Moment renewAt = Moment.now();
    private boolean shownFull;

    Lane(LaneParts parts, PhoneNumberId number) {
        this.parts = parts;
        this.number = number;
        var config = parts.config();
        this.lease = new LaneLease(parts.db(), number, parts.node(), config.lease());
        this.claim = new Claim(parts.db(), parts.changes(), number, parts.node(), config.lease());
        this.queue = new LaneQueue(parts.db(), parts.json(), number);
        this.permits = new Semaphore(config.inFlight());
    }

    PhoneNumberId number() {
        return number;
    }

    /// There may be something new to send, or a gate has changed.
    void wake() {
        signal.release();
    }

    /// Claims nothing more; what is under way is finished.
    void stop() {
        stopping = true;
        wake();
    }

    @Override
    public void run() {
        try {
            var held = lease.acquire();
            if (held.isEmpty()) return;
            own(held.get());
            parts.doubts().ofFormerOwner(number, epoch);
            log.debug("Lane taken phoneNumberId={} epoch={}", number, epoch);
            try (var sends =
                    Executors.newThreadPerTaskExecutor(
                            Thread.ofVirtual().name("send-", 0).factory())) {
                loop(sends);
            } // waits for what is under way
            lease.release(epoch);
        } catch (RuntimeException e) {
            if (!TransientFailure.is(e)) throw e;
            parts.standstills().failed(number.value(), e);
            log.warn(
                    "Lane given up, the database does not answer phoneNumberId={} cause={}",
                    number,
                    TransientFailure.kind(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void own(LaneLease.Held held) {
        epoch = held.epoch();
        leaseEnds = held.until();
        renewAt = Moment.now().plus(parts.config().lease().dividedBy(3));
        pauses.fromDatabase(held.paused());
    }

    private void loop(ExecutorService sends) throws InterruptedException {
        Pace pace = null;
        int rate = 0;
        var booked = Moment.now();
        var idleSince = Moment.now();
        while (!stopping) {
            if (!renewed()) return;
            var sender = ready();
            if (sender.isEmpty()) {
                if (idleSince.plus(IDLE_END).hasPassed()) return;
                pause(IDLE);
                continue;
            }
            if (pace == null || rate != sender.get().messagesPerSecond()) {
                rate = sender.get().messagesPerSecond();
                pace = new Pace(parts.config().intervalMicros(rate));
            }
            var ahead = booked.untilThen().minus(LEAD);
            int free = permits.availablePermits();
            if (ahead.isPositive() || free == 0) {
                idleSince = Moment.now();
                Thread.sleep(free == 0 ? Duration.ofMillis(2) : min(ahead, IDLE));
                continue;
            }
            var batch = queue.next(Math.min(pace.batch(), free));
            if (batch.isEmpty()) {
                if (idleSince.plus(IDLE_END).hasPassed()
                        && !queue.waits()
                        && permits.availablePermits() == parts.config().inFlight()) return;
                pause(IDLE);
                continue;
            }
            var taken = take(batch.get(), pace.next(), sender.get());
            parts.standstills().works(number.value());
            if (!taken.owned()) return;
            booked = taken.bookedUntil();
            idleSince = Moment.now();
            for (var message : taken.messages()) start(sends, message, sender.get(), pace);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private void pause(Duration length) throws InterruptedException {
        if (signal.tryAcquire(length.toMillis(), TimeUnit.MILLISECONDS)) {
            signal.drainPermits();
            renewAt = Moment.now(); // a person may have ended a pause
            queue.forget();
        }
    }

    private boolean renewed() {
        if (!renewAt.hasPassed()) return true;
        var held = lease.renew(epoch);
        held.ifPresent(this::own);
        if (held.isEmpty()) log.warn("Lane lost, another node owns it phoneNumberId={}", number);
        return held.isPresent();
    }

    /// The sender, unless this number has to wait or cannot send.
    private Optional<Sender> ready() throws InterruptedException {
        if (pauses.isPaused()) return Optional.empty();
        var sender = parts.senders().apply(number);
        if (sender.isEmpty() || sender.get().notReadyReason() != null) {
            var reason =
                    sender.map(Sender::notReadyReason)
                            .orElse("This number is not connected any more.");
            parts.stops()
                    .stopAll(
                            number,
                            new Verdict.Stop(
                                    CampaignStopped.Reason.ACCOUNT, null, String.valueOf(reason)));
            failSingles(String.valueOf(reason));
            return Optional.empty();
        }
        return sender;
    }

    /// Single messages have nobody who resumes them: they fail and say why, rather than arrive days
    /// later.
    private void failSingles(String reason) throws InterruptedException {
        var waiting = queue.dueSingles(FAILED_AT_ONCE);
        if (waiting.isEmpty()) return;
        int interval = parts.config().intervalMicros(FAILED_AT_ONCE);
        var taken = claim.take(epoch, new Queued.Due(waiting), interval, 0, all -> all);
        for (var message : taken.messages())
            parts.recorder()
                    .put(
                            new Outcome.Refused(
                                    message,
                                    parts.clock().instant(),
                                    FailureReason.NUMBER_CANNOT_SEND,
                                    reason));
    }

    private Claim.Taken take(Queued.Batch batch, int interval, Sender sender) {
        var room = new Portfolio.Room[] {new Portfolio.Room(batch, Duration.ZERO)};
        long backlog = departures.backlog(System.nanoTime()) / 1_000;
        var taken =
                claim.take(
                        epoch,
                        batch,
                        interval,
                        backlog,
                        all -> {
                            var limit = sender.messagingLimit();
                            var portfolio = sender.portfolioId();
                            if (limit != null && portfolio != null)
                                room[0] = parts.portfolio().admit(portfolio, limit, all);
                            return room[0].batch();
                        });
        showRoom(batch, room[0]);
        if (!taken.open()) queue.forget();
        if (taken.owned()) leaseEnds = taken.leaseEnds();
        return taken;
    }

    private void showRoom(Queued.Batch batch, Portfolio.Room room) {
        boolean full = !room.untilRoom().isZero();
        if (full) waitForRoom(batch, room);
        if (full || shownFull) lease.full(epoch, room.untilRoom());
        shownFull = full;
    }

    private void waitForRoom(Queued.Batch batch, Portfolio.Room room) {
        queue.untaken(batch, room.batch().messages().size());
        queue.full(Moment.now().plus(min(room.untilRoom(), ASK_FOR_ROOM)));
        log.info(
                "Messaging limit reached, waiting for room phoneNumberId={} seconds={}",
                number,
                room.untilRoom().toSeconds());
    }

    private void start(ExecutorService sends, Claimed message, Sender sender, Pace pace)
            throws InterruptedException {
        permits.acquire();
        var template = message.campaign() == null ? null : queue.template(message.campaign());
        sends.execute(() -> {
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
        if (verdict.stop() != null) stop(message, campaign, verdict.stop());
    }

    private void stop(Claimed message, CampaignId campaign, Verdict.Stop stop) {
        parts.stops().stop(message.organization(), campaign, stop);
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
