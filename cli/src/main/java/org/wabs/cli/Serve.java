package org.wabs.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wabs.server.WabsServer;
import org.wabs.server.identity.FirstOwner;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs the server until it is told to stop.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Runs the server until it is told to stop.",
        description = {
            "",
            "It uses its own PostgreSQL in the data folder, or yours at DATABASE_URL.",
            "All settings are environment variables, or lines of the file .env in the working folder;"
                    + " ENVIRONMENT-VARIABLES.md lists them. An option wins over the environment."
        },
        footer = {
            "",
            "Ctrl-C stops it: no new message is begun, and those under way are waited for. Ctrl-C once more stops it at once;"
                    + " the next start then settles what was under way."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Stopped as asked.",
            "1:Something went wrong while it ran.",
            "2:It cannot start; one sentence says why.",
            "130, 143:Stopped at once by a second Ctrl-C or kill."
        })
final class Serve implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "Port of the web server; 0 takes a free one (environment: WABS_PORT, default 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--address",
            paramLabel = "HOST",
            description =
                    "Address to listen on (environment: WABS_ADDRESS, default 127.0.0.1). Put a TLS proxy in front before"
                            + " using another one.")
    private @Nullable String address;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder of the embedded database, the key and the logs (environment: WABS_DATA, default ./data).")
    private @Nullable Path data;

    @Override
    public Integer call() {
        var stop = StopSignal.install();
        var settings = Settings.read(given());
        try (var server = WabsServer.start(settings)) {
            greet(server, settings);
            stop.await();
            sayWhatIsWaitedFor(server);
        }
        return 0;
    }

    Map<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        if (port != null) given.put(Setting.WABS_PORT.name(), port.toString());
        if (address != null) given.put(Setting.WABS_ADDRESS.name(), address);
        if (data != null) given.put(Setting.WABS_DATA.name(), data.toString());
        return given;
    }

    private void greet(WabsServer server, Settings settings) {
        say("Listening on " + server.url() + " (data " + settings.path(Setting.WABS_DATA) + ")");
        server.firstStart().ifPresent(start -> say(firstSteps(server.url(), start)));
        say("Press Ctrl-C to stop.");
    }

    private static String firstSteps(URI url, FirstOwner.FirstStart start) {
        return start.setUpToken() == null
                ? "First start: sign in as "
                        + start.email()
                        + " with the password from WABS_OWNER_PASSWORD."
                : "First start: open this in your browser and become the owner. It works once: "
                        + url
                        + "/setup#"
                        + start.setUpToken();
    }

    private void sayWhatIsWaitedFor(WabsServer server) {
        long underWay = server.messagesUnderWay();
        say(
                underWay == 0
                        ? "Stopping."
                        : "Stopping: waiting for "
                                + underWay
                                + (underWay == 1 ? " message" : " messages")
                                + " under way. Ctrl-C once more stops at once.");
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
