package org.wabs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WabsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpListsTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Usage: wabs", "simulator");
    }

    @Test
    void everyCommandHasItsOwnHelp() {
        assertThat(run("simulator", "--help")).isZero();
        assertThat(out.toString()).contains("Usage: wabs simulator", "--data");
    }

    @Test
    void anUnknownCommandIsRefusedWithTheUsage() {
        assertThat(run("dance")).isEqualTo(2);
        assertThat(err.toString()).contains("dance", "Usage: wabs");
    }

    @Test
    void noCommandIsRefusedWithTheUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Say what to run.", "Usage: wabs");
    }

    private int run(String... arguments) {
        return new CommandLine(new Wabs())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
