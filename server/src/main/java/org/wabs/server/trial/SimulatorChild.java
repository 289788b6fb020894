package org.wabs.server.trial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The simulator as a process of its own, so that its ledger outlives a killed server. One that a
/// killed process left running on the folder is adopted. Closing stops it either way.
public final class SimulatorChild implements AutoCloseable {
    private static final String MAIN = "org.wabs.simulator.Simulator";
    private static final int STOP_SECONDS = 15;
    private static final int TAIL_LINES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    // a Ctrl-C reaches the whole terminal; the simulator must outlast the server, which drains
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");
    private static final List<String> JAVA_OPTIONS =
            List.of(
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+ExitOnOutOfMemoryError");

    private final ProcessHandle process;
    private final URI url;
    private final Path log;
    private final long logged;

    private SimulatorChild(ProcessHandle process, URI url, Path log, long logged) {
        this.process = process;
        this.url = url;
        this.log = log;
        this.logged = logged;
    }

    /// Whether this program was packaged with the simulator.
    static boolean isPackaged() {
        return SimulatorChild.class.getClassLoader().getResource(MAIN.replace('.', '/') + ".class")
                != null;
    }

    /// Adopts the one that runs on this folder, or begins to start one. Returns before it answers.
    ///
    /// @param log gets its output
    /// @param port that it should listen on; another is taken when that is in use
    public static SimulatorChild begin(Path folder, Path log, long seed, int port)
            throws IOException {
        Files.createDirectories(folder);
        Files.createDirectories(log.toAbsolutePath().getParent());
        var running = running(folder, log);
        return running.isPresent() ? running.get() : launch(folder, log, seed, port);
    }

    /// The one that runs on this folder.
    static Optional<SimulatorChild> running(Path folder, Path log) throws IOException {
        var address = folder.resolve("simulator.json");
        if (!Files.exists(address)) return Optional.empty();
        try {
            var said = JsonMapper.shared().readTree(Files.readAllBytes(address));
            var url = url(said.path("port").asInt(0));
            long pid = said.path("pid").asLong(0);
            // the number of a dead process may be somebody else's by now: it must say itself
            return ProcessHandle.of(pid)
                    .filter(process -> pid(url).orElse(0L) == pid)
                    .map(process -> new SimulatorChild(process, url, log, 0));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static SimulatorChild launch(Path folder, Path log, long seed, int wished)
            throws IOException {
        int port = freePort(wished);
        var words = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JAVA_OPTIONS);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        words.addAll(List.of("--port", Integer.toString(port), "--data", folder.toString()));
        words.addAll(List.of("--seed", Long.toString(seed)));
        long logged = Files.exists(log) ? Files.size(log) : 0;
        var process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .start();
        return new SimulatorChild(process.toHandle(), url(port), log, logged);
    }

    private static int freePort(int wished) throws IOException {
        try (var socket = new ServerSocket(wished, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            if (wished == 0) throw e;
            return freePort(0);
        }
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    public URI url() {
        return url;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Whether it takes requests.
    public boolean answers() {
        return pid(url).isPresent();
    }

    private static Optional<Long> pid(URI url) {
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var health =
                    client.send(
                            HttpRequest.newBuilder(url.resolve("/admin/health"))
                                    .timeout(PATIENCE)
                                    .build(),
                            BodyHandlers.ofString());
            return health.statusCode() == 200
                    ? Optional.of(JsonMapper.shared().readTree(health.body()).path("pid").asLong(0))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// The end of what it wrote since it was started, for a person.
    public String logWords() {
        return "Its log " + log + " ends with:\n" + tail();
    }

    private String tail() {
        try (var file = Files.newInputStream(log)) {
            file.skipNBytes(logged);
            var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(it cannot be read: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "process " + process.pid() + " cannot be waited for", e);
        }
    }
}
