package org.wabs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

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
    void aMisspeltOptionIsNamedWithTheOneThatWasMeant() {
        assertThat(run("send", "people.csv", "--tmplate", "x", "--from", "+12025550123"))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("There is no option --tmplate. Did you mean --template?")
                .hasLineCount(2)
                .contains("wabs send --help");
    }

    @Test
    void aMissingOptionIsToldInShort() {
        assertThat(run("send", "people.csv")).isEqualTo(2);
        assertThat(err.toString()).contains("--template", "--from").hasLineCount(2);
    }

    @Test
    void aStartInThePastIsRefusedBeforeTheServerIsAsked() {
        assertThat(
                        run(
                                "send",
                                "pom.xml",
                                "--template",
                                "x",
                                "--from",
                                "+12025550123",
                                "--at",
                                "2020-03-01T09:00",
                                "--zone",
                                "Europe/Berlin"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--at", "in the past", "2020-03-01T08:00:00Z");
    }

    @Test
    void noCommandIsRefusedWithTheUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Say what to run.", "Usage: wabs");
    }

    @Test
    void eachCommandHasItsHelpWithExitCodes() {
        for (var command : new String[] {"demo", "serve", "send", "doctor"}) {
            assertThat(run(command, "--help")).isZero();
        }
        assertThat(out.toString())
                .contains(
                        "Usage: wabs demo",
                        "Usage: wabs serve",
                        "Usage: wabs send",
                        "Usage: wabs doctor",
                        "WABS_API_KEY",
                        "Exit codes:",
                        "WABS_PORT",
                        "WABS_ADDRESS",
                        "WABS_DATA");
    }

    @Test
    void optionsOutOfRangeAreRefusedByName() {
        assertThat(run("demo", "--recipients", "0")).isEqualTo(2);
        assertThat(run("demo", "--port", "70000")).isEqualTo(2);
        assertThat(run("demo", "--seed", "x")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "--recipients: 1 to 10,000,000, was 0",
                        "--port: 0 to 65,535, was 70,000",
                        "--seed");
    }

    private int run(String... arguments) {
        return Wabs.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
