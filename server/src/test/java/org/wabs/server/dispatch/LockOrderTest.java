package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.dispatch.EngineFixture.Script;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.tenant.OrganizationId;

/// A node that wakes up records its answers while the one that took over marks its doubts and
/// settles others: messages are locked before `in_flight`, so they cannot deadlock.
class LockOrderTest {
    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private static EngineFixture engine;

    @BeforeAll
    static void open() {
        engine = new EngineFixture();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void markingDoubtsHoldsNothingWhileItWaitsForAMessage() throws Exception {
        try (var a = engine.new Node("a", new Script());
                var b = engine.new Node("b", new Script())) {
            var campaign = claimed(a, 3);
            long epoch = takenOver(b, campaign);
            var marking = new CompletableFuture<?>[1];

            engine.db
                    .tx()
                    .executeWithoutResult(status -> {
                        sql("SELECT id FROM message WHERE campaign_id = ? FOR UPDATE", campaign);
                        marking[0] =
                                CompletableFuture.runAsync(() ->
                                        b.parts.doubts().ofFormerOwner(campaign.number, epoch));
                        await().until(() ->
                                engine.database.sql().sql(WAITING).query(Long.class).single() > 0);
                        engine.db.sql().sql("SET LOCAL lock_timeout = '1s'").update();
                        sql(
                                "SELECT slot FROM in_flight WHERE campaign_id = ? FOR UPDATE",
                                campaign);
                    });

            marking[0].get(10, TimeUnit.SECONDS);
            assertThat(campaign.statuses()).containsOnly("IN_DOUBT");
        }
    }

    @Test
    void settlingLeavesWhatSomebodyElseIsWorkingOn() throws Exception {
        try (var a = engine.new Node("a", new Script());
                var b = engine.new Node("b", new Script())) {
            var campaign = claimed(a, 2);
            b.parts.doubts().ofFormerOwner(campaign.number, takenOver(b, campaign));
            engine.database
                    .sql()
                    .sql("UPDATE message SET accepted_at = now() WHERE campaign_id = ?")
                    .param(campaign.id.value())
                    .update();

            engine.db
                    .tx()
                    .executeWithoutResult(status -> {
                        sql(
                                "SELECT slot FROM in_flight WHERE campaign_id = ? FOR UPDATE",
                                campaign);
                        CompletableFuture.runAsync(b.settlement::settle)
                                .orTimeout(10, TimeUnit.SECONDS)
                                .join();
                    });

            assertThat(inFlight(campaign)).isEqualTo(2);
            b.settlement.settle();
            assertThat(inFlight(campaign)).isZero();
        }
    }

    /// The message was written before: waiting for the lane while its owner waits for messages is a
    /// deadlock.
    @Test
    void queueingASingleMessageWaitsForNobodyWhoHoldsTheLane() {
        try (var a = engine.new Node("a", new Script())) {
            var number = engine.newNumber();
            engine.db
                    .tx()
                    .executeWithoutResult(status -> {
                        engine.db
                                .sql()
                                .sql("SELECT epoch FROM lane WHERE phone_number_id = ? FOR UPDATE")
                                .param(number.value())
                                .query()
                                .listOfRows();
                        CompletableFuture.runAsync(
                                        () -> a.campaigns.ensureLane(engine.organization, number))
                                .orTimeout(5, TimeUnit.SECONDS)
                                .join();
                    });
        }
    }

    @Test
    void aNumberThatChangedHandsTakesItsLaneAlong() {
        try (var a = engine.new Node("a", new Script())) {
            var number = engine.newNumber();
            var other = new OrganizationId(Ids.next());

            a.campaigns.ensureLane(other, number);

            assertThat(
                            engine.database
                                    .sql()
                                    .sql(
                                            "SELECT organization_id FROM lane WHERE phone_number_id = ?")
                                    .param(number.value())
                                    .query(UUID.class)
                                    .single())
                    .isEqualTo(other.value());
        }
    }

    private static EngineFixture.TestCampaign claimed(EngineFixture.Node node, int people) {
        var campaign = engine.new TestCampaign(engine.newNumber(), people).open(node.campaigns);
        var held = node.lease(campaign.number).acquire().orElseThrow();
        var batch = node.queue(campaign.number).next(people).orElseThrow();
        node.claim(campaign.number).take(held.epoch(), batch, 1_000, 0, all -> all);
        return campaign;
    }

    private static long takenOver(EngineFixture.Node node, EngineFixture.TestCampaign campaign) {
        engine.database
                .sql()
                .sql(
                        "UPDATE lane SET expires_at = now() - interval '1 s' WHERE phone_number_id = ?")
                .param(campaign.number.value())
                .update();
        return node.lease(campaign.number).acquire().orElseThrow().epoch();
    }

    private static void sql(String query, EngineFixture.TestCampaign campaign) {
        engine.db
                .sql()
                .sql(query)
                .param(campaign.id.value())
                .query((row, n) -> row.getObject(1))
                .list();
    }

    private static long inFlight(EngineFixture.TestCampaign campaign) {
        return engine.database
                .sql()
                .sql("SELECT count(*) FROM in_flight WHERE campaign_id = ?")
                .param(campaign.id.value())
                .query(Long.class)
                .single();
    }
}
