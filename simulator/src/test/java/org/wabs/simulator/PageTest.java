package org.wabs.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
    @TempDir Path folder;
    private SimulatorServer simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = SimulatorServer.start(SimulatorSettings.in(folder));
    }

    @AfterEach
    void stop() throws Exception {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({"'', text/html", "customer.js, text/javascript", "customer.css, text/css"})
    void thePageComesFromTheSimulatorAloneAndRunsNothingElse(String path, String type)
            throws Exception {
        var reply = Requests.get(simulator.url().resolve("/" + path));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(reply.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(reply.body()).doesNotContain("innerHTML").doesNotContainPattern("https?://");
    }

    @Test
    void anythingElseIsNotFound() throws Exception {
        assertThat(Requests.get(simulator.url().resolve("/secret")).statusCode()).isEqualTo(404);
        assertThat(Requests.get(simulator.url().resolve("/admin/secret")).statusCode())
                .isEqualTo(404);
    }
}
