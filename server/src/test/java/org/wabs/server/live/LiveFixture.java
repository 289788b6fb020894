package org.wabs.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.wabs.server.identity.Permission;
import org.wabs.server.identity.Role;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.AtTheEnd;
import org.wabs.server.support.TestDatabase;

/// A node that tells of changes, and clients of it.
abstract class LiveFixture {
    static final TestDatabase DATABASE = new TestDatabase();
    static final Clock CLOCK = Clock.systemUTC();

    static final LiveConfig CONFIG =
            new LiveConfig(Duration.ofMillis(50), Duration.ofSeconds(60), 10_000, 3);

    static {
        AtTheEnd.run(DATABASE::close);
    }

    final OrganizationId organization = DATABASE.newOrganization();
    final PipelineDb db = DATABASE.anotherNode();
    final List<Live> nodes = new ArrayList<>();
    final UUID one = UUID.randomUUID();
    final UUID other = UUID.randomUUID();
    Live node;

    @BeforeEach
    void start() {
        node = start(db, CONFIG);
    }

    Live start(PipelineDb db, LiveConfig config) {
        var live = new Live(config, db, DATABASE::listener, CLOCK);
        nodes.add(live);
        long before = newest();
        live.start();
        // its first act is to have everybody read again
        await().until(() -> live.hub().position() > before);
        return live;
    }

    static long newest() {
        return DATABASE.sql()
                .sql("SELECT coalesce(max(id), 0) FROM live_event")
                .query(Long.class)
                .single();
    }

    @AfterEach
    void stop() {
        nodes.forEach(Live::stop);
    }

    UUID user(String role) {
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

    Watcher watcher(UUID user, Role role, boolean isApiKey) {
        return new Watcher(
                user,
                organization,
                role,
                Permission.of(role),
                isApiKey,
                isApiKey ? null : user,
                CLOCK.instant().plusSeconds(900));
    }

    TestWire watching(Live node, Watcher watcher) {
        var wire = new TestWire();
        node.hub().add(client(wire, watcher));
        return wire;
    }

    TestWire watching(Live node, OrganizationId organization, String... topics)
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

    record Connected(TestWire wire, Client client) {}

    final List<Connected> wires = new ArrayList<>();

    Client client(TestWire wire) {
        return wires.stream().filter(one -> one.wire == wire).findFirst().orElseThrow().client();
    }

    static Client client(TestWire wire, Watcher watcher) {
        return new Client(wire, watcher, CONFIG.backlog(), CLOCK.instant());
    }

    void changed(PipelineDb db, UUID id) {
        db.changes().note(organization, Subject.CAMPAIGN, id);
    }

    /// Topics and ids of the next message about changes.
    static List<String> changes(TestWire wire) throws InterruptedException {
        var changes = new ArrayList<String>();
        wire.next("changes")
                .get("changes")
                .forEach(part -> changes.add(part.get("topic").asString() + " " + part.get("ids")));
        return changes;
    }
}
