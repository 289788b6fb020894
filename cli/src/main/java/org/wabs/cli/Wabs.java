package org.wabs.cli;

import org.wabs.simulator.Simulator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program behind the launcher: one subcommand per thing that can be run. Exit code 2 for a
/// command line that is not understood.
@Command(
        name = "wabs",
        description =
                "WhatsApp Business Sender: campaigns and conversations through Meta's Cloud API.",
        mixinStandardHelpOptions = true,
        versionProvider = Wabs.Version.class,
        subcommands = {Simulator.class})
public final class Wabs implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Wabs()).execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to run.");
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var built = Wabs.class.getPackage().getImplementationVersion();
            return new String[] {"wabs " + (built == null ? "(not built)" : built)};
        }
    }
}
