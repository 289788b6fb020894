package org.wabs.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.change.Change;
import org.wabs.server.platform.change.Subject;

/// Whoever comes back misses nothing, or is told to read everything again.
class LiveResumeTest extends LiveFixture {
    /// The first transaction noted its change before the second, and commits long after it.
    @Test
    void resumeMissesNothingOfTransactionsThatCommitOutOfOrder() throws Exception {
        var client = watching(node, organization, "campaigns");
        var noted = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var slow =
                inBackground(() ->
                        db.tx()
                                .executeWithoutResult(status -> {
                                    db.changes().note(organization, Subject.CAMPAIGN, one);
                                    noted.countDown();
                                    waitFor(mayCommit);
                                }));
        waitFor(noted);

        changed(db, other);
        var message = client.next("changes");
        assertThat(message.toString()).contains(other.toString()).doesNotContain(one.toString());
        client.close(Wire.End.GOING_AWAY);
        mayCommit.countDown();
        slow.get();
        await().until(() -> node.hub().position() > message.get("id").asLong());

        var again = watching(node, organization, "campaigns");
        node.hub().resume(client(again), message.get("id").asLong());

        assertThat(changes(again)).containsExactly("campaigns [\"" + one + "\"]");
        again.next("resumed");
    }

    /// Of two nodes, the one that takes its number first commits last: the other has to wait.
    @Test
    void numbersAreGivenInTheOrderOfCommits() throws Exception {
        var client = watching(node, organization, "campaigns");
        var written = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var slow =
                inBackground(() ->
                        db.tx()
                                .executeWithoutResult(status -> {
                                    new EventLog(db).append(List.of(change(one)));
                                    written.countDown();
                                    waitFor(mayCommit);
                                }));
        waitFor(written);
        var quick =
                inBackground(
                        () -> new EventLog(DATABASE.anotherNode()).append(List.of(change(other))));
        await().until(LiveResumeTest::somebodyWaitsForTheLog);
        mayCommit.countDown();
        slow.get();
        quick.get();

        var seen = new ArrayList<String>();
        while (!seen.contains(other.toString()))
            client.next("changes")
                    .get("changes")
                    .forEach(part -> part.get("ids").forEach(id -> seen.add(id.asString())));
        assertThat(seen).containsExactlyInAnyOrder(one.toString(), other.toString());
        assertThat(
                        DATABASE.sql()
                                .sql(
                                        "SELECT ids[1] FROM live_event WHERE organization_id = ? ORDER BY id")
                                .param(organization.value())
                                .query(UUID.class)
                                .list())
                .containsExactly(one, other);
    }

    private static boolean somebodyWaitsForTheLog() {
        return DATABASE.sql()
                .sql(
                        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
                .query(Boolean.class)
                .single();
    }

    @Test
    void whoComesBackTooLateReadsEverythingAgain() throws Exception {
        var client = watching(node, organization, "campaigns");

        node.hub().resume(client(client), 0);
        assertThat(client.next("resync").get("id").asLong()).isEqualTo(node.hub().position());

        node.hub().resume(client(client), node.hub().position() + 1_000);
        client.next("resync");
    }

    @Test
    void memoryIsBoundedAndTellsWhatItNoLongerKnows() {
        var recent = new Recent(6);
        for (int i = 1; i <= 5; i++) recent.add(new Event(i, change(UUID.randomUUID())));

        assertThat(recent.position()).isEqualTo(5);
        assertThat(recent.after(5)).contains(List.of());
        assertThat(recent.after(3).orElseThrow()).extracting(Event::id).containsExactly(4L, 5L);
        assertThat(recent.after(2)).isEmpty();
        assertThat(recent.after(6)).isEmpty();
    }

    private Change change(UUID id) {
        return new Change(organization, Subject.CAMPAIGN, Set.of(id));
    }

    private static CompletableFuture<Void> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, task -> Thread.ofVirtual().start(task));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) throw new IllegalStateException("too long");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
