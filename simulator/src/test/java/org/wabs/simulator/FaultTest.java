package org.wabs.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest extends BusinessScenario {
    @ParameterizedTest
    @CsvSource({
        "http500Before, 500, 131000, 0",
        "http503Before, 503, 131016, 0",
        "throttle, 400, 130429, 0",
        "http500After, 500, 131000, 1",
        "html502, 502, 0, 1"
    })
    void theNextSendMeetsTheFault(String fault, int status, int code, int inLedger)
            throws Exception {
        business.admin("PUT", "faults", "{\"next\":[{\"fault\":\"" + fault + "\",\"count\":1}]}");

        var reply = business.send(Business.orderTo("+4915112345678"));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(business.ledger()).hasSize(inLedger);
        assertThat(business.send(Business.orderTo("+4915112345679")).status()).isEqualTo(200);
    }

    @Test
    void aConnectionClosedAfterTheRequestWasAccepted() throws Exception {
        business.admin("PUT", "faults", "{\"closeAfterRequestShare\":1}");

        assertThatThrownBy(() -> business.send(Business.orderTo("+4915112345678")))
                .isInstanceOf(IOException.class);

        assertThat(business.ledger()).hasSize(1);
    }

    @Test
    void aLostAnswerWasAcceptedAndNeverComes() throws Exception {
        business.admin("PUT", "faults", "{\"loseAnswerShare\":1}");
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        business.simulator.url()
                                                + "/v25.0/"
                                                + Business.PHONE
                                                + "/messages"))
                        .header("Authorization", "Bearer " + Business.TOKEN)
                        .timeout(Duration.ofMillis(300))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        Business.orderTo("+4915112345678")))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(HttpTimeoutException.class);
        }

        assertThat(business.ledger()).hasSize(1);
    }

    @Test
    void sharesHitTheSameSendsEveryTime() throws Exception {
        String faults = "{\"http500BeforeShare\":0.3,\"throttleShare\":0.2}";
        business.admin("PUT", "faults", faults);
        List<Integer> first = codes();
        business.admin("DELETE", "faults", "");
        business.admin("PUT", "faults", faults);
        List<Integer> second = codes();

        assertThat(second).isEqualTo(first);
        assertThat(first).contains(0, 131000, 130429);
    }

    private List<Integer> codes() throws Exception {
        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            codes.add(
                    business.graph(
                                    "POST",
                                    Business.OTHER_PHONE + "/messages",
                                    Business.orderTo("+49151100000" + (10 + i)))
                            .code());
        }
        return codes;
    }

    @Test
    void latencyDelaysTheAnswer() throws Exception {
        business.admin("PUT", "faults", "{\"latencyMs\":[200,200]}");
        long start = System.nanoTime();

        business.send(Business.orderTo("+4915112345678"));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void mistakesInFaultsAreNamed() throws Exception {
        assertThat(
                        business.admin("PUT", "faults", "{\"looseAnswerShare\":1}")
                                .body()
                                .path("error")
                                .asString())
                .contains("looseAnswerShare")
                .contains("loseAnswerShare");
        assertThat(
                        business.admin(
                                        "PUT",
                                        "faults",
                                        "{\"next\":[{\"fault\":\"x\",\"count\":1}]}")
                                .status())
                .isEqualTo(400);
        assertThat(business.admin("PUT", "faults", "{\"throttleShare\":2}").status())
                .isEqualTo(400);
    }
}
