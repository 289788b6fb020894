package org.wabs.cli;

import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.wabs.cli.demo.DemoCommand;
import org.wabs.cli.send.DoctorCommand;
import org.wabs.cli.send.SendCommand;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.simulator.Simulator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program behind the launcher: one subcommand per thing that can be run. Exit code 2 for a
/// command line that is not understood and for whatever stands in the way of a start.
@Command(
        name = "wabs",
        description =
                "WhatsApp Business Sender: campaigns and conversations through Meta's Cloud API.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "<command>",
        subcommands = {
            DemoCommand.class,
            Serve.class,
            SendCommand.class,
            DoctorCommand.class,
            Simulator.class,
            UserCommand.class,
            RotateKey.class
        },
        versionProvider = Wabs.Version.class,
        commandListHeading = "%nCommands:%n",
        footer = {"", "wabs <command> --help shows the options of a command."})
public final class Wabs implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        // we speak English; so do our numbers
        Locale.setDefault(Locale.Category.FORMAT, Locale.ENGLISH);
        quietUntilLoggingIsSetUp();
        System.exit(commandLine().execute(arguments));
    }

    private static void quietUntilLoggingIsSetUp() {
        for (var handler : Logger.getLogger("").getHandlers()) handler.setLevel(Level.WARNING);
    }

    /// The whole command line, with its answers to what goes wrong.
    public static CommandLine commandLine() {
        return new CommandLine(new Wabs())
                .setParameterExceptionHandler(Misread::answer)
                .setExecutionExceptionHandler((failure, command, result) -> {
                    command.getErr().println(sentence(failure));
                    return exitCode(failure);
                });
    }

    private static String sentence(Exception failure) {
        return switch (failure) {
            case StartProblem problem -> problem.getMessage();
            case CommandProblem problem -> problem.getMessage();
            default ->
                    "Something went wrong that should not: "
                            + failure
                            + ". The log in the data folder says more; please report it.";
        };
    }

    private static int exitCode(Exception failure) {
        return switch (failure) {
            case StartProblem problem -> CommandProblem.CANNOT_START;
            case CommandProblem problem -> problem.exitCode();
            default -> CommandProblem.FAILED;
        };
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to run.");
    }

    /// Such as `wabs 1.0.0`.
    public static String version() {
        var built = Wabs.class.getPackage().getImplementationVersion();
        return "wabs " + (built == null ? "(not built)" : built);
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {version()};
        }
    }
}
