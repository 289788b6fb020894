package org.wabs.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.support.TestServer;

class MetaConfigTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void defaultsLeadToMeta() {
        var config = MetaConfig.cloudApi(Settings.of(Map.of()), CLOCK);

        assertThat(config.baseUrl()).hasToString("https://graph.facebook.com");
        assertThat(config.version()).hasToString("v25.0");
        assertThat(config.requestTimeout()).hasSeconds(30);
    }

    @Test
    void mistakesNameTheirVariablesAllTogether() {
        assertThatThrownBy(() ->
                        read(
                                Map.of(
                                        "WABS_GRAPH_VERSION", "v19.0",
                                        "WABS_CLOUD_API_URL", "::",
                                        "WABS_CLOUD_API_TIMEOUT", "soon",
                                        "WABS_SEND_IN_FLIGHT", "0")))
                .isInstanceOf(StartProblem.class)
                .hasMessageContainingAll(
                        "WABS_GRAPH_VERSION",
                        "use v25.0",
                        "WABS_CLOUD_API_URL",
                        "WABS_CLOUD_API_TIMEOUT",
                        "WABS_SEND_IN_FLIGHT");
    }

    @Test
    void tokensDoNotTravelInTheOpen() {
        assertThatThrownBy(() -> read(Map.of("WABS_CLOUD_API_URL", "http://graph.example")))
                .isInstanceOf(StartProblem.class)
                .hasMessageContainingAll("WABS_CLOUD_API_URL", "https");
    }

    @Test
    void aStoppedVersionKeepsTheServerFromStarting() {
        assertThatThrownBy(() -> TestServer.start(Map.of("WABS_GRAPH_VERSION", "v20.0")).close())
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("WABS_GRAPH_VERSION");
    }

    @Test
    void anOldVersionIsWarnedAbout() {
        try (var server = TestServer.start(Map.of("WABS_GRAPH_VERSION", "v22.0"))) {
            assertThat(server.log()).contains("v22.0 is old", "WABS_GRAPH_VERSION");
        }
    }

    @Test
    void twoAppSecretsAreValidWhileOneIsReplaced() {
        var app =
                MetaConfig.installationApp(
                                Settings.of(
                                        Map.of(
                                                "WHATSAPP_APP_SECRET", "new, former",
                                                "WHATSAPP_VERIFY_TOKEN", "verify")))
                        .orElseThrow();

        assertThat(app.secrets()).hasSize(2);
        assertThat(app.toString()).doesNotContain("former", "verify");
    }

    @Test
    void withoutSecretAndVerifyTokenThereIsNoInstallationApp() {
        assertThat(MetaConfig.installationApp(Settings.of(Map.of()))).isEmpty();
    }

    private static void read(Map<String, String> settings) {
        var all = Settings.of(settings);
        MetaConfig.check(all, CLOCK);
        all.check();
    }
}
