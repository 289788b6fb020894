package org.wabs.server.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;

/// With a small app of the tests' own; the real one is tested in the module `e2e`.
class WebAppTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    private final Api anybody = new Api(SharedServer.server().url(), null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/setup",
                "/campaigns/0197b1c2-7d4e-7a10-9f3b-2c5d8e6f1a20",
                "/settings/users?role=AGENT",
                "/apiary"
            })
    void everyAddressOfTheAppIsItsPageUnderAStrictPolicy(String path) {
        var page = get(path, BROWSER);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("The app's page");
        assertThat(header(page, "Content-Type")).startsWith("text/html");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(page, "Content-Security-Policy"))
                .isEqualTo(
                        "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; base-uri 'none'; form-action 'self'; object-src 'none'; frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/nothing", "/actuator/env", "/actuator", "/webhooks/x"})
    void whatIsNotTheAppsIsNeverItsPage(String path) {
        var answer = get(path, BROWSER);

        assertThat(answer.status()).isNotEqualTo(200);
        assertThat(answer.body()).doesNotContain("The app's page");
    }

    /// As monitors and link previews ask.
    @ParameterizedTest
    @ValueSource(strings = {"/", "/setup", "/icon.svg", "/api/docs"})
    void headIsAnsweredAsGetIsButForTheBody(String path) {
        var api = SharedServer.server().anonymous();

        var head =
                api.send(
                        api.request(path)
                                .header("Accept", BROWSER)
                                .method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(get(path, BROWSER).status()).isNotEqualTo(401);
        assertThat(head.body()).isEmpty();
        var locked =
                api.send(
                        api.request("/api/contacts")
                                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(locked.status()).isEqualTo(401);
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

    @Test
    void assetsAreKeptForeverAndPackedForWhoeverTakesThat() {
        var plain = get("/assets/app-0a1b2c3d.js", "*/*");
        var packed =
                anybody.send(
                        anybody.request("/assets/app-0a1b2c3d.js")
                                .header("Accept-Encoding", "gzip, br")
                                .GET());

        assertThat(plain.body()).contains("started");
        assertThat(header(plain, "Content-Type")).startsWith("text/javascript");
        assertThat(header(plain, "Cache-Control")).contains("max-age=31536000", "immutable");
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(packed, "Vary")).contains("Accept-Encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/app-ffffffff.js", "/assets/..%2Findex.html", "/assets/app"})
    void missingAssetIsNotThePage(String path) {
        assertThat(get(path, BROWSER).status()).isBetween(400, 404);
    }

    private static String header(Api.Answer answer, String name) {
        return String.join(", ", answer.raw().headers().allValues(name));
    }

    private Api.Answer get(String path, String accept) {
        return anybody.send(anybody.request(path).header("Accept", accept).GET());
    }
}
