package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;

/// The plan: written once, in chunks, through kills and pauses.
class CampaignPlanTest extends PlanFixture {
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
}
