package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import tools.jackson.databind.JsonNode;

/// The plan: written once, in chunks, through kills, pauses and cancellations. The senders are
/// silent, so what was queued stays queued.
class CampaignPlanTest {
    private static final int BIG = 25_000;
    private static final int SKIPPED = BIG / 10;

    private static TestServer server;
    private static World world;
    private static PlannerHold planner;
    private static Api owner;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        world =
                new World(server)
                        .account(World.WABA, World.NUMBER, World.SECOND_NUMBER)
                        .silent(World.NUMBER, World.SECOND_NUMBER)
                        .template(World.WABA, "order_ready", "APPROVED", "UTILITY", World.GREETING);
        world.crowd("big", BIG);
        world.crowd("some", 50);
        planner = PlannerHold.install(server.sql());
        owner = server.owner();
    }

    @AfterEach
    void letGo() {
        planner.release();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void startsAtOnceMakeOnePlan() {
        var id = world.campaign(owner, World.draft("order_ready", "some"));

        List<Api.Answer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    IntStream.range(0, 8)
                            .mapToObj(i ->
                                    CompletableFuture.supplyAsync(
                                            () -> owner.post("/api/campaigns/" + id + "/start"),
                                            threads))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();
        }

        assertThat(answers)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
                    assertThat(answer.json().get("state").asString()).isIn("PLANNING", "RUNNING");
                });
        world.awaitState(owner, id, "RUNNING");
        assertThat(world.messages(id, "true")).isEqualTo(50);
        assertThat(world.messages(id, "wanted = 1")).isEqualTo(45);
        assertThat(distinctPeople(id)).isEqualTo(50);
        world.assertFiguresEqualRows(owner, id);
    }

    @Test
    void planIsWhatThePreviewSaid() {
        var draft = World.draft("order_ready", "mixed");
        draft.put(
                "variables",
                Map.of(
                        "body",
                        Map.of(
                                "1",
                                Map.of("field", "name"),
                                "2",
                                Map.of("attribute", "order_number"))));
        world.person("+4917010000001", "Ann", true, "{\"order_number\": \"\"}", "mixed");
        world.person("+4917010000002", "Bo", true, "{\"order_number\": \"B\"}", "mixed");
        world.person("+4917010000003", "Cy", true, "{\"order_number\": null}", "mixed");
        world.person("+4917010000004", "Di", false, "{\"order_number\": \"D\"}", "mixed");
        world.optOut(
                world.person("+4917010000005", "Ed", true, "{\"order_number\": 5}", "mixed"),
                "ALL");
        world.optOut(
                world.person("+4917010000006", "Fi", true, "{\"order_number\": 6}", "mixed"),
                "MARKETING");
        var id = world.campaign(owner, draft);

        var preview = owner.post("/api/campaigns/" + id + "/preview").json();
        owner.post("/api/campaigns/" + id + "/start");
        world.awaitState(owner, id, "RUNNING");

        var report = owner.get("/api/campaigns/" + id + "/report").json();
        assertThat(preview.get("willBeSent").asInt()).isEqualTo(2);
        assertThat(report.at("/counts/queued").asInt()).isEqualTo(2);
        assertThat(report.at("/counts/planned").asInt()).isEqualTo(preview.get("matching").asInt());
        assertThat(report.get("skips")).isEqualTo(preview.get("skipped"));
        assertThat(report.get("skips").size()).isEqualTo(3);
        var people = owner.get("/api/campaigns/" + id + "/recipients?status=SKIPPED").json();
        assertThat(people.get("items").size()).isEqualTo(4);
        var page = owner.get("/api/campaigns/" + id + "/recipients?limit=4").json();
        assertThat(
                        owner.get(
                                        "/api/campaigns/"
                                                + id
                                                + "/recipients?limit=4&cursor="
                                                + page.get("next").asString())
                                .json()
                                .get("items")
                                .size())
                .isEqualTo(2);
        world.assertFiguresEqualRows(owner, id);
    }

    @Test
    void planKilledInTheMiddleOfAChunkIsFinishedWithNobodyTwice() {
        var id = world.campaign(owner, World.draft("order_ready", "big"));
        planner.at(2);
        owner.post("/api/campaigns/" + id + "/start");
        planner.awaitHeld();
        planner.kill();
        planner.release();

        world.awaitState(owner, id, "RUNNING");

        assertWholePlan(id);
    }

    @Test
    void planGoesOnAfterARestart() {
        var id = world.campaign(owner, World.draft("order_ready", "big"));
        planner.at(2);
        owner.post("/api/campaigns/" + id + "/start");
        planner.awaitHeld();
        planner.kill();
        server.restart();
        owner = server.owner();
        planner.release();

        world.awaitState(owner, id, "RUNNING");

        assertWholePlan(id);
    }

    @Test
    void whileAPlanIsWrittenNothingOfItIsOpenAndRequestsStayQuick() {
        var id = world.campaign(owner, World.draft("order_ready", "big"));
        planner.at(2);
        owner.post("/api/campaigns/" + id + "/start");
        planner.awaitHeld();

        assertThat(lanes(id)).isZero();
        assertThat(world.messages(id, "true")).isEqualTo(10_000);
        assertThat(state(id)).isEqualTo("PLANNING");
        assertThat(
                        owner.get("/api/campaigns/" + id + "/report")
                                .json()
                                .at("/counts/planned")
                                .asInt())
                .isEqualTo(10_000);
        world.campaign(owner, World.draft("order_ready", "some"));

        planner.release();
        world.awaitState(owner, id, "RUNNING");
        assertWholePlan(id);
    }

    @Test
    void pausedPlanIsGoneOnWithByResume() {
        var id = world.campaign(owner, World.draft("order_ready", "big"));
        planner.at(1);
        owner.post("/api/campaigns/" + id + "/start");
        planner.awaitHeld();
        var pause =
                CompletableFuture.supplyAsync(() -> owner.post("/api/campaigns/" + id + "/pause"));
        awaitLockWait();
        planner.release();

        assertThat(pause.join().status()).isEqualTo(200);
        assertThat(pause.join().json().get("messagesUnderWay").asInt()).isZero();
        assertThat(state(id)).isEqualTo("PAUSED");
        assertThat(world.messages(id, "true")).isIn(10_000L, 20_000L);

        var resumed = owner.post("/api/campaigns/" + id + "/resume");
        assertThat(resumed.status()).as(resumed.body()).isEqualTo(200);
        world.awaitState(owner, id, "RUNNING");
        assertWholePlan(id);
    }

    @Test
    void cancelledPlanStopsAndTakesBackWhatItWrote() {
        var id = world.campaign(owner, World.draft("order_ready", "big"));
        planner.at(1);
        owner.post("/api/campaigns/" + id + "/start");
        planner.awaitHeld();
        var cancel =
                CompletableFuture.supplyAsync(() -> owner.post("/api/campaigns/" + id + "/cancel"));
        awaitLockWait();
        planner.release();

        assertThat(cancel.join().json().get("state").asString()).isEqualTo("CANCELLED");
        awaitTakenBack(id);
        assertThat(world.messages(id, "true")).isIn(10_000L, 20_000L);
        assertThat(world.messages(id, "wanted > attempt")).isZero();
        world.assertFiguresEqualRows(owner, id);
    }

    @Test
    void bigRunningCampaignIsCancelledAtOnceAndItsCountsFollow() {
        var id = world.campaign(owner, World.draft("order_ready", "big"));
        owner.post("/api/campaigns/" + id + "/start");
        world.awaitState(owner, id, "RUNNING");

        var cancelled = owner.post("/api/campaigns/" + id + "/cancel");

        assertThat(cancelled.json().get("state").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.json().get("messagesUnderWay").asInt()).isZero();
        assertThat(cancelled.json().at("/reason/kind").asString()).isEqualTo("PERSON");
        assertThat(owner.post("/api/campaigns/" + id + "/cancel").status()).isEqualTo(200);
        awaitTakenBack(id);
        assertThat(world.messages(id, "cancelled_at IS NOT NULL")).isEqualTo(BIG - SKIPPED);
        world.assertFiguresEqualRows(owner, id);
        assertThat(owner.post("/api/campaigns/" + id + "/resume").status()).isEqualTo(409);
    }

    @Test
    void pauseAndResumeCloseAndOpenTheGates() {
        var id = world.campaign(owner, World.draft("order_ready", "some"));
        owner.post("/api/campaigns/" + id + "/start");
        world.awaitState(owner, id, "RUNNING");

        assertThat(owner.post("/api/campaigns/" + id + "/pause").json().get("state").asString())
                .isEqualTo("PAUSED");
        assertThat(gates(id)).containsOnly("PAUSED");
        assertThat(owner.post("/api/campaigns/" + id + "/pause").status()).isEqualTo(200);
        assertThat(owner.post("/api/campaigns/" + id + "/start").json().get("detail").asString())
                .contains("PAUSED");

        assertThat(owner.post("/api/campaigns/" + id + "/resume").json().get("state").asString())
                .isEqualTo("RUNNING");
        assertThat(gates(id)).containsOnly("RUNNING");
        assertThat(owner.post("/api/campaigns/" + id + "/resume").status()).isEqualTo(200);
    }

    @Test
    void resumeIsRefusedWhileTheTemplateIsNotApproved() {
        world.template(World.WABA, "stopped", "APPROVED", "UTILITY", World.GREETING);
        var id = world.campaign(owner, World.draft("stopped", "some"));
        owner.post("/api/campaigns/" + id + "/start");
        world.awaitState(owner, id, "RUNNING");
        owner.post("/api/campaigns/" + id + "/pause");
        server.sql().sql("UPDATE template SET status = 'PAUSED' WHERE name = 'stopped'").update();

        var refused = owner.post("/api/campaigns/" + id + "/resume");

        assertThat(refused.json().get("type").asString())
                .isEqualTo("/problems/template-not-approved");
        assertThat(state(id)).isEqualTo("PAUSED");
    }

    @Test
    void campaignThatReachesNobodyAnyMoreFailsAndSaysWhy() {
        world.person("+4917020000001", "Ann", true, "{}", "leaves");
        var id = world.campaign(owner, World.draft("order_ready", "leaves"));
        optsOutInTheMomentOfTheStart("+4917020000001", id);
        assertThat(owner.post("/api/campaigns/" + id + "/start").status()).isEqualTo(202);

        var failed = world.awaitState(owner, id, "FAILED");

        assertThat(failed.at("/reason/kind").asString()).isEqualTo("NOBODY_TO_SEND_TO");
        assertThat(failed.at("/reason/detail").asString())
                .startsWith("The only person is skipped: 1 opted out. This person asked");
        assertThat(failed.has("endedAt")).isTrue();
        var report = owner.get("/api/campaigns/" + id + "/report").json();
        assertThat(report.at("/skips/0/reason").asString()).isEqualTo("OPTED_OUT");
        assertThat(report.at("/skips/0/words").asString()).contains("asked not to");
    }

    private static void optsOutInTheMomentOfTheStart(String recipientKey, String campaign) {
        server.sql()
                .sql(
                        """
                        CREATE FUNCTION opt_out_at_start() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                        BEGIN
                            INSERT INTO suppression (organization_id, recipient_key, category, since, source)
                            VALUES (NEW.organization_id, '%s', 'ALL', now(), 'TEST');
                            RETURN NEW;
                        END $$;
                        CREATE TRIGGER opt_out_at_start BEFORE UPDATE OF state ON campaign FOR EACH ROW
                        WHEN (NEW.state = 'PLANNING' AND NEW.id = '%s') EXECUTE FUNCTION opt_out_at_start()\
                        """
                                .formatted(recipientKey, campaign))
                .update();
    }

    @Test
    void restoredDatabasePausesWhatWasUnderWay() {
        var running = world.campaign(owner, World.draft("order_ready", "some"));
        owner.post("/api/campaigns/" + running + "/start");
        world.awaitState(owner, running, "RUNNING");
        server.sql()
                .sql("UPDATE database_identity SET system_identifier = system_identifier + 1")
                .update();

        server.restart();
        owner = server.owner();

        var paused = owner.get("/api/campaigns/" + running).json();
        assertThat(paused.get("state").asString()).isEqualTo("PAUSED");
        assertThat(paused.at("/reason/kind").asString()).isEqualTo("DATABASE_RESTORED");
        assertThat(paused.at("/reason/detail").asString()).contains("second time");
        assertThat(gates(running)).containsOnly("PAUSED");

        assertThat(owner.post("/api/campaigns/" + running + "/resume").status()).isEqualTo(200);
        server.restart();
        owner = server.owner();
        assertThat(state(running)).isEqualTo("RUNNING");
    }

    private void assertWholePlan(String id) {
        assertThat(world.messages(id, "true")).isEqualTo(BIG);
        assertThat(distinctPeople(id)).isEqualTo(BIG);
        assertThat(world.messages(id, "wanted = 1")).isEqualTo(BIG - SKIPPED);
        assertThat(lanes(id)).isEqualTo(2);
        assertThat(
                        server.sql()
                                .sql(
                                        """
                                        SELECT count(*) FROM message m JOIN campaign_lane l USING (campaign_id, phone_number_id)
                                         WHERE campaign_id = CAST(:id AS uuid) AND m.wanted > m.attempt AND m.id > l.position AND m.id <= l.last_id\
                                        """)
                                .param("id", id)
                                .query(Long.class)
                                .single())
                .as("queued messages that the lanes will come to")
                .isEqualTo(BIG - SKIPPED);
        assertThat(skips(id)).isEqualTo(SKIPPED);
        world.assertFiguresEqualRows(owner, id);
    }

    private static int skips(String id) {
        JsonNode skips = owner.get("/api/campaigns/" + id + "/report").json().get("skips");
        return skips.at("/0/people").asInt();
    }

    private static long distinctPeople(String id) {
        return server.sql()
                .sql(
                        "SELECT count(DISTINCT contact_id) FROM message WHERE campaign_id = CAST(:id AS uuid)")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    private static long lanes(String id) {
        return gates(id).size();
    }

    private static List<String> gates(String id) {
        return server.sql()
                .sql("SELECT state FROM campaign_lane WHERE campaign_id = CAST(:id AS uuid)")
                .param("id", id)
                .query(String.class)
                .list();
    }

    private static String state(String id) {
        return owner.get("/api/campaigns/" + id).json().get("state").asString();
    }

    private static void awaitLockWait() {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        server.sql()
                                .sql(
                                        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE 'UPDATE campaign%SET state%')")
                                .query(Boolean.class)
                                .single());
    }

    private static void awaitTakenBack(String id) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        server.sql()
                                .sql(
                                        "SELECT work IS NULL FROM campaign WHERE id = CAST(:id AS uuid)")
                                .param("id", id)
                                .query(Boolean.class)
                                .single());
    }
}
