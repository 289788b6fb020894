package org.wabs.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wabs.server.support.TestSimulator.waba;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.identity.FirstOwner;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;

class EnvironmentAccountTest {
    private static final String TOKEN = "token-of-the-environment-01";

    private TestSimulator meta;

    @BeforeEach
    void start() {
        meta = TestSimulator.start();
        meta.world(waba("2001", TOKEN, "30010101"));
    }

    @AfterEach
    void stop() {
        meta.close();
    }

    @Test
    void connectsAtStartAndIsTheSameAfterARestart() {
        try (var server = TestServer.start(settings(Map.of()))) {
            awaitAccount(server);
            var account = server.owner().get("/api/accounts/2001").json();
            assertThat(account.get("webhookPath").asString()).isEqualTo("/webhooks/whatsapp");
            assertThat(server.bean(Apps.class).find(MetaApp.DEFAULT).orElseThrow().verifyToken())
                    .isEqualTo("verify");
            assertThat(
                            server.bean(Connections.class)
                                    .route("default", "2001", new PhoneNumberId("30010101")))
                    .isPresent();

            var refreshed = account.get("refreshedAt").asString();
            server.restart();
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            !server.owner()
                                    .get("/api/accounts/2001")
                                    .json()
                                    .get("refreshedAt")
                                    .asString()
                                    .equals(refreshed));
            assertThat(
                            server.sql()
                                    .sql("SELECT count(*) FROM connection")
                                    .query(Long.class)
                                    .single())
                    .isEqualTo(1);
            assertThat(server.log()).doesNotContain(TOKEN);
        }
    }

    @Test
    void theServerStartsWithoutMetaAndConnectsWhenItIsBack() {
        var resume = meta.pause();
        try (var server = TestServer.start(settings(Map.of()))) {
            assertThat(server.owner().get("/api/accounts").json().at("/items").size()).isZero();
            await().until(() -> server.log().contains("again=true"));

            resume.run();

            awaitAccount(server);
        }
    }

    @Test
    void aRefusedTokenIsLoggedWithTheWayOut() {
        try (var server = TestServer.start(settings(Map.of("WHATSAPP_TOKEN", "dead-token")))) {
            await().until(() -> server.log().contains("again=false"));

            assertThat(server.log()).contains("paste a new access token");
            assertThat(server.log()).doesNotContain("dead-token");
            assertThat(server.owner().get("/api/accounts").status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsMissingOrWrongIsLogged() {
        try (var server =
                TestServer.start(
                        settings(
                                Map.of(
                                        "WHATSAPP_PHONE_NUMBER_ID", "99",
                                        "WHATSAPP_APP_SECRET", "",
                                        "WHATSAPP_VERIFY_TOKEN", "")))) {
            awaitAccount(server);
            await().until(() -> server.log().contains("WHATSAPP_PHONE_NUMBER_ID is not a number"));
            assertThat(server.log())
                    .contains("WHATSAPP_APP_SECRET is not set", "WHATSAPP_VERIFY_TOKEN is not set");
        }
    }

    @Test
    void aFirstStartSaysThatTheOwnerIsWaitedForAndThenConnects() {
        try (var server = TestServer.start(settings(Map.of("WABS_OWNER_PASSWORD", "")))) {
            assertThat(server.log())
                    .contains("wabaId=2001 is connected as soon as somebody has become the owner");
            var owner =
                    server.anonymous()
                            .post(
                                    "/api/auth/setup",
                                    Map.of(
                                            "token",
                                            server.bean(FirstOwner.class)
                                                    .firstStart()
                                                    .orElseThrow()
                                                    .setUpToken(),
                                            "email",
                                            "owner@example.com",
                                            "name",
                                            "Olu Owner",
                                            "password",
                                            TestServer.PASSWORD,
                                            "organizationName",
                                            "Corner Shop"));
            var api = new Api(server.url(), owner.json().get("accessToken").asString());

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> api.get("/api/accounts/2001").status() == 200);
        }
    }

    @Test
    void aTokenAloneConnectsNothingAndSaysSo() {
        try (var server = TestServer.start(settings(Map.of("WHATSAPP_BUSINESS_ACCOUNT_ID", "")))) {
            assertThat(server.log())
                    .contains("set both WHATSAPP_TOKEN and WHATSAPP_BUSINESS_ACCOUNT_ID");
        }
    }

    @Test
    void organizationsWithoutAnAppOfTheirOwnUseTheInstallations() {
        meta.world(waba("2001", TOKEN, "30010101"), waba("2002", "token-of-a-guest", "30020101"));
        try (var server = TestServer.start(settings(Map.of()))) {
            awaitAccount(server);

            var answer =
                    server.user(server.newOrganization(), "OWNER")
                            .post(
                                    "/api/accounts",
                                    Map.of("wabaId", "2002", "accessToken", "token-of-a-guest"));

            assertThat(answer.json().at("/webhook/path").asString())
                    .isEqualTo("/webhooks/whatsapp");
            assertThat(answer.json().at("/checks/4/ok").asBoolean()).isTrue();
        }
    }

    private Map<String, String> settings(Map<String, String> more) {
        var settings = new HashMap<>(meta.settings());
        settings.put("WHATSAPP_TOKEN", TOKEN);
        settings.put("WHATSAPP_BUSINESS_ACCOUNT_ID", "2001");
        settings.put("WHATSAPP_PHONE_NUMBER_ID", "30010101");
        settings.put("WHATSAPP_APP_SECRET", "secret");
        settings.put("WHATSAPP_VERIFY_TOKEN", "verify");
        settings.putAll(more);
        return settings;
    }

    private static void awaitAccount(TestServer server) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.owner().get("/api/accounts/2001").status() == 200);
    }
}
