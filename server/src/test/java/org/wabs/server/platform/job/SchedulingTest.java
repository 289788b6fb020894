package org.wabs.server.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.sql.DatabaseClock;
import org.wabs.server.support.TestDatabase;

class SchedulingTest {
    private static final Clock FAST = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
    private static final Clock SLOW = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void theDatabasesTimeIsToldWhateverTheMachineSays() {
        for (var machine : List.of(FAST, SLOW, Clock.systemUTC())) {
            var clock = new DatabaseClock(database.pipeline(), machine);

            assertThat(Duration.between(Instant.now(), clock.instant()).abs())
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    /// Trap G2: to the node whose clock is fast, the heartbeats of the other one look hours old.
    @Test
    void twoNodesWhoseClocksDifferNeverRunOneJobTwice() {
        var runs = new AtomicInteger();
        var done = new CountDownLatch(1);
        var slow = node("slow", SLOW, runs, done);
        var fast = node("fast", FAST, runs, done);
        try {
            slow.start();
            slow.scheduler().schedule(job(runs, done).instance("1"), Instant.now());
            await().atMost(Duration.ofSeconds(20)).until(() -> runs.get() == 1);

            fast.start(); // looks for dead executions at once, and every four seconds

            await().during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> runs.get() == 1);
        } finally {
            done.countDown();
            slow.stop();
            fast.stop();
        }
    }

    private static Scheduling node(
            String name, Clock machine, AtomicInteger runs, CountDownLatch done) {
        return new Scheduling(
                database.pipeline(),
                List.of(job(runs, done)),
                name,
                new DatabaseClock(database.pipeline(), machine));
    }

    private static OneTimeTask<Void> job(AtomicInteger runs, CountDownLatch done) {
        return Tasks.oneTime("long-job")
                .execute((instance, context) -> {
                    runs.incrementAndGet();
                    try {
                        done.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }
}
