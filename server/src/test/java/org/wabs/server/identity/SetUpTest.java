package org.wabs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;

class SetUpTest {
    @Test
    void theFirstStartMakesALinkByWhichOnePersonBecomesTheOwner() {
        try (var server = TestServer.start(Map.of("WABS_OWNER_PASSWORD", ""))) {
            var first = server.bean(FirstOwner.class).firstStart().orElseThrow();
            var token = String.valueOf(first.setUpToken());
            server.restart();
            var second =
                    String.valueOf(
                            server.bean(FirstOwner.class).firstStart().orElseThrow().setUpToken());

            assertThat(setUp(server, "not-the-token", "me@example.com").status()).isEqualTo(410);
            assertThat(setUp(server, token, "no address").body()).contains("\"field\":\"email\"");
            var owner = setUp(server, token, "Me@Example.com");

            assertThat(owner.status()).as(owner.body()).isEqualTo(200);
            assertThat(owner.json().at("/user/role").asString()).isEqualTo("OWNER");
            var me =
                    new Api(server.url(), owner.json().get("accessToken").asString())
                            .get("/api/auth/me")
                            .json();
            assertThat(me.at("/organization/name").asString()).isEqualTo("Corner Shop");
            assertThat(me.get("email").asString()).isEqualTo("me@example.com");
            assertThat(setUp(server, token, "you@example.com").status()).isEqualTo(410);
            assertThat(setUp(server, second, "you@example.com").status()).isEqualTo(410);

            server.restart();
            assertThat(server.bean(FirstOwner.class).firstStart()).isEmpty();
            assertThat(Api.login(server.url(), "me@example.com", "a long new password"))
                    .isNotNull();
        }
    }

    private static Api.Answer setUp(TestServer server, String token, String email) {
        return server.anonymous()
                .post(
                        "/api/auth/setup",
                        Map.of(
                                "token",
                                token,
                                "email",
                                email,
                                "name",
                                "Me",
                                "password",
                                "a long new password",
                                "organizationName",
                                "Corner Shop"));
    }
}
