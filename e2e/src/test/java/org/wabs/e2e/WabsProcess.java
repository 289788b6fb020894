package org.wabs.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged command as a process of its own, as the launcher starts it. It takes no setting
/// from the environment of the test. Closing kills what still runs.
public final class WabsProcess implements AutoCloseable {
    static final Path LIB =
            Path.of("..", "cli", "target", "wabs", "lib").toAbsolutePath().normalize();
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration START = Duration.ofSeconds(90);
    private static final int DRAIN_SECONDS = 20;
    private static final List<String> JAVA =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");
    private static final List<String> PROGRAM = List.of("-cp", LIB + "/*", "org.wabs.cli.Wabs");

    private final Process process;
    private final Path out;
    private final Path err;

    private WabsProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /// @param folder its working folder and that of its output
    /// @param settings its environment's
    public static WabsProcess start(
            Path folder, Map<String, String> settings, String... arguments) {
        return startWith(Prepared.jvmOptions(), folder, settings, arguments);
    }

    static WabsProcess startWith(
            List<String> jvmOptions,
            Path folder,
            Map<String, String> settings,
            String... arguments) {
        assertThat(LIB).as("the packaged command: mvn -pl cli -am package").isDirectory();
        try {
            var out = Files.createTempFile(folder, arguments[0] + "-", ".out");
            var err = Files.createTempFile(folder, arguments[0] + "-", ".err");
            var words = new ArrayList<>(JAVA);
            words.addAll(jvmOptions);
            words.addAll(PROGRAM);
            words.addAll(List.of(arguments));
            var builder = new ProcessBuilder(words).directory(folder.toFile());
            builder.environment().keySet().removeIf(WabsProcess::isSetting);
            builder.environment().putAll(settings);
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            return new WabsProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSetting(String variable) {
        return variable.startsWith("WABS_")
                || variable.startsWith("WHATSAPP_")
                || variable.equals("DATABASE_URL");
    }

    /// Returns when it listens; kills it when it does not.
    WabsProcess listening() {
        try {
            await().atMost(START)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !process.isAlive() || said().contains("listening on"));
            assertThat(process.isAlive()).as(() -> "it ended: " + out() + err()).isTrue();
            return this;
        } catch (RuntimeException | AssertionError e) {
            kill();
            throw e;
        }
    }

    private String said() {
        return out().toLowerCase(Locale.ROOT);
    }

    /// Waits for these words in its output.
    public void awaitOutput(String words) {
        await().atMost(LONGEST).until(() -> !process.isAlive() || out().contains(words));
        assertThat(out()).as(this::err).contains(words);
    }

    /// The one-time link that the first start printed.
    public URI setUpLink() {
        return URI.create(out().replaceAll("(?s).*?(http\\S+/setup#\\S+).*", "$1"));
    }

    /// Where it listens.
    public URI url() {
        return URI.create(out().replaceAll("(?s).*Listening on (\\S+).*", "$1/"));
    }

    /// Waits for its end.
    int exitCode() {
        awaitEnd(LONGEST);
        return process.exitValue();
    }

    public String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    String lastLine() {
        return out().lines().reduce("", (former, line) -> line);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SIGKILL to this process alone; what it started lives on.
    void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(DRAIN_SECONDS));
    }

    /// SIGSTOP: as a laptop that is closed, or a machine that is moved.
    void pause() {
        signal("STOP");
    }

    /// SIGCONT.
    void resume() {
        signal("CONT");
    }

    /// @param name such as `INT`
    void signal(String name) {
        Signals.send(name, process.pid());
    }

    /// SIGTERM, and SIGKILL when it does not end.
    public void stop() {
        if (!process.isAlive()) return;
        resume();
        process.destroy();
        try {
            if (!process.waitFor(DRAIN_SECONDS, TimeUnit.SECONDS)) kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void awaitEnd(Duration longest) {
        try {
            assertThat(process.waitFor(longest.toSeconds(), TimeUnit.SECONDS))
                    .as(() -> "ended in time; so far:\n" + out() + err())
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) kill();
    }
}
