package org.wabs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;

class LoginTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void ownerSignsInAndIsKnown() {
        var answer = login(TestServer.PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/user/role").asString()).isEqualTo("OWNER");
        assertThat(answer.json().get("accessToken").asString()).isNotBlank();
    }

    @Test
    void wrongPasswordAndUnknownAddressReadTheSame() {
        var wrong = login("wrong");
        var unknown =
                server.anonymous()
                        .post(
                                "/api/auth/login",
                                Map.of("email", "nobody@localhost", "password", "wrong"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().get("type").asString()).isEqualTo("/problems/login-failed");
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @Test
    void missingFieldsAreNamed() {
        var answer = server.anonymous().post("/api/auth/login", Map.of("email", ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"email\"", "\"field\":\"password\"");
    }

    @Test
    void aBodyOfAnotherKindIsToldTheHeaderThatItNeeds() {
        var request = server.anonymous().request("/api/auth/login");

        var answer =
                server.anonymous()
                        .send(
                                request.header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().get("detail").asString())
                .contains("send the header Content-Type: application/json");
    }

    @Test
    void brokenJsonIsToldWithItsPlace() {
        var answer = server.anonymous().post("/api/auth/login", "{\"email\": ");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asString()).contains("line 1");
    }

    @Test
    void withoutTokenNothingIsShown() {
        var answer = server.anonymous().get("/api/jobs/00000000-0000-7000-8000-000000000000");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/unauthenticated");
    }

    @Test
    void refreshGivesTheSameSuccessorToTwoTabsAndAWorkingAccessToken() {
        var cookie = cookieOf(login(TestServer.PASSWORD));

        var first = refresh(cookie);
        var second = refresh(cookie);

        assertThat(first.status()).isEqualTo(200);
        assertThat(cookieOf(second)).isEqualTo(cookieOf(first)).isNotEqualTo(cookie);
        var token = first.json().get("accessToken").asString();
        var missing =
                new Api(server.url(), token).get("/api/jobs/00000000-0000-7000-8000-000000000000");
        assertThat(missing.status()).isEqualTo(404);
    }

    @Test
    void aRefreshTokenUsedAgainLaterEndsItsWholeFamily() {
        var cookie = cookieOf(login(TestServer.PASSWORD));
        var successor = cookieOf(refresh(cookie));
        server.sql()
                .sql(
                        "UPDATE refresh_token SET used_at = used_at - interval '11 seconds' WHERE used_at IS NOT NULL")
                .update();

        assertThat(refresh(cookie).status()).isEqualTo(401);
        assertThat(refresh(successor).status()).isEqualTo(401);
    }

    @Test
    void whatWasGivenOverTlsTravelsOverNothingElse() {
        var plain = login(TestServer.PASSWORD);
        var request =
                server.anonymous()
                        .request("/api/auth/login")
                        .header("X-Forwarded-Proto", "https")
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"email\": \"owner@localhost\", \"password\": \""
                                                + TestServer.PASSWORD
                                                + "\"}"));

        var secure = server.anonymous().send(request);

        assertThat(secure.raw().headers().firstValue("Set-Cookie").orElseThrow())
                .contains("; Secure");
        assertThat(plain.raw().headers().firstValue("Set-Cookie").orElseThrow())
                .doesNotContain("Secure");
    }

    @Test
    void tokensThatAreOverAreDeletedThoughTheirSessionLives() {
        var cookie = cookieOf(login(TestServer.PASSWORD));
        var successor = cookieOf(refresh(cookie));
        server.sql()
                .sql(
                        "UPDATE refresh_token SET expires_at = now() - interval '1 day' WHERE used_at IS NOT NULL")
                .update();

        server.bean(Sessions.class).deleteExpired();

        assertThat(
                        server.sql()
                                .sql("SELECT count(*) FROM refresh_token WHERE expires_at < now()")
                                .query(Long.class)
                                .single())
                .isZero();
        assertThat(refresh(successor).status()).isEqualTo(200);
    }

    @Test
    void refreshWithoutACookieAsksToSignIn() {
        assertThat(server.anonymous().post("/api/auth/refresh").status()).isEqualTo(401);
    }

    @Test
    void signingOutEndsTheAccessTokenToo() {
        var answer = login(TestServer.PASSWORD);
        var api = new Api(server.url(), answer.json().get("accessToken").asString());
        assertThat(api.get("/api/auth/me").status()).isEqualTo(200);

        var out =
                api.send(
                        api.request("/api/auth/logout")
                                .header("Cookie", cookieOf(answer))
                                .POST(BodyPublishers.noBody()));

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.raw().headers().firstValue("Set-Cookie").orElseThrow())
                .contains("wabs_refresh=;", "Max-Age=0");
        assertThat(api.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(refresh(cookieOf(answer)).status()).isEqualTo(401);
        assertThat(server.owner().get("/api/audit?action=session.logout").json().get("items"))
                .isNotEmpty();
    }

    @Test
    void theCookieAloneSignsOut() {
        var answer = login(TestServer.PASSWORD);

        assertThat(post("/api/auth/logout", cookieOf(answer)).status()).isEqualTo(204);

        assertThat(refresh(cookieOf(answer)).status()).isEqualTo(401);
        assertThat(server.anonymous().post("/api/auth/logout").status()).isEqualTo(204);
    }

    @Test
    void reuseOfARefreshTokenIsWrittenDownAndEndsTheAccessToken() {
        var answer = login(TestServer.PASSWORD);
        var api = new Api(server.url(), answer.json().get("accessToken").asString());
        refresh(cookieOf(answer));
        server.sql()
                .sql(
                        "UPDATE refresh_token SET used_at = used_at - interval '11 seconds' WHERE used_at IS NOT NULL")
                .update();

        refresh(cookieOf(answer));

        assertThat(api.get("/api/auth/me").status()).isEqualTo(401);
        var audit = server.owner().get("/api/audit?action=session.token-reused").json();
        assertThat(audit.at("/items/0/actor/kind").asString()).isEqualTo("NOBODY");
    }

    @Test
    void whoAmITellsPermissionsAndOrganization() {
        var me = server.owner().get("/api/auth/me").json();

        assertThat(me.get("kind").asString()).isEqualTo("USER");
        assertThat(me.get("email").asString()).isEqualTo(TestServer.OWNER);
        assertThat(me.get("permissions")).hasSize(Permission.values().length);
        assertThat(me.at("/organization/id").asString())
                .isEqualTo(server.organization().toString());
    }

    @Test
    void aNewPasswordNeedsTheOldOneAndEndsTheOtherSessions() {
        var email = newUser();
        var here = Api.login(server.url(), email, TestServer.PASSWORD);
        var elsewhere = Api.login(server.url(), email, TestServer.PASSWORD);

        assertThat(change(here, "not the old one", "a new long password").status()).isEqualTo(400);
        assertThat(change(here, TestServer.PASSWORD, "short").body())
                .contains("\"field\":\"newPassword\"");
        assertThat(change(here, TestServer.PASSWORD, "a new long password").status())
                .isEqualTo(204);

        assertThat(here.get("/api/auth/me").status()).isEqualTo(200);
        assertThat(elsewhere.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(loginAs(email, TestServer.PASSWORD, "203.0.113.1").status()).isEqualTo(401);
        assertThat(loginAs(email, "a new long password", "203.0.113.1").status()).isEqualTo(200);
    }

    @Test
    void sessionsAreListedAndEndedByTheirOwnerOnly() {
        var email = newUser();
        var here = Api.login(server.url(), email, TestServer.PASSWORD);
        var elsewhere = Api.login(server.url(), email, TestServer.PASSWORD);

        var sessions = here.get("/api/auth/sessions").json().get("items");
        var other =
                sessions.valueStream()
                        .filter(one -> !one.get("current").asBoolean())
                        .findFirst()
                        .orElseThrow();
        var path = "/api/auth/sessions/" + other.get("id").asString();

        assertThat(sessions).hasSize(2);
        assertThat(other.get("client").asString()).startsWith("Java-http-client");
        assertThat(server.owner().delete(path).status()).isEqualTo(404);
        assertThat(here.delete(path).status()).isEqualTo(204);
        assertThat(elsewhere.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(here.get("/api/auth/me").status()).isEqualTo(200);
    }

    @Test
    void failuresForOneAddressMakeTheNextTryWait() {
        var email = newUser();
        for (int n = 0; n < 6; n++)
            assertThat(loginAs(email, "wrong", "203.0.113." + (10 + n)).status()).isEqualTo(401);

        var early = loginAs(email, TestServer.PASSWORD, "203.0.113.20");

        assertThat(early.status()).isEqualTo(429);
        assertThat(early.json().get("type").asString()).isEqualTo("/problems/too-many-requests");
        assertThat(early.raw().headers().firstValue("Retry-After")).isPresent();
        var audit = server.owner().get("/api/audit?action=login").json().get("items");
        assertThat(audit.valueStream().map(one -> one.get("action").asString()))
                .contains("login.failed", "login.throttled");
        waitedLongEnough();
        assertThat(loginAs(email, TestServer.PASSWORD, "203.0.113.20").status()).isEqualTo(200);
        assertThat(loginAs(email, "wrong", "203.0.113.20").status()).isEqualTo(401);
        assertThat(loginAs(email, TestServer.PASSWORD, "203.0.113.20").status()).isEqualTo(200);
    }

    @Test
    void failuresFromOneIpAddressMakeItWaitWhateverTheNames() {
        for (int n = 0; n <= 30; n++)
            loginAs("nobody-" + n + "@localhost", "wrong", "203.0.113.99");

        assertThat(loginAs(newUser(), TestServer.PASSWORD, "203.0.113.99").status()).isEqualTo(429);
        assertThat(loginAs(newUser(), TestServer.PASSWORD, "203.0.113.98").status()).isEqualTo(200);
    }

    private static void waitedLongEnough() {
        server.sql().sql("UPDATE login_throttle SET blocked_until = clock_timestamp()").update();
    }

    private static String newUser() {
        var email = java.util.UUID.randomUUID() + "@localhost";
        server.sql()
                .sql(
                        """
                        INSERT INTO app_user (organization_id, id, email, name, role, password_hash)
                        SELECT organization_id, gen_random_uuid(), ?, 'Someone', 'AGENT', password_hash FROM app_user WHERE email = ?\
                        """)
                .params(email, TestServer.OWNER)
                .update();
        return email;
    }

    private static Api.Answer change(Api api, String old, String fresh) {
        return api.post("/api/auth/password", Map.of("oldPassword", old, "newPassword", fresh));
    }

    private static Api.Answer loginAs(String email, String password, String from) {
        var api = server.anonymous();
        return api.send(
                api.request("/api/auth/login")
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", from)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"email\":\"%s\",\"password\":\"%s\"}"
                                                .formatted(email, password))));
    }

    private static Api.Answer post(String path, String cookie) {
        var api = server.anonymous();
        return api.send(api.request(path).header("Cookie", cookie).POST(BodyPublishers.noBody()));
    }

    private static Api.Answer login(String password) {
        return server.anonymous()
                .post("/api/auth/login", Map.of("email", TestServer.OWNER, "password", password));
    }

    private static Api.Answer refresh(String cookie) {
        var api = server.anonymous();
        return api.send(
                api.request("/api/auth/refresh")
                        .header("Cookie", cookie)
                        .POST(BodyPublishers.noBody()));
    }

    private static String cookieOf(Api.Answer answer) {
        var header = answer.raw().headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(header).contains("HttpOnly", "SameSite=Strict", "Path=/api/auth");
        return header.substring(0, header.indexOf(';'));
    }
}
