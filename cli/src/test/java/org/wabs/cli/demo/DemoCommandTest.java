package org.wabs.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoCommandTest {

    @Test
    void withoutOptionsTheShippedListIsSentFromAFreshFolder() {
        assertThat(parsed()).isEqualTo(new DemoOptions(false, null, null, null, 1, null, null));
    }

    @Test
    void everyOptionIsUnderstood() {
        var options =
                parsed(
                        "--exit",
                        "--recipients",
                        "20000",
                        "--port",
                        "0",
                        "--data",
                        "d",
                        "--seed",
                        "7",
                        "--faults",
                        "{\"latencyMs\":[1,2]}");

        assertThat(options)
                .isEqualTo(
                        new DemoOptions(
                                true, 20_000, 0, Path.of("d"), 7, "{\"latencyMs\":[1,2]}", null));
    }

    private static DemoOptions parsed(String... arguments) {
        var command = new DemoCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.options();
    }
}
