package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;

/// Campaigns that are truly sent, to the simulator; its ledger is the truth.
class CampaignSendTest {
    private static final String WABA = "200000000000001";
    private static final String NUMBER = "300000000000001";
    private static final String OTHER_NUMBER = "300000000000002";

    private static TestSimulator meta;
    private static TestServer server;
    private static World world;
    private static PlannerHold planner;
    private static Api owner;
    private static int crowds;

    @BeforeAll
    static void start() {
        meta = TestSimulator.start();
        meta.world(
                TestSimulator.waba(WABA, "token-of-shop", NUMBER, OTHER_NUMBER)
                        .ofBusiness(TestSimulator.UNLIMITED_BUSINESS));
        meta.admin()
                .put(
                        "/admin/behaviour",
                        Map.of("failShare", 0, "replyShare", 0, "buttonShare", 0, "stopShare", 0));
        var settings = new HashMap<>(meta.settings());
        settings.put("WABS_SEND_SHARE", "0.5");
        server = TestServer.start(settings);
        owner = server.owner();
        var connected =
                owner.post(
                        "/api/accounts",
                        Map.of(
                                "wabaId", WABA,
                                "accessToken", "token-of-shop",
                                "appId", TestSimulator.APP,
                                "appSecret", TestSimulator.SECRET,
                                "verifyToken", TestSimulator.VERIFY_TOKEN));
        assertThat(connected.status()).as(connected.body()).isBetween(200, 201);
        var synced = owner.post("/api/templates/sync", Map.of());
        assertThat(synced.status()).as(synced.body()).isEqualTo(200);
        world = new World(server);
        planner = PlannerHold.install(server.sql());
    }

    @AfterEach
    void letGo() {
        planner.release();
        meta.admin().post("/admin/templates/order_update_short/en_US/approve");
    }

    @AfterAll
    static void stop() {
        server.close();
        meta.close();
    }

    /// A draft with one variable for a crowd of its own; one in ten has no opt-in.
    private static String campaignFor(int people) {
        var tag = "crowd " + ++crowds;
        world.crowd(tag, people);
        return campaign(tag, Map.of("field", "name", "fallback", "A-1"));
    }

    private static String campaign(String tag, Map<String, Object> value) {
        return world.campaign(
                owner,
                Map.of(
                        "name", tag,
                        "template", Map.of("name", "order_update_short", "language", "en_US"),
                        "audience", Map.of("tags", List.of(tag)),
                        "variables", Map.of("body", Map.of("1", value))));
    }

    private static void act(String id, String action) {
        var answer = owner.post("/api/campaigns/" + id + "/" + action);
        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
    }

    private static long count(String id, String figure) {
        return owner.get("/api/campaigns/" + id + "/report")
                .json()
                .at("/counts/" + figure)
                .asLong();
    }

    private static String report(String id) {
        return owner.get("/api/campaigns/" + id + "/report").body();
    }

    /// Who got a message of this campaign, by the simulator's ledger.
    private static List<String> accepted(String id) {
        var ours =
                server.sql()
                        .sql("SELECT id::text FROM message WHERE campaign_id = CAST(:id AS uuid)")
                        .param("id", id)
                        .query(String.class)
                        .set();
        var people = new ArrayList<String>();
        var after = "0";
        while (true) {
            var page = meta.admin().get("/admin/ledger?limit=10000&after=" + after).json();
            for (var message : page.get("messages")) {
                var data = message.path("callbackData").asString("");
                if (data.contains(".") && ours.contains(data.substring(0, data.indexOf('.'))))
                    people.add(message.get("to").asString());
            }
            if (!page.hasNonNull("next")) return people;
            after = page.get("next").asString();
        }
    }

    @Test
    void campaignIsSentOnceToEverybodyAndCompletes() {
        var id = campaignFor(100);
        act(id, "start");

        var done = world.awaitState(owner, id, "COMPLETED");

        assertThat(done.has("endedAt")).isTrue();
        assertThat(accepted(id)).as(report(id)).hasSize(90).doesNotHaveDuplicates();
        var report = owner.get("/api/campaigns/" + id + "/report").json();
        assertThat(report.at("/counts/accepted").asInt()).isEqualTo(90);
        assertThat(report.at("/counts/queued").asInt()).isZero();
        assertThat(report.at("/counts/skipped").asInt()).isEqualTo(10);
        assertThat(report.get("seconds").asInt()).isLessThan(30);
        world.assertFiguresEqualRows(owner, id);
    }

    @Test
    void planThatCommitsAfterALaterSingleMessageIsStillSentInFull() {
        var id = campaignFor(60);
        planner.at(1);
        act(id, "start");
        planner.awaitHeld();

        for (var number : List.of(NUMBER, OTHER_NUMBER)) {
            var single =
                    owner.post(
                            "/api/messages/send",
                            Map.of(
                                    "phoneNumberId",
                                    number,
                                    "to",
                                    "+12025550123",
                                    "template",
                                    Map.of(
                                            "name", "order_update_short",
                                            "language", "en_US",
                                            "body", Map.of("1", "B-2"))));
            assertThat(single.status()).as(single.body()).isEqualTo(202);
            var message = single.json().get("messageId").asString();
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            server.sql()
                                    .sql(
                                            "SELECT accepted_at IS NOT NULL FROM message WHERE id = CAST(:id AS uuid)")
                                    .param("id", message)
                                    .query(Boolean.class)
                                    .single());
        }
        assertThat(accepted(id)).isEmpty();

        planner.release();
        world.awaitState(owner, id, "COMPLETED");
        assertThat(accepted(id)).as(report(id)).hasSize(54).doesNotHaveDuplicates();
        world.assertFiguresEqualRows(owner, id);
    }

    @Test
    void whoOptsOutBetweenPlanAndSendingIsSkipped() {
        var id = campaignFor(20);
        planner.at(1);
        act(id, "start");
        planner.awaitHeld();
        var person =
                server.sql()
                        .sql(
                                "SELECT recipient_key FROM contact JOIN contact_tag t ON t.contact_id = id WHERE t.tag = :tag AND opted_in_at IS NOT NULL LIMIT 1")
                        .param("tag", "crowd " + crowds)
                        .query(String.class)
                        .single();
        world.optOut(person, "ALL");
        planner.release();

        world.awaitState(owner, id, "COMPLETED");

        assertThat(accepted(id)).as(report(id)).hasSize(17).doesNotContain(person);
        var report = owner.get("/api/campaigns/" + id + "/report").json();
        assertThat(report.get("skips").toString())
                .contains("\"reason\":\"OPTED_OUT\",\"people\":1")
                .contains("\"reason\":\"NO_OPT_IN\",\"people\":2");
        world.assertFiguresEqualRows(owner, id);
    }

    @Test
    void pausedCampaignSendsNothingMoreAndResumesToTheEnd() {
        var id = campaignFor(700);
        act(id, "start");
        await().atMost(Duration.ofSeconds(20)).until(() -> count(id, "accepted") > 20);

        var paused = owner.post("/api/campaigns/" + id + "/pause");

        assertThat(paused.json().get("state").asString()).isEqualTo("PAUSED");
        int underWay = paused.json().get("messagesUnderWay").asInt();
        await().atMost(Duration.ofSeconds(20)).until(() -> count(id, "sending") == 0);
        var atRest = count(id, "accepted");
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(3))
                .until(() -> count(id, "accepted") == atRest);
        assertThat(atRest).isLessThan(630);
        assertThat(underWay).isLessThanOrEqualTo(60);
        assertThat(count(id, "queued")).isEqualTo(630 - atRest);
        world.assertFiguresEqualRows(owner, id);

        act(id, "resume");
        world.awaitState(owner, id, "COMPLETED");
        assertThat(accepted(id)).as(report(id)).hasSize(630).doesNotHaveDuplicates();
        world.assertFiguresEqualRows(owner, id);
    }

    @Test
    void campaignCancelledInTheMiddleCountsEverybodyOnce() {
        var id = campaignFor(700);
        act(id, "start");
        var running =
                await().atMost(Duration.ofSeconds(20))
                        .until(
                                () -> owner.get("/api/campaigns/" + id + "/report").json(),
                                report ->
                                        report.at("/counts/accepted").asInt() > 20
                                                && report.has("messagesPerSecond"));
        assertThat(running.get("messagesPerSecond").asDouble()).isPositive();
        assertThat(running.has("finishAt")).isTrue();

        act(id, "cancel");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> count(id, "queued") == 0 && count(id, "sending") == 0);
        assertThat(accepted(id))
                .as(report(id))
                .hasSize((int) count(id, "accepted"))
                .doesNotHaveDuplicates();
        assertThat(count(id, "accepted") + count(id, "cancelled")).isEqualTo(630);
        assertThat(count(id, "cancelled")).isPositive();
        world.assertFiguresEqualRows(owner, id);
    }

    @Test
    void templatePausedByMetaPausesTheCampaignWithReasonAndWayOut() {
        var id = campaignFor(700);
        act(id, "start");
        await().atMost(Duration.ofSeconds(20)).until(() -> count(id, "accepted") > 5);
        meta.admin().post("/admin/templates/order_update_short/en_US/pause");

        var paused = world.awaitState(owner, id, "PAUSED");

        assertThat(paused.at("/reason/kind").asString()).isEqualTo("TEMPLATE");
        assertThat(paused.at("/reason/detail").asString()).isNotBlank();
        await().atMost(Duration.ofSeconds(20)).until(() -> count(id, "sending") == 0);
        assertThat(count(id, "failed")).isZero();

        meta.admin().post("/admin/templates/order_update_short/en_US/approve");
        owner.post("/api/templates/sync", Map.of());
        act(id, "resume");
        world.awaitState(owner, id, "COMPLETED");
        assertThat(accepted(id)).as(report(id)).hasSize(630).doesNotHaveDuplicates();
        world.assertFiguresEqualRows(owner, id);
    }

    @Test
    void templateFoundStoppedWhileReadingTemplatesPausesItsCampaigns() {
        var id = campaignFor(30);
        planner.at(1);
        act(id, "start");
        planner.awaitHeld();
        planner.release();
        world.awaitState(owner, id, "RUNNING", "COMPLETED");
        var second = campaignFor(700);
        act(second, "start");
        world.awaitState(owner, second, "RUNNING");
        meta.admin().post("/admin/templates/order_update_short/en_US/disable");
        owner.post("/api/templates/sync", Map.of());

        var paused = world.awaitState(owner, second, "PAUSED");

        assertThat(paused.at("/reason/kind").asString()).isEqualTo("TEMPLATE");
        assertThat(owner.post("/api/campaigns/" + second + "/resume").json().get("type").asString())
                .isEqualTo("/problems/template-not-approved");
        act(second, "cancel");
    }

    @Test
    void campaignOfWhichMetaTakesNothingFailsAndSaysSo() {
        world.person("+4917030000001", "Ann", true, "{\"note\": \"two\\nlines\"}", "broken");
        var id = campaign("broken", Map.of("attribute", "note"));
        act(id, "start");

        var failed = world.awaitState(owner, id, "FAILED", "COMPLETED");

        assertThat(failed.at("/reason/kind").asString()).isEqualTo("ALL_FAILED");
        var report = owner.get("/api/campaigns/" + id + "/report").json();
        assertThat(report.at("/counts/failed").asInt()).isEqualTo(1);
        assertThat(report.at("/failures/0/words").asString()).isNotBlank();
        assertThat(report.at("/failures/0/wayOut").asString()).isNotBlank();
        assertThat(accepted(id)).isEmpty();
    }
}
