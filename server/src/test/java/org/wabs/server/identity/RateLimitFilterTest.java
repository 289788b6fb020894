package org.wabs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.TestServer;

class RateLimitFilterTest {
    @Test
    void whoAsksTooOftenIsToldToWait() {
        try (var server = TestServer.start(Map.of("WABS_USER_RATE", "3"))) {
            var owner = server.owner();
            for (int n = 0; n < 3; n++)
                assertThat(owner.get("/api/auth/me").status()).isEqualTo(200);

            var refused = owner.get("/api/auth/me");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.json().get("type").asString())
                    .isEqualTo("/problems/too-many-requests");
            assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.raw().headers().firstValue("RateLimit").orElseThrow())
                    .startsWith("\"user\";r=0;t=");
            assertThat(server.user("AGENT").get("/api/auth/me").status()).isEqualTo(200);
        }
    }

    @Test
    void eachAnswerTellsWhatIsLeft() {
        var headers = SharedServer.business().owner().get("/api/auth/me").raw().headers();

        assertThat(headers.firstValue("RateLimit-Policy")).isPresent();
        assertThat(headers.firstValue("RateLimit").orElseThrow()).startsWith("\"user\";r=");
    }
}
