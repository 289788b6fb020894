package org.wabs.bench;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program behind `./wabs bench`: a subcommand per scenario.
@Command(
        name = "wabs bench",
        description = "Measures the server on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "<scenario>",
        subcommands = {Lists.class, Web.class, Webhooks.class},
        commandListHeading = "%nScenarios:%n")
public final class Bench implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ENGLISH);
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which scenario to measure.");
    }
}
