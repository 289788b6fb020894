package org.wabs.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One run of the packaged `wabs` command, as the launcher starts it. Closing it kills what still
/// runs.
final class Command implements AutoCloseable {
    private static final Path LIB = Path.of("../cli/target/wabs/lib").toAbsolutePath().normalize();
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Process process;
    private final Path out;
    private final Path err;

    private Command(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Command start(String... arguments) {
        try {
            assertThat(LIB).as("the command is packaged before these tests run").isDirectory();
            var out = Files.createTempFile("wabs-e2e-", ".out");
            var err = Files.createTempFile("wabs-e2e-", ".err");
            var words = new ArrayList<String>();
            words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            words.addAll(List.of("-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
            words.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-cp", LIB + "/*"));
            words.add("org.wabs.cli.Wabs");
            words.addAll(List.of(arguments));
            var process =
                    new ProcessBuilder(words)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            return new Command(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for its end.
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                .as(() -> "ended in time; so far:\n" + out() + err())
                .isTrue();
        return process.exitValue();
    }

    /// Waits for these words in its output.
    void awaitOutput(String words) {
        await().atMost(LONGEST).until(() -> !process.isAlive() || out().contains(words));
        assertThat(out()).as(this::err).contains(words);
    }

    /// @param name such as `INT`
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    String out() {
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
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }
}
