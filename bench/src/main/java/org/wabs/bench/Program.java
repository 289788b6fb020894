package org.wabs.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A command of the product as a process of its own, with the options of Java that this program was
/// started with: so its memory and its work are its own. It takes no setting from the environment.
final class Program implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("(?i)listening on (\\S+)");
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final int STOP_SECONDS = 60;
    private static final int LOOK_MILLIS = 10;

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Returns before it listens.
    ///
    /// @param folder where it works, and where its output goes as `<name>.log`
    /// @param settings its environment's
    static Program start(
            Path folder, String name, Map<String, String> settings, String... arguments)
            throws IOException {
        var words = new ArrayList<>(java());
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.wabs.cli.Wabs"));
        words.addAll(List.of(arguments));
        return run(folder, name, settings, words);
    }

    static Program run(Path folder, String name, Map<String, String> settings, List<String> words)
            throws IOException {
        var log = folder.resolve(name + ".log");
        var builder =
                new ProcessBuilder(words)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(Program::isSetting);
        builder.environment().putAll(settings);
        var process = builder.start();
        // it must not outlive this program
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Program(process, log);
    }

    private static List<String> java() {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (var option : ManagementFactory.getRuntimeMXBean().getInputArguments())
            if (option.startsWith("-X") || option.startsWith("--")) words.add(option);
        return words;
    }

    private static boolean isSetting(String variable) {
        return variable.startsWith("WABS_")
                || variable.startsWith("WHATSAPP_")
                || variable.equals("DATABASE_URL");
    }

    /// Where it listens; waits until it does.
    URI url() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < end) {
            var listening = LISTENING.matcher(said());
            if (listening.find()) return URI.create(listening.group(1));
            if (!process.isAlive()) break;
            Thread.sleep(LOOK_MILLIS);
        }
        throw new IllegalStateException("it does not start: " + said());
    }

    private String said() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
