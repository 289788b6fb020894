package org.wabs.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.support.TestSimulator.waba;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;

class ConnectTest {
    private static final String TOKEN = "token-of-the-shop-0123456789";
    private static final String NEW_TOKEN = "token-of-the-shop-9876543210";

    private static TestSimulator meta;
    private static TestServer server;
    private static Api owner;

    @BeforeAll
    static void start() {
        meta = TestSimulator.start();
        server = TestServer.start(meta.settings());
        owner = server.owner();
    }

    @AfterAll
    static void stop() {
        server.close();
        meta.close();
    }

    @BeforeEach
    void world() {
        meta.world(
                waba("2001", TOKEN, "30010101", "30010102"), waba("2002", NEW_TOKEN, "30020101"));
        server.sql().sql("DELETE FROM template").update();
        server.sql().sql("DELETE FROM connection").update();
        server.sql().sql("DELETE FROM phone_number").update();
        server.sql().sql("DELETE FROM waba").update();
        server.sql().sql("DELETE FROM meta_app").update();
    }

    @Test
    void connectingAnswersWithNumbersChecksAndTheAddressForMeta() {
        var answer = connect(owner, "2001", TOKEN, Map.of("appSecret", "s3cret-of-the-app"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.raw().headers().firstValue("Location")).hasValue("/api/accounts/2001");
        var json = answer.json();
        assertThat(json.at("/name").asString()).isEqualTo("Account 2001");
        assertThat(json.at("/portfolioId").asString()).isEqualTo(TestSimulator.BUSINESS);
        assertThat(json.at("/messagingLimit").asInt()).isEqualTo(2000);
        assertThat(json.at("/numbers").size()).isEqualTo(2);
        assertThat(json.at("/numbers/0/messagesPerSecond").asInt()).isEqualTo(80);
        assertThat(json.at("/numbers/0/notReadyReason").isMissingNode()).isTrue();
        assertThat(json.at("/checks").valueStream().map(check -> check.get("name").asString()))
                .containsExactly(
                        "TOKEN",
                        "TOKEN_SCOPES",
                        "TOKEN_LIFE",
                        "NUMBERS",
                        "SENDING",
                        "APP_SUBSCRIBED",
                        "WEBHOOK_SECRET");
        assertThat(json.at("/checks").valueStream().allMatch(check -> check.get("ok").asBoolean()))
                .as(json.at("/checks").toString())
                .isTrue();
        assertThat(json.at("/webhook/path").asString()).matches("/webhooks/whatsapp/[\\w-]{16}");
        assertThat(json.at("/webhook/verifyToken").asString()).hasSizeGreaterThan(20);
    }

    @Test
    void theAppThatMetaNamesIsKnownWithItsSecretAndVerifyToken() {
        var path =
                connect(owner, "2001", TOKEN, Map.of("appSecret", "s3cret", "verifyToken", "mine"))
                        .json()
                        .at("/webhook");

        var app = server.bean(Apps.class).find(appKey(path.get("path").asString())).orElseThrow();
        assertThat(path.has("verifyToken")).isFalse();
        assertThat(app.verifyToken()).isEqualTo("mine");
        assertThat(app.secrets()).extracting(secret -> secret.value()).containsExactly("s3cret");
        assertThat(
                        server.sql()
                                .sql("SELECT meta_app_id FROM meta_app")
                                .query(String.class)
                                .single())
                .isEqualTo(TestSimulator.APP);
    }

    @Test
    void withoutTheAppSecretTheCheckSaysWhatToDo() {
        var checks = connect(owner, "2001", TOKEN, Map.of()).json().at("/checks");

        var secret = checks.get(6);
        assertThat(secret.get("ok").asBoolean()).isFalse();
        assertThat(secret.get("fix").asString()).contains("App settings");
    }

    @Test
    void twoAccountsOfOneMetaAppShareTheAddress() {
        var first = connect(owner, "2001", TOKEN, Map.of()).json().at("/webhook/path");
        var second = connect(owner, "2002", NEW_TOKEN, Map.of()).json().at("/webhook/path");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void anotherMetaAppHasAnotherAddress() {
        meta.world(
                waba("2001", TOKEN, "30010101"),
                waba("2002", NEW_TOKEN, "30020101").ofApp(TestSimulator.OTHER_APP));

        var first = connect(owner, "2001", TOKEN, Map.of()).json().at("/webhook/path");
        var second = connect(owner, "2002", NEW_TOKEN, Map.of()).json().at("/webhook/path");

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void connectingAgainUpdatesTheTokenAtOnceAndKeepsTheAddress() {
        var first = connect(owner, "2001", TOKEN, Map.of("appSecret", "one"));
        var senders = server.bean(Senders.class);
        var number = new PhoneNumberId("30010101");
        assertThat(senders.find(number).orElseThrow().token().value()).isEqualTo(TOKEN);

        meta.world(waba("2001", NEW_TOKEN, "30010101", "30010102"));
        var again = connect(owner, "2001", NEW_TOKEN, Map.of("appSecret", "two"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().at("/tokenHint").asString()).isEqualTo("3210");
        assertThat(again.json().at("/webhook/path")).isEqualTo(first.json().at("/webhook/path"));
        assertThat(again.json().at("/webhook").has("verifyToken")).isFalse();
        assertThat(senders.find(number).orElseThrow().token().value()).isEqualTo(NEW_TOKEN);
        var app = server.bean(Apps.class).find(appKey(first.json().at("/webhook/path").asString()));
        assertThat(app.orElseThrow().secrets())
                .extracting(secret -> secret.value())
                .containsExactly("two", "one");
    }

    @Test
    void aSenderBringsWhatSendingNeeds() {
        meta.world(waba("2001", TOKEN, "30010101").ofBusiness(TestSimulator.UNLIMITED_BUSINESS));
        connect(owner, "2001", TOKEN, Map.of());

        var sender = server.bean(Senders.class).find(new PhoneNumberId("30010101")).orElseThrow();

        assertThat(sender.organization().value()).isEqualTo(server.organization());
        assertThat(sender.portfolioId()).isEqualTo(TestSimulator.UNLIMITED_BUSINESS);
        assertThat(sender.messagingLimit()).isNull();
        assertThat(sender.messagesPerSecond()).isEqualTo(80);
        assertThat(sender.notReadyReason()).isNull();
        assertThat(sender.toString()).doesNotContain(TOKEN);
    }

    @Test
    void aNumberThatMetaDoesNotShowAsConnectedIsNotReady() {
        meta.admin().post("/admin/numbers/30010102/status", Map.of("status", "PENDING"));

        var answer = connect(owner, "2001", TOKEN, Map.of());

        assertThat(answer.json().at("/numbers/1/notReadyReason").asString()).contains("PENDING");
        assertThat(answer.json().at("/checks/4/ok").asBoolean()).isFalse();
        var sender = server.bean(Senders.class).find(new PhoneNumberId("30010102")).orElseThrow();
        assertThat(sender.notReadyReason()).contains("PENDING");
    }

    @Test
    void metasRefusalIsToldInPlainWordsWithItsCode() {
        var unknown = connect(owner, "2001", "no-such-token", Map.of());
        var foreign = connect(owner, "2001", NEW_TOKEN, Map.of());

        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().get("type").asString()).isEqualTo("/problems/meta-refused");
        assertThat(unknown.json().get("code").asInt()).isEqualTo(190);
        assertThat(unknown.json().get("fbtraceId").asString()).isNotBlank();
        assertThat(unknown.json().get("detail").asString())
                .contains("account 2001", "no longer accepts the login");
        assertThat(foreign.json().get("code").asInt()).isEqualTo(200);
        assertThat(rows("waba")).isZero();
    }

    @Test
    void whenMetaDoesNotAnswerNothingIsChanged() {
        var resume = meta.pause();

        var answer = connect(owner, "2001", TOKEN, Map.of());

        resume.run();

        assertThat(answer.status()).as(answer.body()).isEqualTo(502);
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/meta-unreachable");
        assertThat(answer.raw().headers().firstValue("Retry-After")).isPresent();
        assertThat(rows("waba")).isZero();
    }

    @Test
    void wrongFieldsAreNamed() {
        var missing = owner.post("/api/accounts", Map.of());
        var letters = connect(owner, "my account", TOKEN, Map.of());
        var app = connect(owner, "2001", TOKEN, Map.of("appId", "x"));

        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.body()).contains("\"wabaId\"", "\"accessToken\"");
        assertThat(letters.json().at("/errors/0/field").asString()).isEqualTo("wabaId");
        assertThat(app.json().at("/errors/0/field").asString()).isEqualTo("appId");
    }

    @Test
    void onlyOwnersAndAdminsConnect() {
        for (var role : List.of("MANAGER", "AGENT")) {
            var user = server.user(role);
            assertThat(connect(user, "2001", TOKEN, Map.of()).status()).isEqualTo(403);
            assertThat(user.get("/api/accounts").status()).isEqualTo(200);
        }
        assertThat(connect(server.user("ADMIN"), "2001", TOKEN, Map.of()).status()).isEqualTo(201);
        assertThat(server.user("AGENT").delete("/api/accounts/2001").status()).isEqualTo(403);
    }

    @Test
    void tokensAndSecretsStandNowhereInTheOpen() {
        connect(owner, "2001", TOKEN, Map.of("appSecret", "s3cret-of-the-app"));
        connect(owner, "2001", "wrong-" + TOKEN, Map.of());

        var seen =
                owner.get("/api/accounts").body()
                        + owner.get("/api/accounts/2001").body()
                        + server.log()
                        + server.sql().sql("SELECT w::text FROM waba w").query(String.class).list()
                        + server.sql()
                                .sql("SELECT a::text FROM meta_app a")
                                .query(String.class)
                                .list();
        assertThat(seen).contains("6789").doesNotContain(TOKEN, "s3cret-of-the-app");
    }

    @Test
    void twoWhoConnectAtOnceLeaveOneConnection() throws Exception {
        Callable<Api.Answer> connect = () -> connect(owner, "2001", TOKEN, Map.of());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(List.of(connect, connect, connect, connect)))
                assertThat(answer.get().status()).isIn(200, 201);
        }

        assertThat(rows("connection")).isEqualTo(2);
        assertThat(rows("meta_app")).isEqualTo(1);
    }

    @Test
    void numbersThatVanishAtMetaNoLongerSend() {
        connect(owner, "2001", TOKEN, Map.of());
        meta.world(waba("2001", TOKEN, "30010102", "30010103"));

        var answer = owner.post("/api/accounts/2001/refresh");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(
                        owner.get("/api/accounts/2001/numbers")
                                .json()
                                .at("/items")
                                .valueStream()
                                .map(number -> number.get("phoneNumberId").asString()))
                .containsExactly("30010102", "30010103");
        assertThat(server.bean(Senders.class).find(new PhoneNumberId("30010101"))).isEmpty();
        assertThat(server.bean(Senders.class).find(new PhoneNumberId("30010103"))).isPresent();
    }

    @Test
    void aDeadTokenIsToldUntilAnotherOneIsGiven() {
        connect(owner, "2001", TOKEN, Map.of());
        meta.world(waba("2001", NEW_TOKEN, "30010101"));

        assertThat(owner.post("/api/accounts/2001/refresh").status()).isEqualTo(422);
        var sender = server.bean(Senders.class).find(new PhoneNumberId("30010101")).orElseThrow();
        assertThat(sender.notReadyReason()).contains("new access token");
        assertThat(owner.get("/api/accounts/2001").json().has("loginNeeded")).isTrue();

        connect(owner, "2001", NEW_TOKEN, Map.of());
        assertThat(owner.get("/api/accounts/2001").json().has("loginNeeded")).isFalse();
        assertThat(
                        server.bean(Senders.class)
                                .find(new PhoneNumberId("30010101"))
                                .orElseThrow()
                                .notReadyReason())
                .isNull();
    }

    @Test
    void disconnectingErasesTheTokenAndHidesTheAccount() {
        connect(owner, "2001", TOKEN, Map.of());

        assertThat(owner.delete("/api/accounts/2001").status()).isEqualTo(204);

        assertThat(owner.get("/api/accounts/2001").status()).isEqualTo(404);
        assertThat(owner.get("/api/accounts").json().at("/items").size()).isZero();
        assertThat(owner.delete("/api/accounts/2001").status()).isEqualTo(404);
        assertThat(owner.post("/api/accounts/2001/refresh").status()).isEqualTo(404);
        assertThat(server.bean(Senders.class).find(new PhoneNumberId("30010101"))).isEmpty();
        assertThat(server.sql().sql("SELECT count(token) FROM waba").query(Long.class).single())
                .isZero();
        assertThat(connect(owner, "2001", TOKEN, Map.of()).status()).isEqualTo(201);
    }

    @Test
    void accountsAreListedPageByPage() {
        connect(owner, "2001", TOKEN, Map.of());
        connect(owner, "2002", NEW_TOKEN, Map.of());

        var first = owner.get("/api/accounts?limit=1").json();
        var second =
                owner.get("/api/accounts?limit=1&cursor=" + first.get("next").asString()).json();

        assertThat(first.at("/items/0/wabaId").asString()).isEqualTo("2001");
        assertThat(second.at("/items/0/wabaId").asString()).isEqualTo("2002");
        assertThat(second.at("/items/0/numbers/0/phoneNumberId").asString()).isEqualTo("30020101");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void anotherOrganizationSeesNothingOfAnAccount() {
        connect(owner, "2001", TOKEN, Map.of());
        var other = server.user(server.newOrganization(), "OWNER");

        assertThat(other.get("/api/accounts").json().at("/items").size()).isZero();
        assertThat(other.get("/api/templates").json().at("/items").size()).isZero();
        for (var path : List.of("/api/accounts/2001", "/api/accounts/2001/numbers"))
            assertThat(other.get(path).status()).isEqualTo(404);
        assertThat(other.delete("/api/accounts/2001").status()).isEqualTo(404);
        assertThat(other.post("/api/accounts/2001/refresh").status()).isEqualTo(404);
        assertThat(other.post("/api/templates/sync?account=2001").status()).isEqualTo(404);
        assertThat(owner.get("/api/accounts/2001").status()).isEqualTo(200);
    }

    @Test
    void aNumberBelongsToOneOrganizationAndItsOwnerIsNotRevealed() {
        connect(owner, "2001", TOKEN, Map.of());
        var organization = server.newOrganization();
        var other = server.user(organization, "OWNER");

        var answer = connect(other, "2001", TOKEN, Map.of("appSecret", "s"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/account-in-use");
        assertThat(answer.body()).doesNotContain(server.organization().toString(), "My business");
        assertThat(rowsOf(organization, "waba")).isZero();
        assertThat(rowsOf(organization, "meta_app")).isZero();
    }

    @Test
    void aNumberMovesOnceItsOrganizationLetsItGo() {
        connect(owner, "2001", TOKEN, Map.of());
        var organization = server.newOrganization();
        owner.delete("/api/accounts/2001");

        var answer = connect(server.user(organization, "OWNER"), "2001", TOKEN, Map.of());

        assertThat(answer.status()).isEqualTo(201);
        var sender = server.bean(Senders.class).find(new PhoneNumberId("30010101")).orElseThrow();
        assertThat(sender.organization().value()).isEqualTo(organization);
    }

    /// Trap E1: somebody claims a foreign account under an app of their own, whose secret they
    /// know.
    @Test
    void nobodyGetsAForeignAccountsWebhooksByClaimingIt() {
        var organization = server.newOrganization();
        var squatter = server.user(organization, "OWNER");
        var own =
                connect(
                        squatter,
                        "2002",
                        NEW_TOKEN,
                        Map.of("appId", "77", "appSecret", "known-to-the-squatter"));
        var key = appKey(own.json().at("/webhook/path").asString());

        var claim =
                connect(
                        squatter,
                        "2001",
                        NEW_TOKEN,
                        Map.of("appId", "77", "appSecret", "known-to-the-squatter"));

        assertThat(claim.status()).isEqualTo(422);
        var connections = server.bean(Connections.class);
        assertThat(connections.route(key, "2002", new PhoneNumberId("30020101"))).isPresent();
        assertThat(connections.route(key, "2001", new PhoneNumberId("30010101"))).isEmpty();
        assertThat(connections.route(key, "2002", new PhoneNumberId("30010101"))).isEmpty();
        assertThat(connections.route(key, "2001", null)).isEmpty();
        assertThat(connect(owner, "2001", TOKEN, Map.of()).status()).isEqualTo(201);
        assertThat(connections.route(key, "2001", new PhoneNumberId("30010101"))).isEmpty();
    }

    @Test
    void anEndedConnectionRoutesForSevenDays() {
        var path = connect(owner, "2001", TOKEN, Map.of()).json().at("/webhook/path").asString();
        var number = new PhoneNumberId("30010101");
        owner.delete("/api/accounts/2001");

        var connections = server.bean(Connections.class);
        assertThat(connections.route(appKey(path), "2001", number))
                .get()
                .extracting(route -> route.organization().value())
                .isEqualTo(server.organization());

        server.sql().sql("UPDATE connection SET valid_to = valid_to - interval '8 days'").update();
        connections.dropAfterCommit();
        assertThat(connections.route(appKey(path), "2001", number)).isEmpty();
    }

    private static Api.Answer connect(
            Api api, String waba, String token, Map<String, String> more) {
        var body = new HashMap<>(Map.of("wabaId", waba, "accessToken", token));
        body.putAll(more);
        return api.post("/api/accounts", body);
    }

    private static String appKey(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static long rows(String table) {
        return server.sql().sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    private static long rowsOf(UUID organization, String table) {
        return server.sql()
                .sql("SELECT count(*) FROM " + table + " WHERE organization_id = :organization")
                .param("organization", organization)
                .query(Long.class)
                .single();
    }
}
