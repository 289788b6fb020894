package org.wabs.cli.send;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.Wabs;
import org.wabs.server.WabsServer;
import org.wabs.server.doctor.LocalFindings;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.platform.finding.Finding;
import org.wabs.server.platform.finding.Finding.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "Version and settings, and whether the server answers. With an API key, then, what the server finds: database,"
                    + " migrations, disk, clock, Graph version, and for each account token, scopes, numbers, subscription,"
                    + " signature and webhooks. Without one, or when no server answers: data folder, database and ports as they"
                    + " are seen from here. Of a server that --server names, settings and data folder here say nothing: without"
                    + " a key only the way to it is checked."
        },
        footer = {
            "",
            "Settings are read as serve reads them. The right to ask the server: WABS_API_KEY."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Nothing that was checked failed; there may be warnings.",
            "1:Something failed.",
            "2:No server answers, it does not know the key, or an option is wrong."
        })
public final class DoctorCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ServerOptions server = new ServerOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "Port of the server on this machine, as serve was given it (environment: WABS_PORT); --server goes before.")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Data folder of the server on this machine (environment: WABS_DATA, default ./data).")
    private @Nullable Path data;

    private State worst = State.OK;

    @Override
    public Integer call() {
        show(Finding.ok("VERSION", Wabs.version() + ", Java " + Runtime.version().feature() + "."));
        var health = server.isNamed() ? named() : here();
        out().flush();
        if (!health.answers()) return CommandProblem.CANNOT_START;
        return worst == State.FAIL ? CommandProblem.FAILED : 0;
    }

    /// A server that may run anywhere.
    private ServerHealth named() {
        var url = KeyedServer.address(server.server(ServerOptions.USUAL));
        var health = ServerHealth.of(url);
        show(health.finding());
        if (asked(url, health)) return health;
        if (health.answers()) RemoteFindings.of(url).forEach(this::show);
        showWhatIsLeft(
                "Database, migrations, disk, settings, clock, accounts, tokens, numbers and webhooks");
        return health;
    }

    /// The server of this machine, running or not.
    private ServerHealth here() {
        var settings = settings();
        var url = KeyedServer.address(ownAddress(settings));
        var health = ServerHealth.of(url);
        show(health.finding());
        if (asked(url, health)) return health;
        LocalFindings.of(settings, health.answers(), Clock.systemUTC()).forEach(this::show);
        showWhatIsLeft("Accounts, tokens, numbers and webhooks");
        return health;
    }

    /// @return false when the server does not answer, or there is no key to ask it with
    private boolean asked(URI url, ServerHealth health) {
        if (!health.answers() || server.key() == null) return false;
        new KeyedServer(url, server.key())
                .get("asking the doctor", "/api/doctor")
                .path("checks")
                .forEach(check -> show(finding(check)));
        return true;
    }

    /// Those that a server started here would read; every mistake is told.
    private Settings settings() {
        var options = new HashMap<String, String>();
        if (port != null) options.put(Setting.WABS_PORT.name(), port.toString());
        if (data != null) options.put(Setting.WABS_DATA.name(), data.toString());
        var mistakes = new ArrayList<String>();
        var settings = read(options, mistakes);
        mistakes.addAll(WabsServer.mistakes(settings));
        if (mistakes.isEmpty()) show(Finding.ok("ENVIRONMENT", "All settings can be read."));
        for (var mistake : mistakes)
            show(
                    Finding.fail(
                            "ENVIRONMENT",
                            sentence(mistake),
                            "Correct it in the environment or in .env; ENVIRONMENT-VARIABLES.md lists all settings."));
        for (var warning : settings.warnings())
            show(
                    Finding.warn(
                            "ENVIRONMENT",
                            sentence(warning),
                            "Correct it in the environment or in .env, unless it is another program's."));
        return settings;
    }

    private static String sentence(String text) {
        return text.matches(".*[.?]") ? text : text + ".";
    }

    private static Settings read(HashMap<String, String> options, List<String> mistakes) {
        try {
            return Settings.read(options);
        } catch (StartProblem e) {
            mistakes.add(e.getMessage());
            return Settings.of(options);
        }
    }

    private static String ownAddress(Settings settings) {
        int port = settings.number(Setting.WABS_PORT);
        return port == 0 ? ServerOptions.USUAL : "http://127.0.0.1:" + port;
    }

    private void showWhatIsLeft(String what) {
        show(
                Finding.warn(
                        "ACCOUNTS",
                        what + " were not checked: the server tells them to those who may know.",
                        server.key() == null
                                ? "Set WABS_API_KEY to an API key with the permission RUN_DOCTOR, made in the app under Settings or with POST /api/api-keys, and run this again."
                                : "Start the server and run this again."));
    }

    private static Finding finding(JsonNode check) {
        var fix = check.path("fix").asString("");
        return new Finding(
                check.path("name").asString(""),
                State.valueOf(check.path("state").asString(State.FAIL.name())),
                check.path("detail").asString(""),
                fix.isEmpty() ? null : fix);
    }

    private void show(Finding finding) {
        if (finding.state().compareTo(worst) > 0) worst = finding.state();
        out().println("%-6s %-16s %s".formatted(finding.state(), finding.name(), finding.detail()));
        if (finding.fix() != null) out().println("       Fix: " + finding.fix());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
