package org.wabs.server.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;

class TrialTest {
    /// Nobody answers there; it is no simulator's address.
    private static final Map<String, String> REAL_META =
            Map.of("WABS_CLOUD_API_URL", "https://graph.invalid");

    @Test
    void theSimulatorPlaysMetaUntilItIsEndedAndGoesOnAfterARestart() throws Exception {
        try (var server = TestServer.start(REAL_META)) {
            var owner = server.owner();

            var begun = owner.post("/api/simulator");

            assertThat(begun.status()).as(begun.body()).isEqualTo(201);
            assertThat(begun.json().get("on").asBoolean()).isTrue();
            assertThat(owner.post("/api/simulator").status()).isEqualTo(200);
            var waba = begun.json().get("wabaId").asString();
            assertThat(owner.get("/api/accounts/" + waba).status()).isEqualTo(200);
            awaitTemplates(owner);
            customersWriteOnce(owner);
            arrives(owner);

            server.restart();
            owner = server.owner();
            assertThat(owner.get("/api/simulator").json().get("url"))
                    .isEqualTo(begun.json().get("url"));
            arrives(owner);

            var url = URI.create(begun.json().get("url").asString());
            assertThat(owner.delete("/api/simulator").status()).isEqualTo(204);
            assertThat(owner.get("/api/simulator").json().get("on").asBoolean()).isFalse();
            assertThat(owner.get("/api/audit?action=simulator").body())
                    .contains("simulator.started", "simulator.ended");
            assertThat(owner.get("/api/accounts").json().get("items").isEmpty()).isTrue();
            assertThatThrownBy(() -> new Api(url, null).get("/admin/health"))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(data(server).resolve("trial")).doesNotExist();
            assertThat(owner.delete("/api/simulator").status()).isEqualTo(204);
            var off = owner.post("/api/simulator/customers");
            assertThat(off.status()).isEqualTo(409);
            assertThat(off.json().get("detail").asString()).startsWith("The simulator is off.");
        }
    }

    private static void customersWriteOnce(Api owner) {
        assertThat(owner.post("/api/simulator/customers").json().get("wrote").asInt()).isEqualTo(6);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> owner.get("/api/conversations").json().get("items").size() == 6);
        assertThat(owner.post("/api/simulator/customers").json().get("wrote").asInt()).isZero();
    }

    /// As a killed server leaves it.
    @Test
    void aSimulatorThatOutlivedTheServerIsAdoptedAndStoppedWithIt() throws Exception {
        try (var server = TestServer.start(REAL_META)) {
            server.owner().post("/api/simulator");
            var data = data(server);
            var orphan = new SimulatorChild[1];

            server.restart(() -> {
                orphan[0] =
                        SimulatorChild.begin(
                                data.resolve("trial"), data.resolve("logs/trial.log"), 1, 0);
                await().atMost(Duration.ofSeconds(30)).until(orphan[0]::answers);
            });

            assertThat(server.owner().get("/api/simulator").json().get("url").asString())
                    .isEqualTo(orphan[0].url().toString());
            arrives(server.owner());
            server.restart(() -> assertThat(orphan[0].isAlive()).isFalse());
        }
    }

    @Test
    void whoHasARealAccountCannotTryTheSimulator() {
        try (var server = TestServer.start(REAL_META)) {
            server.sql()
                    .sql(
                            "INSERT INTO waba (organization_id, waba_id, name, app_key, token) SELECT id, '77', 'Real', 'default', 'sealed' FROM organization")
                    .update();

            refused(server, "A real account is connected (77).");
            assertThat(server.user("AGENT").post("/api/simulator").status()).isEqualTo(403);
            assertThat(server.user("AGENT").get("/api/simulator").json().get("on").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void aServerOnASimulatorOfItsOwnNeedsNoOther() {
        try (var server = TestServer.start()) {
            refused(server, "WABS_CLOUD_API_URL already names a simulator.");
        }
    }

    private static void refused(TestServer server, String words) {
        var answer = server.owner().post("/api/simulator");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").asString()).startsWith(words);
        assertThat(data(server).resolve("trial")).doesNotExist();
    }

    private static void awaitTemplates(Api owner) {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        owner.get("/api/templates?name=order_update").json().get("items").size()
                                > 0);
    }

    /// A template reaches a simulated person, and the webhooks come back.
    private static void arrives(Api owner) {
        var number = owner.get("/api/accounts").json().at("/items/0/numbers/0/phoneNumberId");
        var sent =
                owner.post(
                        "/api/messages/send",
                        Map.of(
                                "phoneNumberId",
                                number.asString(),
                                "to",
                                "+4915112345678",
                                "template",
                                Map.of(
                                        "name",
                                        "order_update",
                                        "language",
                                        "en_US",
                                        "body",
                                        Map.of("1", "Ana", "2", "A-1", "3", "Friday"))));
        assertThat(sent.status()).as(sent.body()).isLessThan(300);
        var path = "/api/messages/" + sent.json().get("messageId").asString() + "/timeline";
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        Set.of("DELIVERED", "READ")
                                .contains(owner.get(path).json().get("status").asString()));
    }

    private static Path data(TestServer server) {
        return server.bean(Settings.class).path(Setting.WABS_DATA);
    }
}
