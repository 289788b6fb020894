package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.account.Sender;
import org.wabs.server.message.FailureReason;
import org.wabs.server.platform.sql.TransientFailure;

/// Sends for one phone number for as long as this node owns it and there is something to send. One
/// loop claims, ahead of the slots by no more than a quarter of a second; virtual threads send
/// ([LaneSends]). The loop renews the lease itself: a lane whose loop hangs is taken over.
final class Lane implements Runnable {
    private static final String NO_SENDER =
            "This number is not connected any more, or the token of its account cannot be read.";
    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    /// The next batch is claimed when the last booked slot is this near.
    private static final Duration LEAD = Duration.ofMillis(150);

    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration IDLE_END = Duration.ofSeconds(3);

    /// A full portfolio is asked again this often: its limit may be raised, and others' people give
    /// room back.
    private static final Duration ASK_FOR_ROOM = Duration.ofMinutes(1);

    private static final int FAILED_AT_ONCE = 100;

    private final LaneParts parts;
    private final PhoneNumberId number;
    private final LaneLease lease;
    private final Claim claim;
    private final LaneQueue queue;
    private final Semaphore signal = new Semaphore(0);
    private final LanePauses pauses = new LanePauses();
    private final LaneSends sends;
    private volatile boolean stopping;
    private long epoch;
    private Moment renewAt = Moment.now();
    private boolean shownFull;

    Lane(LaneParts parts, PhoneNumberId number) {
        this.parts = parts;
        this.number = number;
        var config = parts.config();
        this.lease = new LaneLease(parts.db(), number, parts.node(), config.lease());
        this.claim = new Claim(parts.db(), parts.changes(), number, parts.node(), config.lease());
        this.queue = new LaneQueue(parts.db(), parts.json(), number);
        this.sends = new LaneSends(parts, number, lease, pauses);
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
            try (var threads =
                    Executors.newThreadPerTaskExecutor(
                            Thread.ofVirtual().name("send-", 0).factory())) {
                loop(threads);
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
        sends.owned(epoch, held.until());
        renewAt = Moment.now().plus(parts.config().lease().dividedBy(3));
        pauses.fromDatabase(held.paused());
    }

    private void loop(ExecutorService threads) throws InterruptedException {
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
            int free = sends.free();
            if (ahead.isPositive() || free == 0) {
                idleSince = Moment.now();
                Thread.sleep(free == 0 ? Duration.ofMillis(2) : min(ahead, IDLE));
                continue;
            }
            var batch = queue.next(Math.min(pace.batch(), free));
            if (batch.isEmpty()) {
                if (idleSince.plus(IDLE_END).hasPassed()
                        && !queue.waits()
                        && sends.free() == parts.config().inFlight()) return;
                pause(IDLE);
                continue;
            }
            var taken = take(batch.get(), pace.next(), sender.get());
            parts.standstills().works(number.value());
            if (!taken.owned()) return;
            booked = taken.bookedUntil();
            idleSince = Moment.now();
            for (var message : taken.messages()) {
                var campaign = message.campaign();
                var template = campaign == null ? null : queue.template(campaign);
                sends.start(threads, message, sender.get(), template, pace);
            }
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
            var reason = sender.map(Sender::notReadyReason).orElse(NO_SENDER);
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
        long backlog = sends.backlogMicros();
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
        if (taken.owned()) sends.owned(epoch, taken.leaseEnds());
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
}
