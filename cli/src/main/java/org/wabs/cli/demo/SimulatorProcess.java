package org.wabs.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.StopSignal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The simulator as a process of its own, so that its ledger outlives a killed server. One that a
/// killed demo left running on the folder is adopted. Closing stops it either way.
final class SimulatorProcess implements AutoCloseable {
    private static final String MAIN = "org.wabs.simulator.Simulator";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int STOP_SECONDS = 15;
    private static final int TAIL_LINES = 10;

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

    private SimulatorProcess(ProcessHandle process, URI url, Path log, long logged) {
        this.process = process;
        this.url = url;
        this.log = log;
        this.logged = logged;
    }

    /// Adopts the one that runs on this folder, or begins to start one. Returns before it answers.
    ///
    /// @param log gets its output
    /// @throws CommandProblem when it cannot be started
    static SimulatorProcess begin(Path folder, Path log, long seed) {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(log.toAbsolutePath().getParent());
            var running = running(folder, log);
            return running.isPresent() ? running.get() : launch(folder, log, seed);
        } catch (IOException e) {
            throw CommandProblem.cannotStart(
                    "The simulator cannot be started: "
                            + (String.valueOf(e.getMessage()).contains("No space left")
                                    ? "the disk that holds " + folder + " is full."
                                    : e.getMessage()));
        }
    }

    private static Optional<SimulatorProcess> running(Path folder, Path log) throws IOException {
        var address = folder.resolve("simulator.json");
        if (!Files.exists(address)) return Optional.empty();
        try {
            var said = JsonMapper.shared().readTree(Files.readAllBytes(address));
            var url = url(said.path("port").asInt(0));
            long pid = said.path("pid").asLong(0);
            // the number of a dead process may be somebody else's by now: it must say itself
            return ProcessHandle.of(pid)
                    .filter(process -> new SimulatorApi(url).pid().orElse(0L) == pid)
                    .map(process -> new SimulatorProcess(process, url, log, 0));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static SimulatorProcess launch(Path folder, Path log, long seed) throws IOException {
        int port = freePort();
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
        return new SimulatorProcess(process.toHandle(), url(port), log, logged);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    URI url() {
        return url;
    }

    SimulatorApi api() {
        return new SimulatorApi(url);
    }

    /// @throws CommandProblem with the end of its log when it ended or does not answer
    void awaitReady(StopSignal stop) {
        var deadline = System.nanoTime() + START.toNanos();
        while (api().pid().isEmpty()) {
            checkAlive();
            if (System.nanoTime() > deadline)
                throw CommandProblem.cannotStart("The simulator does not answer. " + logWords());
            stop.pause(LOOK);
        }
    }

    /// @throws CommandProblem with the end of its log when it ended
    void checkAlive() {
        if (!process.isAlive())
            throw CommandProblem.cannotStart("The simulator ended by itself. " + logWords());
    }

    private String logWords() {
        return "Its log " + log + " ends with:\n" + tail();
    }

    private String tail() {
        try (var file = Files.newInputStream(log)) {
            file.skipNBytes(logged);
            var lines =
                    new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                            .lines()
                            .toList();
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
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(
                    "process " + process.pid() + " cannot be waited for", e);
        }
    }
}
