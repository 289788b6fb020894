package org.wabs.server.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;

class WelcomeTest {
    private final Api anybody = new Api(SharedServer.server().url(), null);

    @Test
    void browserGetsAPageThatSaysWhatToDo() {
        var page = get("/", "text/html,application/xhtml+xml,*/*;q=0.8");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.raw().headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/html");
        assertThat(page.body())
                .contains("is running", "POST /api/auth/login", "docs/api-quick-start.md")
                .doesNotContain("<script", "<style", " style=", " onclick=");
        assertThat(page.raw().headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'")
                .doesNotContain("unsafe-inline");
        assertThat(get("/welcome.css", "text/css").body()).contains("font");
    }

    @Test
    void programIsToldWhereTheApiIs() {
        for (var accept : new String[] {"application/json", "*/*"}) {
            var answer = get("/", accept);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().get("detail").asString())
                    .contains("/api", "POST /api/auth/login");
        }
    }

    private Api.Answer get(String path, String accept) {
        return anybody.send(anybody.request(path).header("Accept", accept).GET());
    }
}
