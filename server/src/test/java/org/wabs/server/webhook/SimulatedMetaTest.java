package org.wabs.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.webhook.Intake.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.Folders;
import org.wabs.simulator.SimulatorServer;
import org.wabs.simulator.SimulatorSettings;
import tools.jackson.databind.json.JsonMapper;

/// The intake with the simulator at the other end: its own signature, its own envelopes, its own
/// repetitions.
class SimulatedMetaTest {
    private static final int CUSTOMERS = 40;

    @Test
    void whatCustomersWriteArrivesOnceThoughMetaRepeatsAndReorders() throws IOException {
        var folder = Folders.make("simulator");
        try (var intake = Intake.start();
                var simulator = SimulatorServer.start(SimulatorSettings.in(folder))) {
            var meta = new Api(simulator.url(), null);
            put(meta, "/admin/world", world());
            put(meta, "/admin/behaviour", Map.of("duplicateShare", 1.0, "disorder", true));
            put(
                    meta,
                    "/admin/apps/4000/callback",
                    Map.of(
                            "url",
                            intake.server().url().resolve("/webhooks/whatsapp").toString(),
                            "verifyToken",
                            Intake.VERIFY_TOKEN));
            // without it Meta tells an app nothing about the account
            var subscribed =
                    new Api(simulator.url(), "token")
                            .post("/v25.0/" + Intake.WABA + "/subscribed_apps", "{}");
            assertThat(subscribed.status()).as(subscribed.toString()).isEqualTo(200);

            for (int i = 0; i < CUSTOMERS; i++) {
                var answer =
                        meta.post(
                                "/admin/customers/120255501" + (10 + i) + "/messages",
                                Map.of(
                                        "phoneNumberId",
                                        Intake.NUMBER,
                                        "type",
                                        "text",
                                        "text",
                                        i % 10 == 0 ? "STOP" : "hello " + i));
                assertThat(answer.status()).as(answer.toString()).isLessThan(300);
            }

            await().untilAsserted(() ->
                    assertThat(
                                    meta.get("/admin/ledger/summary")
                                            .json()
                                            .get("inboundAcknowledged")
                                            .asInt())
                            .isEqualTo(CUSTOMERS));
            intake.awaitProcessed();
            assertThat(intake.count("message WHERE NOT outbound")).isEqualTo(CUSTOMERS);
            assertThat(intake.count("suppression WHERE source = 'STOP_WORD'"))
                    .isEqualTo(CUSTOMERS / 10);
            assertThat(intake.count("webhook_dead_letter")).isZero();
            assertThat(intake.count("webhook_unrouted")).isZero();
        } finally {
            Folders.delete(folder);
        }
    }

    private static Map<String, Object> world() {
        return Map.of(
                "apps",
                List.of(
                        Map.of(
                                "id", "4000",
                                "secret", Intake.SECRET,
                                "verifyToken", Intake.VERIFY_TOKEN)),
                "businesses",
                List.of(Map.of("id", "3000", "name", "Shop", "limitTier", "TIER_UNLIMITED")),
                "wabas",
                List.of(
                        Map.of(
                                "id", Intake.WABA,
                                "name", "Shop",
                                "businessId", "3000",
                                "tokens", List.of("token"),
                                "appId", "4000",
                                "templatePreset", "none",
                                "phoneNumbers",
                                        List.of(
                                                Map.of(
                                                        "id", Intake.NUMBER,
                                                        "displayPhoneNumber", "+1 202-555-0100",
                                                        "verifiedName", "Shop",
                                                        "throughput", 80,
                                                        "quality", "GREEN")))));
    }

    private static void put(Api meta, String path, Object body) {
        var json = JsonMapper.builder().build().writeValueAsString(body);
        var answer =
                meta.send(
                        meta.request(path)
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString(json)));
        assertThat(answer.status()).as(path + ": " + answer).isLessThan(300);
    }
}
