package org.wabs.cli.send;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wabs.cli.CommandProblem;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Looks whether everything is as it should be, and says what to do where it is not.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Checks the installation and gives the fix for what is wrong.",
        description = {
            "",
            "The settings of this environment first, then what a running server finds: database, migrations, disk, clock,"
                    + " Graph version, and for each account token, scopes, numbers, subscription, signature and webhooks."
        },
        footer = {"", "The server and the right to ask it: --server and WABS_API_KEY."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Nothing failed; there may be warnings.",
            "1:Something failed.",
            "2:The server could not be asked."
        })
public final class DoctorCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = KeyedServer.USUAL,
            description = "The server (default ${DEFAULT-VALUE}).")
    private String server = "";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "An API key of it (environment: WABS_API_KEY, which no one else sees).")
    private @Nullable String key;

    @Override
    public Integer call() {
        boolean settings = settingsAreUnderstood();
        var given = key == null ? System.getenv(KeyedServer.KEY) : key;
        var health =
                new KeyedServer(KeyedServer.address(server), given)
                        .get("asking the doctor", "/api/doctor");
        for (var check : health.path("checks")) show(check);
        out().flush();
        return settings && !health.path("state").asString("").equals("FAIL")
                ? 0
                : CommandProblem.FAILED;
    }

    /// Those that a server started here would read.
    private boolean settingsAreUnderstood() {
        try {
            Settings.read(java.util.Map.of()).check();
            return true;
        } catch (StartProblem e) {
            line("FAIL", "ENVIRONMENT", String.valueOf(e.getMessage()));
            out().println("       Fix: ENVIRONMENT-VARIABLES.md lists all settings.");
            return false;
        }
    }

    private void show(JsonNode check) {
        line(
                check.path("state").asString(""),
                check.path("name").asString(""),
                check.path("detail").asString(""));
        var fix = check.path("fix").asString("");
        if (!fix.isEmpty()) out().println("       Fix: " + fix);
    }

    private void line(String state, String name, String detail) {
        out().println("%-6s %-15s %s".formatted(state, name, detail));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
