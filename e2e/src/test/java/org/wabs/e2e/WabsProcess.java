package org.wabs.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged command as a process of its own. It takes nothing from the environment of the test.
final class WabsProcess {
    private static final Path LIB = Path.of("..", "cli", "target", "wabs", "lib").toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(90);
    private static final int DRAIN_SECONDS = 20;
    private static final List<String> JAVA =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx320m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    LIB + "/*",
                    "org.wabs.cli.Wabs");

    private final Process process;
    private final Path output;

    private WabsProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// Returns when it listens.
    ///
    /// @param folder its working folder and that of its output
    static WabsProcess start(
            String name, Path folder, Map<String, String> settings, String... arguments) {
        assertThat(LIB).as("the packaged command: mvn -pl cli -am package").isDirectory();
        try {
            var output = Files.createTempFile(folder, name + "-", ".out");
            var words = new ArrayList<>(JAVA);
            words.addAll(List.of(arguments));
            var builder = new ProcessBuilder(words).directory(folder.toFile());
            builder.environment().keySet().removeIf(WabsProcess::isSetting);
            builder.environment().putAll(settings);
            builder.redirectErrorStream(true).redirectOutput(output.toFile());
            var started = new WabsProcess(builder.start(), output);
            started.awaitListening();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSetting(String variable) {
        return variable.startsWith("WABS_")
                || variable.startsWith("WHATSAPP_")
                || variable.equals("DATABASE_URL");
    }

    private void awaitListening() {
        try {
            await().atMost(START)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !process.isAlive() || said().contains("listening on"));
            assertThat(process.isAlive()).as(() -> "it ended: " + said()).isTrue();
        } catch (RuntimeException | AssertionError e) {
            kill();
            throw e;
        }
    }

    private String said() {
        return output().toLowerCase(Locale.ROOT);
    }

    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SIGKILL to this process alone; what it started lives on.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// SIGSTOP: as a laptop that is closed, or a machine that is moved.
    void pause() {
        signal("STOP");
    }

    /// SIGCONT.
    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        Signals.send(name, process.pid());
    }

    /// SIGTERM, and SIGKILL when it does not end.
    void stop() {
        if (!process.isAlive()) return;
        signal("CONT");
        process.destroy();
        try {
            if (!process.waitFor(DRAIN_SECONDS, TimeUnit.SECONDS)) kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(DRAIN_SECONDS, TimeUnit.SECONDS)).as("it ended").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
