package org.wabs.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One installation in a temporary folder: simulator, server with embedded PostgreSQL, a connected
/// account and imported people. In the end everything is stopped and removed; after a failure the
/// ends of the logs are printed first.
final class Site implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final String BEHAVIOUR =
            """
            {"deliverDelayMs": [50, 600], "readDelayMs": [100, 1000], "replyDelayMs": [200, 1000],
             "webhookRetryMs": [200, 500, 1000, 2000]}
            """;
    private static final int TAIL_LINES = 60;

    private final int people;
    private final Map<String, String> settings;
    private final long seed = Long.getLong("wabs.seed", new Random().nextInt(1_000_000));
    private final Random random = new Random(seed);
    private final List<WabsProcess> processes = new ArrayList<>();
    private Path folder = Path.of("");
    private int port;
    private SimulatorAdmin simulator = new SimulatorAdmin(URI.create("http://127.0.0.1"));
    private String webhookPath = "";
    private boolean failed;

    /// @param settings beside the usual ones
    Site(int people, Map<String, String> settings) {
        this.people = people;
        this.settings = settings;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        System.out.println(
                context.getDisplayName() + ": seed " + seed + ", again by -Dwabs.seed=" + seed);
        folder = Files.createTempDirectory("wabs-e2e-");
        port = freePort();
        var simulatorPort = freePort();
        processes.add(
                WabsProcess.start(
                                folder,
                                Map.of(),
                                "simulator",
                                "--port",
                                Integer.toString(simulatorPort),
                                "--data",
                                folder.resolve("simulator").toString(),
                                "--seed",
                                Long.toString(seed))
                        .listening());
        simulator = new SimulatorAdmin(URI.create("http://127.0.0.1:" + simulatorPort));
        simulator.createWorld();
        simulator.behave(BEHAVIOUR);
    }

    /// The first server, with account, templates and people.
    Node setUp() {
        Prepared.copyShopTo(data());
        var node = startServer();
        webhookPath = node.connect();
        receiveWebhooks(node);
        node.importPeople(people);
        return node;
    }

    /// From now on Meta posts to this one, as if a proxy had chosen it.
    void receiveWebhooks(Node node) {
        simulator.setCallback(node.url().resolve(webhookPath));
    }

    /// On the same folder and port as ever.
    Node startServer() {
        return start(port, data(), Map.of());
    }

    /// A further node on the same database.
    Node startSecondServer() throws SQLException, IOException {
        var database = rows().database();
        var url =
                "postgresql://%s:%s@127.0.0.1:%d/%s"
                        .formatted(
                                database.user(),
                                database.password(),
                                database.port(),
                                database.database());
        return start(
                freePort(),
                folder.resolve("second"),
                Map.of(
                        "DATABASE_URL",
                        url,
                        "WABS_SECRET_KEY",
                        Files.readString(data().resolve("secret.key")).strip()));
    }

    private Node start(int itsPort, Path itsData, Map<String, String> more) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("WABS_LOG_CONSOLE", "false");
        environment.put("WABS_CLOUD_API_URL", simulator.url().toString());
        environment.put("WABS_LANE_LEASE", "2s");
        environment.putAll(settings);
        environment.putAll(more);
        var process =
                WabsProcess.start(
                                folder,
                                environment,
                                "serve",
                                "--port",
                                Integer.toString(itsPort),
                                "--data",
                                itsData.toString())
                        .listening();
        processes.add(process);
        return new Node(process, URI.create("http://127.0.0.1:" + itsPort));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    int people() {
        return people;
    }

    /// Decides the moments.
    Random random() {
        return random;
    }

    SimulatorAdmin simulator() {
        return simulator;
    }

    Rows rows() {
        return new Rows(data());
    }

    /// Waits until Meta took so many messages.
    void awaitAccepted(long messages) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> simulator.accepted() >= messages);
    }

    /// Lets a random moment come, where the moment itself is what is tried.
    void pause(int milliseconds) {
        await().pollDelay(Duration.ofMillis(milliseconds)).until(() -> true);
    }

    Accounting account(UUID campaign) {
        return new Accounting(this, campaign);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        failed |= context.getExecutionException().isPresent();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (failed || context.getExecutionException().isPresent()) printLogs();
        try {
            for (var process : processes.reversed()) process.stop();
        } finally {
            stopDatabase();
            delete();
        }
    }

    /// A killed server leaves its PostgreSQL running.
    private void stopDatabase() {
        try {
            long postmaster = rows().postmaster();
            Signals.send("INT", postmaster);
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            ProcessHandle.of(postmaster).filter(ProcessHandle::isAlive).isEmpty());
        } catch (SQLException e) {
            // it does not run
        }
    }

    private void printLogs() throws IOException {
        System.out.println("Failed with seed " + seed);
        try (var files = Files.walk(folder, 3)) {
            for (var file :
                    files.filter(path -> path.toString().matches(".*\\.(out|err|log)")).toList())
                print(file);
        }
    }

    private static void print(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        System.out.println("--- end of " + file.getFileName());
        lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())
                .forEach(System.out::println);
    }

    private void delete() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(file);
        }
    }
}
