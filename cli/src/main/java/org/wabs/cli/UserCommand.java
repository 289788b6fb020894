package org.wabs.cli;

import java.nio.file.Path;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.wabs.server.Maintenance;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What can be done for a user from the server's own shell.
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "<command>",
        header = "Helps somebody who cannot sign in.")
final class UserCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: reset.");
    }

    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            header = "Prints a one-time link by which a user chooses a new password.",
            description = {
                "",
                "Works while the server runs, and while it is stopped; the link itself needs the server. It is good for a day and one"
                        + " use, and ends every session of the user. Settings are read as serve reads them."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:The link was printed.", "2:There is no such user, or no database."})
    void reset(
            @Parameters(paramLabel = "EMAIL", description = "Address of the user.") String email,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            description =
                                    "Data folder of the server (environment: WABS_DATA, default ./data).")
                    @Nullable Path data,
            @Option(
                            names = "--port",
                            paramLabel = "N",
                            description =
                                    "Port of the server, for the link (environment: WABS_PORT, default 8080).")
                    @Nullable Integer port) {
        var given = new HashMap<String, String>();
        if (data != null) given.put(Setting.WABS_DATA.name(), data.toString());
        if (port != null) given.put(Setting.WABS_PORT.name(), port.toString());
        var settings = Settings.read(given);
        var link = Maintenance.resetLink(settings, email);
        var out = spec.commandLine().getOut();
        out.println(
                "http://127.0.0.1:%s/reset#%s"
                        .formatted(settings.text(Setting.WABS_PORT), link.token()));
        out.println(
                "Good for one use until %s. From elsewhere, put the address that people use before /reset; docs/access.md says how without a browser."
                        .formatted(link.expiresAt()));
        out.flush();
    }
}
