package org.wabs.server.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.TestDatabase;

class LongTaskTest {
    private final Queue<String> begun = new ConcurrentLinkedQueue<>();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final AtomicInteger beats = new AtomicInteger();

    @Test
    void longWorkLeavesRoomForShortTasksAndForOtherOrganizations() {
        var work =
                Tasks.oneTime("long")
                        .execute((instance, context) -> {
                            begun.add(instance.getId());
                            try {
                                letGo.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            done.add(instance.getId());
                        });
        var recurring =
                Tasks.recurring("short", Schedules.fixedDelay(Duration.ofMillis(200)))
                        .execute((instance, context) -> {
                            beats.incrementAndGet();
                        });
        try (var database = new TestDatabase()) {
            var scheduling =
                    new Scheduling(
                            database.pipeline(),
                            List.of(new LongTask<>(work), recurring),
                            "node",
                            InstantSource.system());
            for (int i = 0; i < 20; i++)
                scheduling
                        .scheduler()
                        .scheduleIfNotExists(work.instance("big/" + i), Instant.now());
            scheduling.start();
            try {
                await().until(() -> begun.size() == Scheduling.LONG_OF_ONE);
                scheduling.scheduler().scheduleIfNotExists(work.instance("small/1"), Instant.now());
                await().until(() -> begun.contains("small/1"));
                int before = beats.get();
                await().atMost(Duration.ofSeconds(10)).until(() -> beats.get() > before + 1);
                assertThat(begun.stream().filter(id -> id.startsWith("big/")))
                        .hasSize(Scheduling.LONG_OF_ONE);

                letGo.countDown();
                await().atMost(Duration.ofSeconds(60)).until(() -> done.size() == 21);
                assertThat(done).doesNotHaveDuplicates();
            } finally {
                letGo.countDown();
                scheduling.stop();
            }
        }
    }

    @Test
    void turnsAreLimitedInAllAndPerOrganization() {
        var turns = new Turns(3, 2);

        assertThat(turns.take("a")).isTrue();
        assertThat(turns.take("a")).isTrue();
        assertThat(turns.take("a")).isFalse();
        assertThat(turns.take("b")).isTrue();
        assertThat(turns.take("c")).isFalse();
        turns.giveBack("a");
        assertThat(turns.take("c")).isTrue();
    }
}
