package org.wabs.server.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.campaign.LongCampaign.await;
import static org.wabs.server.campaign.LongCampaign.done;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.dispatch.Standstills;
import org.wabs.server.support.Api;
import org.wabs.server.support.FullDisk;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;
import org.wabs.server.webhook.Intake;

/// The disk of the database runs full while the server is at work: nothing is lost, nothing is sent
/// twice, whoever asks is told, and it goes on without hands once there is room.
class DiskFullTest {
    private static final String WABA = "230000000000001";
    private static final String NUMBER = "330000000000001";

    private static TestSimulator meta;
    private static TestServer server;
    private static Api owner;
    private static World world;
    private static FullDisk disk;

    @BeforeAll
    static void start() {
        meta = TestSimulator.start();
        meta.world(LongCampaign.waba(WABA, NUMBER));
        meta.quietCustomers();
        done(meta.admin().put("/admin/behaviour", Map.of("webhookRetryMs", List.of(200))));
        var settings = new HashMap<>(meta.settingsOfApp());
        settings.put("WABS_SEND_SHARE", "0.2");
        server = TestServer.start(settings);
        owner = server.owner();
        world = new World(server);
        disk = new FullDisk(server);
        meta.callsBack(server);
        LongCampaign.connect(owner, WABA, Map.of());
    }

    @AfterEach
    void thereIsRoom() {
        disk.makeRoom();
    }

    @AfterAll
    static void stop() {
        server.close();
        meta.close();
    }

    @Test
    void aCampaignStandsStillAndEverybodyGetsItOnceAfterwards() {
        var campaign = LongCampaign.start(server, owner, 70);
        await().until(() -> campaign.accepted() > 5);

        disk.fill();

        var present =
                await().until(
                                campaign::report,
                                one ->
                                        one.at("/standstill/cause")
                                                .asString("")
                                                .equals("DISK_FULL"));
        assertThat(present.at("/standstill/words").asString()).contains("disk", "full");
        assertThat(present.at("/standstill/wayOut").asString()).contains("room", "by itself");
        assertThat(present.at("/campaign/state").asString()).isEqualTo("RUNNING");
        var standstills = server.bean(Standstills.class);
        await().until(() ->
                standstills.present().orElseThrow().since().isBefore(LongCampaign.aWhileAgo()));

        disk.makeRoom();

        var last =
                await().until(
                                campaign::report,
                                one ->
                                        one.at("/campaign/state").asString().equals("COMPLETED")
                                                && one.at("/counts/delivered").asInt() == 63);
        assertThat(last.path("standstill").isObject()).isFalse();
        assertThat(last.get("standstills").valueStream().map(one -> one.get("cause").asString()))
                .containsExactly("DISK_FULL");
        assertThat(last.at("/counts/accepted").asInt()).isEqualTo(63);
        assertThat(last.at("/counts/inDoubt").asInt()).isZero();
        assertThat(last.at("/counts/duplicates").asInt()).isZero();
        assertThat(taken()).hasSize(63).doesNotHaveDuplicates();
        await().untilAsserted(() -> world.assertFiguresEqualRows(owner, campaign.id()));
    }

    @Test
    void aWebhookIsAnswered503SoThatMetaSendsItAgain() {
        disk.fill();
        var body = Intake.body(WABA, "messages", Intake.messagesTo(NUMBER, text("refused")));
        var answer = post(body);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.raw().headers().firstValue("Retry-After")).isPresent();
        written("12025550143");
        long refused = disk.refusals();
        await().until(() -> disk.refusals() > refused + 3);

        disk.makeRoom();

        await().until(() -> post(body).status() == 200);
        await().until(() -> wamids("refused") == 1 && inbound("12025550143") == 1);
        assertNothingWasSetAside();
    }

    @Test
    void whatWasAcknowledgedWaitsUntilItsEffectsFindRoom() {
        disk.fill("message%");
        var body = Intake.body(WABA, "messages", Intake.messagesTo(NUMBER, text("acknowledged")));
        long before = disk.refusals();

        assertThat(post(body).status()).isEqualTo(200);

        await().until(() -> disk.refusals() > before + 2);
        assertThat(wamids("acknowledged")).isZero();
        disk.makeRoom();
        await().until(() -> wamids("acknowledged") == 1);
        assertNothingWasSetAside();
    }

    @Test
    void whoeverChangesSomethingIsToldAndReadingGoesOn() {
        disk.fill();
        var person = Map.of("phone", "+12025550144", "name", "Ana");

        var refused = owner.post("/api/contacts", person);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
        assertThat(refused.json().get("type").asString())
                .isEqualTo("/problems/database-unavailable");
        assertThat(refused.json().get("detail").asString())
                .contains("disk of the database is full", "Nothing was changed");
        assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
        assertThat(owner.get("/api/contacts?q=12025550144").json().get("items").size()).isZero();

        disk.makeRoom();
        assertThat(owner.post("/api/contacts", person).status()).isEqualTo(201);
    }

    /// To whom Meta took a message, once for each.
    private static List<String> taken() {
        return meta.admin()
                .get("/admin/ledger?limit=10000&after=0")
                .json()
                .get("messages")
                .valueStream()
                .map(one -> one.get("to").asString())
                .toList();
    }

    private static String text(String wamid) {
        return Intake.text("12025550141", wamid, "hello");
    }

    /// A customer writes, and Meta calls until it is answered 200.
    private static void written(String customer) {
        done(
                meta.admin()
                        .post(
                                "/admin/customers/" + customer + "/messages",
                                Map.of("phoneNumberId", NUMBER, "type", "text", "text", "hello")));
    }

    private static Api.Answer post(String body) {
        return new Api(server.url(), null)
                .send(
                        HttpRequest.newBuilder(server.url().resolve("/webhooks/whatsapp"))
                                .header("Content-Type", "application/json")
                                .header(
                                        "X-Hub-Signature-256",
                                        "sha256="
                                                + Intake.signature(
                                                        body.getBytes(UTF_8), TestSimulator.SECRET))
                                .POST(BodyPublishers.ofString(body)));
    }

    private static int inbound(String customer) {
        return world.sql()
                .sql("SELECT count(*) FROM message WHERE NOT outbound AND recipient_key = ?")
                .param("+" + customer)
                .query(Integer.class)
                .single();
    }

    private static int wamids(String wamid) {
        return world.sql()
                .sql("SELECT count(*) FROM message WHERE wamid = ?")
                .param("wamid." + wamid)
                .query(Integer.class)
                .single();
    }

    private static void assertNothingWasSetAside() {
        assertThat(
                        world.sql()
                                .sql("SELECT count(*) FROM webhook_dead_letter")
                                .query(Integer.class)
                                .single())
                .isZero();
    }
}
