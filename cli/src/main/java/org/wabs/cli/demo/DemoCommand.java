package org.wabs.cli.demo;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wabs.cli.StopSignal;
import org.wabs.cli.StopSignal.Stopped;
import org.wabs.cli.screen.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of the demo.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Tries everything without Meta, from a contact list to read receipts.",
        description = {
            "",
            "Starts PostgreSQL, the simulator of Meta's Cloud API and the server, connects an account with two numbers, imports contacts, sends a campaign and"
                    + " compares the result with the simulator's own ledger. Then it stays up, to be looked at.",
            "It takes nothing from your environment or .env, so it cannot touch a real account."
        },
        footer = {
            "",
            "The last line of the output is the result as JSON. Ctrl-C stops everything that was started."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every message is accounted for.",
            "1:Messages were lost, sent twice or left in doubt, or the demo failed half-way.",
            "2:It cannot start; one sentence says why.",
            "130:Stopped by Ctrl-C."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int MOST_RECIPIENTS = 10_000_000;
    private static final int LARGEST_PORT = 65_535;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--exit", description = "Stop when the result is there, instead of staying up.")
    private boolean exit;

    @Option(
            names = "--recipients",
            paramLabel = "N",
            description =
                    "Generate N contacts, with valid numbers of several countries, instead of the 1,000 rows of"
                            + " docs/examples/contacts.csv.")
    private @Nullable Integer recipients;

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "Port of the server; 0 takes a free one (default: 8080, or a free one when that is taken).")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Data folder. One of a former demo is continued, an unfinished campaign included (default: a fresh temporary"
                            + " folder, deleted at the end with --exit).")
    private @Nullable Path data;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Decides the generated numbers and what the simulated people do (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--faults",
            paramLabel = "JSON",
            hidden = true,
            description = "Faults of the simulator while sending, as PUT /admin/faults takes them.")
    private @Nullable String faults;

    @Option(
            names = "--behaviour",
            paramLabel = "JSON",
            hidden = true,
            description = "Behaviour of the simulated people, as PUT /admin/behaviour takes it.")
    private @Nullable String behaviour;

    @Override
    public Integer call() {
        var options = options();
        var stop = StopSignal.install();
        try {
            return new Demo(options, stop, Screen.ofThisProcess()).run();
        } catch (Stopped e) {
            return stop.exitCode();
        }
    }

    DemoOptions options() {
        if (recipients != null) within("--recipients", recipients, 1, MOST_RECIPIENTS);
        if (port != null) within("--port", port, 0, LARGEST_PORT);
        return new DemoOptions(exit, recipients, port, data, seed, faults, behaviour);
    }

    private void within(String option, int value, int least, int most) {
        if (value < least || value > most)
            throw new ParameterException(
                    spec.commandLine(),
                    "%s: %,d to %,d, was %,d".formatted(option, least, most, value));
    }
}
