package org.wabs.server.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.wabs.server.message.Report.Kind;
import org.wabs.server.platform.id.Ids;

/// Several who apply reports at once.
class ConcurrentReportsTest extends ReportsFixture {
    /// Two appliers over the same rows in different order must not deadlock.
    @Test
    void concurrentAppliersDoNotDeadlock() throws Exception {
        var campaign = Ids.next();
        var messages = new ArrayList<UUID>();
        for (int i = 0; i < 60; i++) messages.add(sending(campaign, 1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = new ArrayList<java.util.concurrent.Future<?>>();
            for (int thread = 0; thread < 4; thread++) {
                var random = new Random(thread);
                runs.add(
                        threads.submit(() -> {
                            for (int round = 0; round < 20; round++) {
                                var shuffled = new ArrayList<>(messages);
                                Collections.shuffle(shuffled, random);
                                var kind = Kind.values()[random.nextInt(3)];
                                database.pipeline()
                                        .tx()
                                        .executeWithoutResult(s ->
                                                reports.merge(
                                                        shuffled.stream()
                                                                .map(message ->
                                                                        report(
                                                                                message,
                                                                                new Told(kind, 1)))
                                                                .toList()));
                            }
                        }));
            }
            for (var run : runs) run.get();
        }
        assertThat(figures(campaign)).isEqualTo(recount(campaign));
    }

    /// PostgreSQL dropped the rest of the batch, silently, when the plan was a generic one.
    @Test
    void aRowThatChangesMeanwhileDoesNotCostTheRestOfTheBatch() throws Exception {
        var campaign = Ids.next();
        var messages = new ArrayList<UUID>();
        for (int i = 0; i < 30; i++) messages.add(sending(campaign, 1));
        var batch =
                messages.stream().map(message -> report(message, new Told(Kind.READ, 1))).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var merging =
                    database.pipeline()
                            .tx()
                            .execute(s -> {
                                database.pipeline()
                                        .sql()
                                        .sql("UPDATE message SET replied_at = now() WHERE id = ?")
                                        .param(messages.get(5))
                                        .update();
                                var started =
                                        threads.submit(() ->
                                                database.pipeline()
                                                        .tx()
                                                        .execute(t -> reports.merge(batch)));
                                await().until(this::somebodyWaitsForALock);
                                return started;
                            });
            assertThat(merging.get()).hasSize(30);
        }
        assertThat(messages).allMatch(message -> status(message).equals("READ"));
    }

    private boolean somebodyWaitsForALock() {
        return database.sql()
                .sql(
                        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }
}
