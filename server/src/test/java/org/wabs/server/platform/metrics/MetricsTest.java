package org.wabs.server.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;

class MetricsTest {
    private static final Business SHOP = SharedServer.business().connect();

    @Test
    void figuresTellOfLanesWebhooksMetaAndClients() {
        var number = SHOP.numbers().getFirst();
        var sent =
                SHOP.owner()
                        .post(
                                "/api/messages/send",
                                Map.of(
                                        "phoneNumberId",
                                        number,
                                        "to",
                                        "+12025550144",
                                        "template",
                                        Map.of(
                                                "name",
                                                "order_update",
                                                "language",
                                                "en_US",
                                                "body",
                                                Map.of("1", "Ana", "2", "A-1042", "3", "Friday"))));
        assertThat(sent.status()).as(sent.toString()).isEqualTo(202);

        await().untilAsserted(() ->
                assertThat(figures())
                        .contains(
                                "wabs_lane_in_flight{phone_number_id=\"" + number + "\"}",
                                "wabs_lane_paused{phone_number_id=\"" + number + "\"} 0.0",
                                "wabs_meta_answers_total{code=\"\",outcome=\"taken\"}",
                                "wabs_webhook_lag_seconds ",
                                "wabs_webhook_dead_letters ",
                                "wabs_live_connections ",
                                "http_server_requests_seconds_count"));
    }

    @Test
    void oneThatCannotBeSampledDoesNotHideTheOthers() {
        Sampled broken =
                () -> {
                    throw new IllegalStateException("no database");
                };

        assertThat(figures(broken)).contains("wabs_webhook_lag_seconds ");
    }

    @Test
    void whoMerelySignsInSeesThemNowhere() {
        assertThat(SHOP.owner().get("/actuator/prometheus").status()).isEqualTo(404);
        assertThat(SharedServer.server().anonymous().get("/actuator/prometheus").status())
                .isEqualTo(401);
    }

    @Test
    void healthIsForAnybodyAndReadyMeansTheDatabaseAnswers() {
        var anybody = SharedServer.server().anonymous();

        assertThat(anybody.get("/actuator/health/liveness").body()).contains("\"UP\"");
        assertThat(anybody.get("/actuator/health/readiness").body()).contains("\"UP\"");
        assertThat(anybody.get("/actuator/health").status()).isEqualTo(200);
    }

    private static String figures(Sampled... more) {
        var samples =
                more.length > 0
                        ? List.of(more)
                        : List.<Sampled>copyOf(SharedServer.server().beans(Sampled.class));
        var server =
                new MetricsServer(
                        new InetSocketAddress("127.0.0.1", 0),
                        SharedServer.server().bean(PrometheusMeterRegistry.class),
                        samples);
        server.start();
        try {
            var url = server.url();
            return new Api(url, null).get(url.getPath()).body();
        } finally {
            server.stop();
        }
    }
}
