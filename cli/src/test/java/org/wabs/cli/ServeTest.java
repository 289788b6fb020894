package org.wabs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServeTest {

    private final Serve serve = new Serve();

    @Test
    void optionsBecomeTheSettingsOfTheirName() {
        new CommandLine(serve).parseArgs("--port", "0", "--address", "0.0.0.0", "--data", "here");

        assertThat(serve.given())
                .isEqualTo(
                        Map.of("WABS_PORT", "0", "WABS_ADDRESS", "0.0.0.0", "WABS_DATA", "here"));
    }

    @Test
    void whatIsNotGivenIsLeftToTheEnvironment() {
        new CommandLine(serve).parseArgs();

        assertThat(serve.given()).isEmpty();
    }
}
