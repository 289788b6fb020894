package org.wabs.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.wabs.server.support.TestSimulator.waba;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;

/// A server that is started with another key: by mistake, or since the former one is lost.
class StoredTokensTest {
    private static final String TOKEN = "token-of-the-shop-0123456789";
    private static final String ANOTHER_KEY =
            "UPDATE %1$s SET %2$s = regexp_replace(%2$s, '^v1[.]', 'v1.another')";
    private static final String THE_KEY =
            "UPDATE %1$s SET %2$s = regexp_replace(%2$s, '^v1[.]another', 'v1.')";

    @Test
    void theWrongKeyKeepsTheServerFromStarting() throws Exception {
        try (var meta = TestSimulator.start();
                var server = TestServer.start(new HashMap<>(meta.settings()))) {
            meta.world(waba("2001", TOKEN, "30010101"));
            ConnectFixture.connect(server.owner(), "2001", TOKEN, Map.of("appSecret", "s3cret"));

            assertThatThrownBy(() -> server.restart(() -> seal(server, ANOTHER_KEY)))
                    .isInstanceOf(StartProblem.class)
                    .hasMessageContaining("WABS_SECRET_KEY")
                    .hasMessageContaining("WABS_SECRET_KEY_LOST=true");

            server.restart(() -> seal(server, THE_KEY));
            assertThat(loginNeeded(server.owner())).isEmpty();
        }
    }

    @Test
    void accountsNeedSomebodyAndWebhooksComeAgainUntilTheKeyIsBack() throws Exception {
        try (var meta = TestSimulator.start();
                var server = TestServer.start(withLostKey(meta))) {
            meta.world(waba("2001", TOKEN, "30010101"));
            var connected =
                    ConnectFixture.connect(
                            server.owner(), "2001", TOKEN, Map.of("appSecret", "s3cret"));
            var path = connected.json().at("/webhook/path").asString();

            server.restart(() -> seal(server, ANOTHER_KEY));
            assertThat(server.log()).contains("ERROR " + StoredTokens.UNREADABLE);
            assertThat(loginNeeded(server.owner())).isEqualTo(StoredTokens.UNREADABLE);
            // not 401: what Meta reports meanwhile is a gap, and it tries again
            assertThat(webhook(server, path)).isEqualTo(503);
            assertThat(webhook(server, path)).isEqualTo(503);
            assertThat(server.log())
                    .containsOnlyOnce("ERROR The secret of a Meta app cannot be read");

            server.restart(() -> seal(server, THE_KEY));
            assertThat(loginNeeded(server.owner())).isEmpty();
            assertThat(webhook(server, path)).isEqualTo(401);
        }
    }

    @Test
    void whoConnectsAgainWithTokenAndAppSecretNeedsNoFormerKey() throws Exception {
        try (var meta = TestSimulator.start();
                var server = TestServer.start(withLostKey(meta))) {
            meta.world(waba("2001", TOKEN, "30010101"));
            var secret = Map.of("appSecret", "s3cret");
            var path =
                    ConnectFixture.connect(server.owner(), "2001", TOKEN, secret)
                            .json()
                            .at("/webhook/path")
                            .asString();
            server.restart(() -> seal(server, ANOTHER_KEY));

            var again = ConnectFixture.connect(server.owner(), "2001", TOKEN, secret);

            assertThat(again.status()).as(again.body()).isEqualTo(200);
            assertThat(loginNeeded(server.owner())).isEmpty();
            await().atMost(Duration.ofSeconds(30)).until(() -> webhook(server, path) == 401);
        }
    }

    private static Map<String, String> withLostKey(TestSimulator meta) {
        var settings = new HashMap<>(meta.settings());
        settings.put("WABS_SECRET_KEY_LOST", "true");
        return settings;
    }

    private static void seal(TestServer server, String change) {
        server.sql().sql(change.formatted("waba", "token")).update();
        server.sql().sql(change.formatted("meta_app", "secret")).update();
    }

    private static String loginNeeded(Api owner) {
        return owner.get("/api/accounts/2001").json().path("loginNeeded").asString("");
    }

    /// Signed by nobody.
    private static int webhook(TestServer server, String path) {
        return server.anonymous().post(path, Map.of()).status();
    }
}
