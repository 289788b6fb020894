package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.platform.sql.TransientFailure;

/// The lanes of this node: takes numbers that have work and no living owner, at most its fair share
/// of them.
final class Lanes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private static final String ALIVE =
            """
            INSERT INTO node (id, alive_at) VALUES (:node, clock_timestamp())
            ON CONFLICT (id) DO UPDATE SET alive_at = clock_timestamp()\
            """;

    /// A node tells that it lives four times a second; a dead one soon counts no more, so that the
    /// others take over its lanes as soon as the leases end.
    private static final String NODES =
            "SELECT count(*) FROM node WHERE alive_at > clock_timestamp() - interval '3 seconds'";

    private static final String WITH_WORK =
            """
            SELECT l.phone_number_id, l.expires_at < clock_timestamp() OR l.owner = :node AS free
              FROM lane l
             WHERE l.paused_until <= clock_timestamp()
               AND EXISTS (SELECT FROM campaign_lane g WHERE g.phone_number_id = l.phone_number_id AND g.state = 'RUNNING')
                OR l.paused_until <= clock_timestamp()
               AND EXISTS (SELECT FROM send_due d
                             LEFT JOIN campaign_lane g ON g.phone_number_id = d.phone_number_id AND g.campaign_id = d.campaign_id
                            WHERE d.phone_number_id = l.phone_number_id AND d.not_before <= statement_timestamp()
                              AND (d.campaign_id IS NULL OR g.state IN ('RUNNING', 'DONE')))
                OR EXISTS (SELECT FROM in_flight f WHERE f.phone_number_id = l.phone_number_id AND f.epoch <= l.epoch AND f.doubt_since IS NULL)
             ORDER BY l.phone_number_id\
            """;

    private static final String KEEPER = "lane-keeper";

    private record WithWork(PhoneNumberId number, boolean free) {}

    private final LaneParts parts;
    private final Map<PhoneNumberId, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<PhoneNumberId, Thread> threads = new ConcurrentHashMap<>();
    private final Semaphore signal = new Semaphore(0);
    private final Thread keeper;
    private volatile boolean closing;

    Lanes(LaneParts parts) {
        this.parts = parts;
        this.keeper = Thread.ofVirtual().name(KEEPER).start(this::keep);
    }

    /// There may be something to send from this number.
    void wake(PhoneNumberId number) {
        var lane = lanes.get(number);
        if (lane != null) lane.wake();
        signal.release();
    }

    private void keep() {
        try {
            while (!closing) {
                tick();
                if (signal.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS))
                    signal.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        try {
            parts.db().sql().sql(ALIVE).param("node", parts.node()).update();
            var work = work();
            int share = share(work.size());
            for (var number : work) {
                if (number.free() && lanes.size() < share && !closing) start(number.number());
            }
            parts.standstills().works(KEEPER);
            parts.standstills().look();
        } catch (RuntimeException e) {
            parts.standstills().failed(KEEPER, e);
            // the keeper outlives any failure: without it this node would never send again
            if (TransientFailure.is(e)) {
                log.warn(
                        "Lanes cannot be looked after, the database does not answer cause={}",
                        TransientFailure.kind(e));
            } else {
                log.error("Lanes cannot be looked after; trying again", e);
            }
        }
    }

    private List<WithWork> work() {
        return parts.db()
                .sql()
                .sql(WITH_WORK)
                .param("node", parts.node())
                .query((row, n) ->
                        new WithWork(new PhoneNumberId(row.getString(1)), row.getBoolean(2)))
                .list();
    }

    private int share(int active) {
        int nodes =
                Math.max(1, parts.db().sql().sql(NODES).query((row, n) -> row.getInt(1)).single());
        return Math.ceilDiv(active, nodes);
    }

    private void start(PhoneNumberId number) {
        if (lanes.containsKey(number)) return;
        var lane = new Lane(parts, number);
        lanes.put(number, lane);
        var thread =
                Thread.ofVirtual()
                        .name("lane-" + number.value())
                        .unstarted(() -> {
                            try {
                                lane.run();
                            } catch (RuntimeException e) {
                                log.error(
                                        "Lane failed, it is taken again soon phoneNumberId={}",
                                        number,
                                        e);
                                waitAfterFailure();
                            } finally {
                                lanes.remove(number);
                                threads.remove(number);
                            }
                        });
        threads.put(number, thread);
        thread.start();
    }

    /// A mistake of ours would come back at once; the log should not fill with it.
    private void waitAfterFailure() {
        try {
            for (int i = 0; i < 50 && !closing; i++) Thread.sleep(AFTER_FAILURE.dividedBy(50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Claims nothing more and waits until what is under way has its answer.
    @Override
    public void close() {
        closing = true;
        signal.release();
        lanes.values().forEach(Lane::stop);
        try {
            keeper.join();
            for (var thread : List.copyOf(threads.values())) thread.join();
            leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// So that the others need not wait to see that this node is gone.
    private void leave() {
        try {
            parts.db()
                    .sql()
                    .sql("DELETE FROM node WHERE id = :node")
                    .param("node", parts.node())
                    .update();
        } catch (RuntimeException e) {
            log.debug("The node could not sign off; it is forgotten by its age", e);
        }
    }
}
