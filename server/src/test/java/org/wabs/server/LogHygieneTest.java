package org.wabs.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;

/// A log is shown around when something is wrong: it holds no secret, no person's number and no
/// word that anybody wrote.
class LogHygieneTest {
    private static final String WABA = "200000000000071";
    private static final String NUMBER = "300000000000071";
    private static final String TOKEN = "EAAtokenThatNobodyMayRead";
    private static final String WRONG_TOKEN = "EAAwrongTokenThatNobodyMayRead";
    private static final String PERSON = "12025550171";
    private static final String STRANGER = "12025550172";

    @Test
    void aDaysWorkLeavesNoSecretNoNumberAndNoWordInTheLog() {
        try (var meta = TestSimulator.start()) {
            meta.world(TestSimulator.waba(WABA, TOKEN, NUMBER));
            meta.admin()
                    .put(
                            "/admin/behaviour",
                            Map.of("failShare", 0, "replyShare", 0, "stopShare", 0));
            try (var server = TestServer.start(new HashMap<>(meta.settings()))) {
                work(meta, server);

                assertThat(server.log())
                        .contains(WABA)
                        .contains("marker of this test")
                        .doesNotContain(TOKEN)
                        .doesNotContain(WRONG_TOKEN)
                        .doesNotContain(TestSimulator.SECRET)
                        .doesNotContain(TestSimulator.VERIFY_TOKEN)
                        .doesNotContain(TestServer.PASSWORD)
                        .doesNotContain("a wrong password")
                        .doesNotContain("lovely weather")
                        .doesNotContain("quiet evening")
                        .doesNotContain("Annabelle")
                        .doesNotContainPattern("2025550\\d{3}");
            }
        }
    }

    private static void work(TestSimulator meta, TestServer server) {
        server.anonymous()
                .post(
                        "/api/auth/login",
                        Map.of("email", TestServer.OWNER, "password", "a wrong password"));
        var owner = server.owner();
        assertThat(owner.post("/api/accounts", account(WRONG_TOKEN)).status()).isBetween(400, 499);
        var connected = owner.post("/api/accounts", account(TOKEN));
        assertThat(connected.status()).as(connected.body()).isBetween(200, 201);
        var appKey = server.sql().sql("SELECT app_key FROM meta_app").query(String.class).single();
        var callback =
                meta.admin()
                        .put(
                                "/admin/apps/" + TestSimulator.APP + "/callback",
                                Map.of(
                                        "url",
                                        server.url()
                                                .resolve("/webhooks/whatsapp/" + appKey)
                                                .toString(),
                                        "verifyToken",
                                        TestSimulator.VERIFY_TOKEN));
        assertThat(callback.status()).as(callback.body()).isLessThan(300);
        var written =
                meta.admin()
                        .post(
                                "/admin/customers/" + PERSON + "/messages",
                                Map.of(
                                        "phoneNumberId", NUMBER,
                                        "type", "text",
                                        "text", "what lovely weather"));
        assertThat(written.status()).as(written.body()).isLessThan(300);
        awaitCount(server, "message WHERE NOT outbound", 1);
        send(server, PERSON, 202);
        send(server, STRANGER, 409); // never wrote to us
        owner.post(
                "/api/messages/send",
                "{\"to\": \"+" + PERSON + "\", \"text\": {\"body\": \"lovely weather");
        meta.admin()
                .post(
                        "/admin/customers/" + PERSON + "/messages",
                        Map.of("phoneNumberId", NUMBER, "type", "text", "text", "STOP"));
        awaitCount(server, "suppression", 1);
        awaitCount(
                server,
                "message m WHERE outbound AND message_status(m) IN ('SENT', 'DELIVERED', 'READ', 'FAILED')",
                1);
        owner.delete("/api/accounts/" + WABA);
        refusedByTheDatabase(server);
    }

    private static Map<String, String> account(String token) {
        return Map.of(
                "wabaId", WABA,
                "accessToken", token,
                "appId", TestSimulator.APP,
                "appSecret", TestSimulator.SECRET,
                "verifyToken", TestSimulator.VERIFY_TOKEN);
    }

    private static void send(TestServer server, String to, int status) {
        var sent =
                server.owner()
                        .post(
                                "/api/messages/send",
                                Map.of(
                                        "phoneNumberId",
                                        NUMBER,
                                        "to",
                                        "+" + to,
                                        "text",
                                        Map.of("body", "have a quiet evening")));
        assertThat(sent.status()).as(sent.body()).isEqualTo(status);
    }

    /// PostgreSQL's details quote the row that it refused.
    private static void refusedByTheDatabase(TestServer server) {
        var failure =
                catchThrowable(() ->
                        server.bean(PipelineDb.class)
                                .sql()
                                .sql(
                                        "INSERT INTO contact (organization_id, id, recipient_key, phone, name) SELECT :organization, gen_random_uuid(), recipient_key, phone, :name FROM contact")
                                .param("organization", server.organization())
                                .param("name", "Annabelle")
                                .update());
        assertThat(failure).isNotNull();
        LoggerFactory.getLogger("org.wabs.server.LogHygieneTest")
                .error("marker of this test {}", UUID.randomUUID(), failure);
    }

    private static void awaitCount(TestServer server, String rows, long count) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(
                                        server.sql()
                                                .sql("SELECT count(*) FROM " + rows)
                                                .query(Long.class)
                                                .single())
                                .isGreaterThanOrEqualTo(count));
    }
}
