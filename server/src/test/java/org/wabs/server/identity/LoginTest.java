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
    void refreshWithoutACookieAsksToSignIn() {
        assertThat(server.anonymous().post("/api/auth/refresh").status()).isEqualTo(401);
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
