package org.wabs.server.media;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.sql.TransientFailure;
import org.wabs.server.platform.tenant.OrganizationId;

/// Fetches what customers sent, on every node: a claim puts the next try off, so that a node that
/// dies leaves its files to the others. Failures are tried again, ever later, for as long as Meta
/// keeps the file.
final class MediaDownloads implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MediaDownloads.class);
    private static final int AT_ONCE = 8;
    private static final Duration IDLE = Duration.ofSeconds(2);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    /// Longer than the longest download takes.
    private static final Duration CLAIM = Duration.ofMinutes(6);

    private static final String NEXT =
            """
            SELECT m.organization_id, m.id, m.meta_id, m.phone_number_id, m.meta_sha256, m.tries, m.message_id
              FROM media m
             WHERE m.state = 'WAITING' AND m.next_try_at <= clock_timestamp()
             ORDER BY m.next_try_at LIMIT :most
               FOR NO KEY UPDATE SKIP LOCKED\
            """;

    private static final String PUT_OFF =
            """
            UPDATE media m SET tries = m.tries + 1, next_try_at = clock_timestamp() + :claim * interval '1 s'
              FROM unnest(:organizations, :ids) AS u(organization_id, id)
             WHERE m.organization_id = u.organization_id AND m.id = u.id AND m.state = 'WAITING'\
            """;

    interface Fetch {
        /// Fetches a file and stores it, or says why not. What is thrown is tried again when the
        /// claim has run out.
        void fetch(Wanted wanted);
    }

    record Wanted(
            OrganizationId organization,
            UUID id,
            String metaId,
            PhoneNumberId number,
            @Nullable String sha256,
            int tries,
            UUID message) {}

    private final PipelineDb db;
    private final Fetch fetch;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable Thread thread;

    MediaDownloads(PipelineDb db, Fetch fetch) {
        this.db = db;
        this.fetch = fetch;
    }

    void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        news.release();
                    }
                });
    }

    /// @return false unless it had failed
    boolean again(OrganizationId organization, UUID id) {
        int changed =
                db.sql()
                        .sql(
                                """
                                UPDATE media SET state = 'WAITING', next_try_at = clock_timestamp(), tries = 0, problem = NULL
                                 WHERE organization_id = :organization AND id = :id AND state = 'FAILED'\
                                """)
                        .param("organization", organization.value())
                        .param("id", id)
                        .update();
        news.release();
        return changed == 1;
    }

    private void run() {
        try (var threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("media-", 0).factory())) {
            try {
                while (isRunning()) claimAndFetch(threads);
            } catch (InterruptedException e) {
                // whoever is stopped waits for no download: their claims run out
                threads.shutdownNow();
            }
        }
    }

    private void claimAndFetch(Executor threads) throws InterruptedException {
        try {
            var claimed = claim();
            for (var wanted : claimed) threads.execute(() -> fetch(wanted));
            if (claimed.isEmpty()) sleep();
        } catch (RuntimeException e) {
            if (!TransientFailure.is(e)) log.error("Media cannot be claimed", e);
            sleep();
        }
    }

    private void sleep() throws InterruptedException {
        var ignored = news.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
    }

    /// As many as there are permits for, each of which it takes.
    private List<Wanted> claim() {
        int most = free.drainPermits();
        int taken = 0;
        try {
            if (most == 0) return List.of();
            var wanted = Objects.requireNonNull(db.tx().execute(status -> claim(most)));
            taken = wanted.size();
            return wanted;
        } finally {
            free.release(most - taken);
        }
    }

    private List<Wanted> claim(int most) {
        var wanted =
                db.sql()
                        .sql(NEXT)
                        .param("most", most)
                        .query((row, n) ->
                                new Wanted(
                                        new OrganizationId(
                                                row.getObject("organization_id", UUID.class)),
                                        row.getObject("id", UUID.class),
                                        row.getString("meta_id"),
                                        new PhoneNumberId(row.getString("phone_number_id")),
                                        row.getString("meta_sha256"),
                                        row.getInt("tries"),
                                        row.getObject("message_id", UUID.class)))
                        .list();
        if (wanted.isEmpty()) return wanted;
        db.sql()
                .sql(PUT_OFF)
                .param("claim", CLAIM.toSeconds())
                .param("organizations", SqlArrays.uuids(wanted, one -> one.organization().value()))
                .param("ids", SqlArrays.uuids(wanted, Wanted::id))
                .update();
        return wanted;
    }

    private void fetch(Wanted wanted) {
        try {
            fetch.fetch(wanted);
            db.changes().note(wanted.organization(), Subject.MESSAGE, wanted.message());
        } catch (RuntimeException e) {
            // its claim runs out, and it is tried again
            log.warn("Medium not fetched yet mediaId={}", wanted.id(), e);
        } finally {
            free.release();
            news.release();
        }
    }

    @Override
    public void start() {
        // known before it runs: it asks whether it still is the one that runs
        var running = Thread.ofPlatform().name("media-downloads").daemon().unstarted(this::run);
        thread = running;
        running.start();
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running == null) return;
        running.interrupt();
        try {
            // a claim under way would take files that nobody fetches
            if (!running.join(LONGEST_STOP)) log.warn("Downloads of media did not stop in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
