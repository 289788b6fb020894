package org.wabs.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/// The program behind `./wabs bench`: a subcommand for each scenario, and all of them without one.
@Command(
        name = "wabs bench",
        description = {
            "Measures the server on this machine: one scenario, or all of them, which takes about an hour.",
            "",
            "All of them together write docs/benchmarks, one alone target/bench."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[<scenario>]",
        commandListHeading = "%nScenarios:%n")
public final class Bench {
    @Option(
            names = "--quick",
            scope = ScopeType.INHERIT,
            description = "a thousand rows of everything: shows that it works, and no more")
    private boolean quick;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description =
                    "a folder for what takes long to load, kept for the next run; default: a temporary one")
    private @Nullable Path data;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "where the figures go, in place of the usual file")
    private @Nullable Path json;

    /// @param home the project's folder
    static CommandLine commandLine(Path home) {
        var bench = new Bench();
        var line = new CommandLine(bench);
        for (var scenario : scenarios()) line.addSubcommand(scenario);
        line.setExecutionStrategy(parsed -> bench.execute(line, parsed, home));
        return line;
    }

    /// In the order in which they run: what needs most rows comes last.
    private static List<Scenario> scenarios() {
        return List.of(
                new Start(),
                new Campaign(),
                new Sending(),
                new Paced(),
                new Import(),
                new Growth(),
                new Web(),
                new FanOut(),
                new Webhooks(),
                new Lists(),
                new Planning());
    }

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ENGLISH);
        // pictures are drawn where there is no screen
        System.setProperty("java.awt.headless", "true");
        var home = Path.of(System.getProperty("wabs.home", "."));
        System.exit(commandLine(home).execute(arguments));
    }

    private int execute(CommandLine line, ParseResult parsed, Path home) {
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) return help;
        var runner = new Runner(home, quick, data, json, line.getOut());
        try {
            return parsed.hasSubcommand()
                    ? runner.one(parsed.subcommand().commandSpec())
                    : runner.all(
                            line.getSubcommands().values().stream()
                                    .map(CommandLine::getCommandSpec)
                                    .toList());
        } catch (Exception e) {
            throw new CommandLine.ExecutionException(line, "The measurement failed: " + e, e);
        }
    }
}
