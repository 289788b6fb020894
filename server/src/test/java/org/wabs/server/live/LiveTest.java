package org.wabs.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.server.identity.Permission;
import org.wabs.server.identity.Role;
import org.wabs.server.platform.change.Change;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.TestDatabase;
import tools.jackson.databind.JsonNode;

class LiveTest {
    private static final TestDatabase DATABASE = new TestDatabase();
    private static final Clock CLOCK = Clock.systemUTC();
    private static final LiveConfig CONFIG =
            new LiveConfig(Duration.ofMillis(50), Duration.ofSeconds(60), 10_000, 3);

    private final OrganizationId organization = DATABASE.newOrganization();
    private final PipelineDb db = DATABASE.anotherNode();
    private final List<Live> nodes = new ArrayList<>();
    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private Live node;

    @BeforeEach
    void start() {
        node = start(db, CONFIG);
    }

    private Live start(PipelineDb db, LiveConfig config) {
        var live = new Live(config, db, DATABASE::listener, CLOCK);
        nodes.add(live);
        long before = newest();
        live.start();
        // its first act is to have everybody read again
        await().until(() -> live.hub().position() > before);
        return live;
    }

    private static long newest() {
        return DATABASE.sql()
                .sql("SELECT coalesce(max(id), 0) FROM live_event")
                .query(Long.class)
                .single();
    }

    @AfterEach
    void stop() {
        nodes.forEach(Live::stop);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void whoRemembersRowsHearsOfChangesMadeOnOtherNodes() {
        var elsewhere = DATABASE.anotherNode();
        start(elsewhere, CONFIG);
        var campaigns = new AtomicInteger();
        var accounts = new AtomicInteger();
        elsewhere.changes().onHeard(Subject.CAMPAIGN, campaigns::incrementAndGet);
        elsewhere.changes().onHeard(Subject.ACCOUNT, accounts::incrementAndGet);

        changed(db, one);

        await().until(() -> campaigns.get() > 0);
        assertThat(accounts).hasValue(0);
    }

    @Test
    void aCommittedChangeReachesWhoWatchesIt() throws Exception {
        var list = watching(node, organization, "campaigns");
        var page = watching(node, organization, "campaign:" + one);
        var elsewhere =
                watching(node, organization, "campaign:" + other, "contacts", "contact:" + one);
        var foreign = watching(node, DATABASE.newOrganization(), "campaigns", "campaign:" + one);

        changed(db, one);

        assertThat(changes(list)).containsExactly("campaigns [\"" + one + "\"]");
        assertThat(changes(page)).containsExactly("campaign:" + one + " [\"" + one + "\"]");
        assertThat(elsewhere.types()).isEmpty();
        assertThat(foreign.types()).isEmpty();
    }

    @Test
    void anyOfThemConcernsWhoeverWatchesOne() throws Exception {
        var page = watching(node, organization, "campaign:" + one);

        db.changes().note(organization, Subject.CAMPAIGN);

        assertThat(changes(page)).containsExactly("campaign:" + one + " [\"" + one + "\"]");
    }

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
        await().until(LiveTest::somebodyWaitsForTheLog);
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

    @Test
    void aClientThatTakesNothingIsCutOffAndTheOthersGoOn() throws Exception {
        var slow = watching(node, organization, "campaigns");
        var quick = watching(node, organization, "campaign:" + one);
        slow.jam();

        while (!slow.isEnded()) {
            db.changes()
                    .note(organization, Subject.CAMPAIGN, List.of(one, UUID.randomUUID(), other));
            quick.next("changes");
        }

        assertThat(slow.end()).isEqualTo(Wire.End.TOO_SLOW);
        assertThat(quick.isEnded()).isFalse();
        slow.unjam();
    }

    @Test
    void nodesSeeEachOthersChangesEvenAfterTheConnectionWasLost() throws Exception {
        var here = watching(node, organization, "campaigns");
        var secondDb = DATABASE.anotherNode();
        var second = start(secondDb, CONFIG);
        here.next("resync");
        var there = watching(second, organization, "campaigns");

        changed(db, one);
        assertThat(changes(there)).containsExactly("campaigns [\"" + one + "\"]");
        assertThat(changes(here)).containsExactly("campaigns [\"" + one + "\"]");

        DATABASE.sql()
                .sql(
                        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()")
                .query()
                .singleRow();
        changed(db, other);
        assertThat(changes(there)).containsExactly("campaigns [\"" + other + "\"]");
    }

    @Test
    void manyChangesBecomeFewMessages() throws Exception {
        var client = watching(node, organization, "campaigns");
        long began = System.nanoTime();
        for (int i = 0; i < 2_000; i++) changed(db, i % 2 == 0 ? one : other);
        db.changes().note(organization, Subject.CAMPAIGN, new UUID(7, 7));

        int messages = 0;
        JsonNode message;
        do {
            message = client.next("changes");
            messages++;
        } while (!message.toString().contains(new UUID(7, 7).toString()));

        long frames = Duration.ofNanos(System.nanoTime() - began).toMillis() / 50;
        assertThat(messages).isLessThanOrEqualTo((int) frames + 2);
    }

    @Test
    void clientsHearFromUsAndTheSilentAreCutOff() throws Exception {
        var lively =
                start(
                        DATABASE.anotherNode(),
                        new LiveConfig(Duration.ofMillis(50), Duration.ofMillis(100), 10_000, 3));
        var present = user("AGENT");
        var silent = watching(lively, watcher(present, Role.AGENT, false));

        silent.next("heartbeat");
        assertThat(silent.end()).isEqualTo(Wire.End.SILENT);
    }

    @Test
    void whoIsSignedOutDeactivatedOrGetsAnotherRoleIsCutOffAtOnce() throws Exception {
        var gone = user("AGENT");
        var risen = user("AGENT");
        var signedOut = user("AGENT");
        var stays = user("AGENT");
        var goneWire = watching(node, watcher(gone, Role.AGENT, false));
        var risenWire = watching(node, watcher(risen, Role.AGENT, false));
        var signedOutWire = watching(node, watcher(signedOut, Role.AGENT, false));
        var staysWire = watching(node, watcher(stays, Role.AGENT, false));

        DATABASE.sql()
                .sql("UPDATE app_user SET deactivated_at = now() WHERE id = ?")
                .param(gone)
                .update();
        DATABASE.sql().sql("UPDATE app_user SET role = 'ADMIN' WHERE id = ?").param(risen).update();
        DATABASE.sql().sql("DELETE FROM session WHERE user_id = ?").param(signedOut).update();
        db.changes().note(organization, Subject.USER, gone);

        assertThat(goneWire.end()).isEqualTo(Wire.End.SIGNED_OUT);
        assertThat(risenWire.end()).isEqualTo(Wire.End.SIGNED_OUT);
        assertThat(signedOutWire.end()).isEqualTo(Wire.End.SIGNED_OUT);
        assertThat(staysWire.isEnded()).isFalse();
    }

    @Test
    void connectionsOfOneUserAreBounded() {
        var watcher = watcher(UUID.randomUUID(), Role.AGENT, true);

        assertThat(
                        List.of(
                                node.hub().add(client(new TestWire(), watcher)),
                                node.hub().add(client(new TestWire(), watcher)),
                                node.hub().add(client(new TestWire(), watcher)),
                                node.hub().add(client(new TestWire(), watcher))))
                .containsExactly(true, true, true, false);
    }

    private UUID user(String role) {
        var id = UUID.randomUUID();
        DATABASE.sql()
                .sql(
                        "INSERT INTO app_user (organization_id, id, email, name, role, password_hash) VALUES (?, ?, ?, 'Ana', ?, '-')")
                .params(organization.value(), id, id + "@localhost", role)
                .update();
        DATABASE.sql()
                .sql(
                        "INSERT INTO session (organization_id, id, user_id, created_at, used_at, expires_at) VALUES (?, ?, ?, now(), now(), now() + interval '1 day')")
                .params(organization.value(), id, id)
                .update();
        return id;
    }

    private Watcher watcher(UUID user, Role role, boolean isApiKey) {
        return new Watcher(
                user,
                organization,
                role,
                Permission.of(role),
                isApiKey,
                isApiKey ? null : user,
                CLOCK.instant().plusSeconds(900));
    }

    private TestWire watching(Live node, Watcher watcher) {
        var wire = new TestWire();
        node.hub().add(client(wire, watcher));
        return wire;
    }

    private TestWire watching(Live node, OrganizationId organization, String... topics)
            throws InterruptedException {
        var wire = new TestWire();
        var client =
                client(
                        wire,
                        new Watcher(
                                UUID.randomUUID(),
                                organization,
                                Role.OWNER,
                                EnumSet.allOf(Permission.class),
                                true,
                                null,
                                CLOCK.instant().plusSeconds(900)));
        assertThat(node.hub().add(client)).isTrue();
        wires.add(new Connected(wire, client));
        node.hub()
                .subscribe(
                        client,
                        Arrays.stream(topics)
                                .map(topic -> Topic.parse(topic).orElseThrow())
                                .toList());
        wire.next("subscribed");
        return wire;
    }

    private record Connected(TestWire wire, Client client) {}

    private final List<Connected> wires = new ArrayList<>();

    private Client client(TestWire wire) {
        return wires.stream().filter(one -> one.wire == wire).findFirst().orElseThrow().client();
    }

    private static Client client(TestWire wire, Watcher watcher) {
        return new Client(wire, watcher, CONFIG.backlog(), CLOCK.instant());
    }

    private void changed(PipelineDb db, UUID id) {
        db.changes().note(organization, Subject.CAMPAIGN, id);
    }

    private Change change(UUID id) {
        return new Change(organization, Subject.CAMPAIGN, Set.of(id));
    }

    /// Topics and ids of the next message about changes.
    private static List<String> changes(TestWire wire) throws InterruptedException {
        var changes = new ArrayList<String>();
        wire.next("changes")
                .get("changes")
                .forEach(part -> changes.add(part.get("topic").asString() + " " + part.get("ids")));
        return changes;
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
