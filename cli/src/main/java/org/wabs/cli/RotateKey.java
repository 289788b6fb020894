package org.wabs.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wabs.server.Maintenance;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Changes the installation's key.
@Command(
        name = "rotate-key",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Seals all stored tokens and secrets with a new key.",
        description = {
            "",
            "Stop every server on the database first. A key file is replaced at the end, and the former one kept beside it for backups"
                    + " that need it; a key in WABS_SECRET_KEY is replaced by you, with the one in WABS_NEXT_SECRET_KEY. What was cut off"
                    + " goes on when the command is run again."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Done.", "2:A server runs, or there is no database or no key."})
final class RotateKey implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the server (environment: WABS_DATA, default ./data).")
    private @Nullable Path data;

    @Override
    public Integer call() {
        var settings =
                Settings.read(
                        data == null
                                ? Map.of()
                                : Map.of(Setting.WABS_DATA.name(), data.toString()));
        var result = Maintenance.rotateKey(settings);
        var out = spec.commandLine().getOut();
        out.println("Secrets sealed with the new key: " + result.resealed());
        if (result.foreign() > 0)
            out.println(
                    "Secrets of a key that is neither the former nor the new one, left as they are: "
                            + result.foreign());
        if (settings.optional(Setting.WABS_SECRET_KEY).isPresent())
            out.println(
                    "Now set WABS_SECRET_KEY to what WABS_NEXT_SECRET_KEY holds, and start the server.");
        out.flush();
        return 0;
    }
}
