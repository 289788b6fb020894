package org.wabs.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.StopSignal;
import org.wabs.cli.StopSignal.Stopped;
import org.wabs.cli.http.JsonHttp;
import org.wabs.cli.screen.Screen;
import org.wabs.server.WabsServer;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.platform.text.Amount;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One run of the demo: everything is started, used as a person would use it, and stopped again.
final class Demo {
    private static final int USUAL_PORT = 8080;
    private static final String ADDRESS = "127.0.0.1";
    private static final String SETTLE_TIME = "10s";

    private final DemoOptions options;
    private final StopSignal stop;
    private final Screen screen;

    Demo(DemoOptions options, StopSignal stop, Screen screen) {
        this.options = options;
        this.stop = stop;
        this.screen = screen;
    }

    /// @return the exit code
    /// @throws Stopped when the person wants no more
    int run() {
        int port = port();
        var folder = DemoFolder.open(options.data(), options.seed());
        try (folder) {
            boolean good = run(folder, port);
            if (options.exit() && good) folder.deleteAtEnd();
            return good ? 0 : CommandProblem.FAILED;
        } finally {
            sayWhatIsKept(folder);
        }
    }

    private boolean run(DemoFolder folder, int port) {
        screen.line(
                folder.isContinued()
                        ? "Going on with the demo in " + folder.path()
                        : "WhatsApp Business Sender, demo with seed "
                                + folder.seed()
                                + ". Data: "
                                + folder.path());
        screen.line("Starting PostgreSQL, the simulator and the server ...");
        try (var simulator = simulator(folder);
                var server = server(folder, simulator.url(), port)) {
            simulator.awaitReady(stop);
            screen.line("Simulator of Meta's Cloud API at " + simulator.url());
            screen.line("Server at " + server.url());
            return useUntilStopped(folder, simulator, server);
        }
    }

    private WabsServer server(DemoFolder folder, URI simulator, int port) {
        try {
            return WabsServer.start(settings(folder, simulator, port));
        } catch (StartProblem e) {
            boolean takenMeanwhile = options.port() == null && port != 0 && !isFree(port);
            if (!takenMeanwhile) throw e;
            return WabsServer.start(settings(folder, simulator, 0));
        }
    }

    private boolean useUntilStopped(
            DemoFolder folder, SimulatorProcess simulator, WabsServer server) {
        try {
            return use(folder, simulator, server);
        } catch (Stopped e) {
            long underWay = server.messagesUnderWay();
            if (underWay > 0)
                screen.line(
                        "Stopping: waiting for "
                                + Amount.of(underWay, "message", "messages")
                                + " under way.");
            throw e;
        }
    }

    private boolean use(DemoFolder folder, SimulatorProcess simulator, WabsServer server) {
        var api = new ServerApi(server.url(), DemoWorld.OWNER, folder.password(), stop);
        new DemoSetup(api, simulator.api(), server.url(), screen).run();
        if (options.behaviour() != null)
            simulator.api().setBehaviour(json("--behaviour", options.behaviour()));
        if (options.faults() != null) simulator.api().setFaults(json("--faults", options.faults()));
        var campaign = new DemoCampaign(api, simulator, folder, screen, stop);
        var ended = campaign.run(contacts(folder, simulator.url()), options.exit());
        boolean good =
                ended.result().isGood(options.faults() != null || simulator.api().hasFaults());
        ended.table().forEach(screen::line);
        if (isLookedAt(folder) && !folder.isScenePlayed())
            new DemoScene(Scene.shipped(), api, simulator.api(), screen, stop).play();
        ended.complaints().forEach(System.err::println);
        if (!options.exit()) whereToLook(folder, simulator, server);
        screen.line(ended.result().json());
        if (!options.exit()) stop.await();
        stop.check();
        return good;
    }

    /// Generated people are about speed, and a folder that is gone at the end shows nothing.
    private boolean isLookedAt(DemoFolder folder) {
        return options.recipients() == null && !(options.exit() && folder.isTemporary());
    }

    private void whereToLook(DemoFolder folder, SimulatorProcess simulator, WabsServer server) {
        screen.line("");
        screen.line("It stays up, to be looked at:");
        screen.line(
                "  Web app    "
                        + server.url()
                        + "   sign in as "
                        + DemoWorld.OWNER
                        + ", password "
                        + folder.password());
        screen.line("  API        " + server.url() + "/api");
        screen.line(
                "  Simulator  "
                        + simulator.url()
                        + "/   be one of the customers: read, answer, press buttons");
        screen.line("  Logs       " + folder.path().resolve("logs"));
        screen.line("Press Ctrl-C to stop.");
    }

    private SimulatorProcess simulator(DemoFolder folder) {
        return SimulatorProcess.begin(
                folder.path().resolve("simulator"),
                folder.path().resolve("logs").resolve("simulator.log"),
                folder.seed());
    }

    /// Only what is said here: nothing of the person's own environment, which may know a real
    /// account.
    private static Settings settings(DemoFolder folder, URI simulator, int port) {
        var settings = new LinkedHashMap<Setting, String>();
        settings.put(Setting.WABS_DATA, folder.path().toString());
        settings.put(Setting.WABS_ADDRESS, ADDRESS);
        settings.put(Setting.WABS_PORT, Integer.toString(port));
        settings.put(Setting.WABS_LOG_CONSOLE, "false");
        settings.put(Setting.WABS_OWNER_EMAIL, DemoWorld.OWNER);
        settings.put(Setting.WABS_OWNER_PASSWORD, folder.password());
        settings.put(Setting.WABS_ORGANIZATION, DemoWorld.ORGANIZATION);
        settings.put(Setting.WABS_CLOUD_API_URL, simulator.toString());
        // above the longest delay of the simulator's webhooks, and short enough to watch
        settings.put(Setting.WABS_SETTLE_TIME, SETTLE_TIME);
        var named = new LinkedHashMap<String, String>();
        settings.forEach((setting, value) -> named.put(setting.name(), value));
        return Settings.of(named);
    }

    private ContactList contacts(DemoFolder folder, URI cloudApi) {
        return options.recipients() == null
                ? ContactList.shipped()
                : ContactList.generated(
                        GeneratedContacts.of(options.recipients(), folder.seed(), cloudApi));
    }

    private static JsonNode json(String option, String text) {
        try {
            return JsonHttp.JSON.readTree(text);
        } catch (JacksonException e) {
            throw CommandProblem.cannotStart(option + " is no JSON: " + e.getOriginalMessage());
        }
    }

    /// Found out before anything is started.
    private int port() {
        if (options.port() == null) return isFree(USUAL_PORT) ? USUAL_PORT : 0;
        if (options.port() != 0 && !isFree(options.port()))
            throw CommandProblem.cannotStart(
                    "Port "
                            + options.port()
                            + " of "
                            + ADDRESS
                            + " is in use by another program; stop it, or choose another port with --port.");
        return options.port();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void sayWhatIsKept(DemoFolder folder) {
        screen.erase();
        if (folder.isTemporary() && !folder.isDeleted())
            System.err.println(
                    "The data is kept in "
                            + folder.path()
                            + "; go on with it by --data "
                            + folder.path());
    }
}
