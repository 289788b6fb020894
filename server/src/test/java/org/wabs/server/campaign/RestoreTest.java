package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;
import org.wabs.server.support.Webhooks;

/// Trap B8: a backup is restored under a running campaign. Its identity is that of the server it
/// was taken from, yet nobody is sent anything a second time.
class RestoreTest {
    private static final String WABA = "220000000000001";
    private static final String NUMBER = "320000000000001";
    private static final String RELEASE =
            "UPDATE lane SET owner = NULL, expires_at = '-infinity' WHERE owner = 'a node that does nothing'";
    private static final int PEOPLE = 27;

    private static TestSimulator meta;
    private static TestServer server;
    private static World world;

    @BeforeAll
    static void start() {
        meta = TestSimulator.start();
        meta.world(
                TestSimulator.waba(WABA, "token-of-shop", NUMBER)
                        .ofBusiness(TestSimulator.UNLIMITED_BUSINESS));
        meta.quietCustomers();
        server = TestServer.start(meta.settingsOfApp());
        world = new World(server);
        meta.callsBack(server);
        var owner = server.owner();
        assertThat(
                        owner.post(
                                        "/api/accounts",
                                        Map.of("wabaId", WABA, "accessToken", "token-of-shop"))
                                .status())
                .isLessThan(300);
        assertThat(owner.post("/api/templates/sync", Map.of()).status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        server.close();
        meta.close();
    }

    @Test
    void whatWasSentSinceTheBackupIsNotSentAgain() {
        var campaign = queuedCampaign();
        var scheduled = scheduledCampaign();
        var single = queuedSingle();
        var backup = server.backUp();
        meta.admin().put("/admin/faults", Map.of("holdWebhooks", true));
        server.sql().sql(RELEASE).update();
        await().atMost(Duration.ofSeconds(30)).until(() -> accepted() == PEOPLE + 1);

        server.restore(backup);

        var owner = server.owner();
        var paused = owner.get("/api/campaigns/" + campaign).json();
        assertThat(paused.get("state").asString()).isEqualTo("PAUSED");
        assertThat(paused.at("/reason/kind").asString()).isEqualTo("DATABASE_RESTORED");
        assertThat(paused.at("/reason/detail").asString()).contains("second time");
        var unstarted = owner.get("/api/campaigns/" + scheduled).json();
        assertThat(unstarted.get("state").asString()).isEqualTo("PAUSED");
        assertThat(unstarted.at("/reason/kind").asString()).isEqualTo("DATABASE_RESTORED");
        assertThat(status(single)).isEqualTo("IN_DOUBT");

        // what Meta still has to tell fills the record again: nobody is left to be sent to
        meta.callsBack(server);
        meta.admin().put("/admin/faults", Map.of("holdWebhooks", false));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        owner.get("/api/campaigns/" + campaign + "/report")
                                        .json()
                                        .at("/counts/delivered")
                                        .asInt()
                                == PEOPLE);
        await().until(() -> List.of("DELIVERED", "READ").contains(status(single)));
        assertThat(owner.post("/api/campaigns/" + campaign + "/resume").status()).isEqualTo(200);
        server.sql().sql(RELEASE).update();
        world.awaitState(owner, campaign, "COMPLETED");
        assertThat(accepted()).isEqualTo(PEOPLE + 1);
    }

    /// A folder that was copied back as a whole takes our mark back with it; then Meta's reports
    /// are the only witness.
    @Test
    void aReportOfAnAttemptThatWasNeverMadeHerePausesWhatRuns() {
        var campaign = queuedCampaign();
        var message =
                server.sql()
                        .sql("SELECT id FROM message WHERE campaign_id = CAST(? AS uuid) LIMIT 1")
                        .param(campaign)
                        .query(UUID.class)
                        .single();

        Webhooks.deliver(
                server,
                new OrganizationId(server.organization()),
                WABA,
                "messages",
                """
                {"messaging_product":"whatsapp","metadata":{"display_phone_number":"12025550100","phone_number_id":"%s"},
                 "statuses":[{"id":"wamid.lost","status":"delivered","timestamp":"1795000000","recipient_id":"12025550101",
                              "biz_opaque_callback_data":"%s.1"}]}\
                """
                        .formatted(NUMBER, message));

        var paused = server.owner().get("/api/campaigns/" + campaign).json();
        assertThat(paused.get("state").asString()).isEqualTo("PAUSED");
        assertThat(paused.at("/reason/kind").asString()).isEqualTo("DATABASE_RESTORED");
    }

    /// A running campaign of which nothing has left yet.
    private static String queuedCampaign() {
        var owner = server.owner();
        server.sql().sql("DELETE FROM lane").update();
        world.silent(NUMBER);
        var campaign = draft(owner, "crowd " + UUID.randomUUID());
        start(owner, campaign);
        world.awaitState(owner, campaign, "RUNNING");
        return campaign;
    }

    private static String draft(Api owner, String tag) {
        world.crowd(tag, 30); // of whom one in ten has not agreed
        return world.campaign(
                owner,
                Map.of(
                        "name", tag,
                        "template", Map.of("name", "order_update_short", "language", "en_US"),
                        "audience", Map.of("tags", List.of(tag)),
                        "variables",
                                Map.of(
                                        "body",
                                        Map.of("1", Map.of("field", "name", "fallback", "A-1")))));
    }

    private static String scheduledCampaign() {
        var owner = server.owner();
        var campaign = draft(owner, "crowd of tomorrow " + UUID.randomUUID());
        var answer =
                owner.post(
                        "/api/campaigns/" + campaign + "/schedule",
                        Map.of(
                                "at",
                                LocalDateTime.now(ZoneOffset.UTC).plusDays(1).toString(),
                                "zone",
                                "UTC"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return campaign;
    }

    private static UUID queuedSingle() {
        var answer =
                server.owner()
                        .post(
                                "/api/messages/send",
                                Map.of(
                                        "phoneNumberId",
                                        NUMBER,
                                        "to",
                                        "+12025550123",
                                        "template",
                                        Map.of(
                                                "name",
                                                "order_update_short",
                                                "language",
                                                "en_US",
                                                "body",
                                                Map.of("1", "A-1"))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return UUID.fromString(answer.json().get("messageId").asString());
    }

    private static String status(UUID message) {
        return server.sql()
                .sql("SELECT message_status(m) FROM message m WHERE id = ?")
                .param(message)
                .query(String.class)
                .single();
    }

    private static void start(Api owner, String campaign) {
        var answer = owner.post("/api/campaigns/" + campaign + "/start");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    }

    private static int accepted() {
        return meta.admin().get("/admin/ledger?limit=10000&after=0").json().get("messages").size();
    }
}
