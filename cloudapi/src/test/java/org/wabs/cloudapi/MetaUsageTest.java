package org.wabs.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.cloudapi.Messages.TOKEN;
import static org.wabs.cloudapi.Messages.WABA;
import static org.wabs.cloudapi.Messages.api;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Over a real socket, with headers as Meta writes them.
class MetaUsageTest {
    private static final String ACCOUNT = "{\"id\":\"102290129340398\",\"name\":\"Shop\"}";

    @Test
    void usageIsReadFromTheHeadersOfAnyAnswer() throws Exception {
        var headers =
                RawServer.always(
                        200,
                        ACCOUNT,
                        "X-App-Usage: {\"call_count\":12,\"total_cputime\":3,\"total_time\":40}",
                        "X-Business-Use-Case-Usage: {\"102290129340398\":[{\"type\":\"whatsapp_business_management\","
                                + "\"call_count\":70,\"total_cputime\":1,\"total_time\":1,\"estimated_time_to_regain_access\":0}]}",
                        "facebook-api-version: v24.0");
        try (var server = new RawServer(headers);
                var api = api(server.url())) {
            api.getWaba(WABA, TOKEN);

            assertThat(api.usage().ofApp(TOKEN).orElseThrow().percent()).isEqualTo(40);
            assertThat(api.usage().ofAccount(WABA).orElseThrow().percent()).isEqualTo(70);
            assertThat(api.usage().restUntil(WABA, TOKEN)).isEmpty();
            assertThat(api.usage().servedVersion()).contains("v24.0");
            assertThat(api.usage().ofApp(new AccessToken("another"))).isEmpty();
        }
    }

    @Test
    void anAccountRestsAsLongAsMetaSays() throws Exception {
        var refusal =
                RawServer.always(
                        400,
                        "{\"error\":{\"message\":\"too many calls\",\"code\":80007}}",
                        "X-Business-Use-Case-Usage: {\"102290129340398\":[{\"type\":\"whatsapp_business_management\","
                                + "\"call_count\":100,\"total_cputime\":1,\"total_time\":1,\"estimated_time_to_regain_access\":17}]}");
        try (var server = new RawServer(refusal);
                var api = api(server.url())) {
            assertThat(api.getWaba(WABA, TOKEN)).isInstanceOf(GraphResult.Refused.class);

            var told = api.usage().ofAccount(WABA).orElseThrow();
            assertThat(api.usage().restUntil(WABA, TOKEN))
                    .contains(told.at().plus(Duration.ofMinutes(17)));
        }
    }

    @Test
    void anAppThatMetaRefusesRestsForAWhileWithAllItsAccounts() throws Exception {
        var refusal = RawServer.always(400, "{\"error\":{\"message\":\"app limit\",\"code\":4}}");
        try (var server = new RawServer(refusal);
                var api = api(server.url())) {
            api.getWaba(WABA, TOKEN);

            assertThat(api.usage().restUntil(new WabaId("99"), TOKEN)).isPresent();
            assertThat(api.usage().restUntil(WABA, new AccessToken("another"))).isEmpty();
        }
    }

    @Test
    void callsSlowDownWhenLittleIsLeft() throws Exception {
        var busy =
                RawServer.always(
                        200,
                        ACCOUNT,
                        "X-App-Usage: {\"call_count\":85,\"total_cputime\":1,\"total_time\":1}");
        try (var server = new RawServer(busy);
                var api = api(server.url())) {
            api.getWaba(WABA, TOKEN);
            var began = Instant.now();
            api.getWaba(WABA, TOKEN);

            assertThat(Duration.between(began, Instant.now()))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void headersThatAreNoneOfMetasAreIgnored() throws Exception {
        var strange =
                RawServer.always(
                        200,
                        ACCOUNT,
                        "X-App-Usage: lots",
                        "X-Business-Use-Case-Usage: [1]",
                        "facebook-api-version: <script>");
        try (var server = new RawServer(strange);
                var api = api(server.url())) {
            assertThat(api.getWaba(WABA, TOKEN)).isInstanceOf(GraphResult.Ok.class);

            assertThat(api.usage().ofApp(TOKEN)).isEmpty();
            assertThat(api.usage().servedVersion()).isEmpty();
        }
    }
}
