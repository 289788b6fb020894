package org.wabs.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.support.TestSimulator.waba;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestSimulator;

/// An account is connected by its token.
class ConnectTest extends ConnectFixture {
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

    private static long rows(String table) {
        return server.sql().sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }
}
