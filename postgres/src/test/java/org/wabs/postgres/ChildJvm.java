package org.wabs.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A second process that runs [ServerProcess].
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static ChildJvm start(Path home) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), home, Map.of());
    }

    /// @param prefix words before `java`, such as another user
    static ChildJvm start(
            List<String> prefix, String classPath, Path home, Map<String, String> environment)
            throws IOException {
        var words = new ArrayList<>(prefix);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx128m", "-cp", classPath));
        words.addAll(List.of(ServerProcess.class.getName(), home.toString()));
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new ChildJvm(builder.start());
    }

    /// Its next line that is an answer; log lines are passed over.
    String answer() throws IOException {
        var read = new ArrayList<String>();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.matches("[A-Z_]+ .*") && !line.matches("(INFO|WARNING|SEVERE).*")) return line;
            read.add(line);
        }
        return "ended: " + String.join("\n", read);
    }

    /// As `kill -9` does.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws Exception {
        process.getOutputStream().close();
        process.waitFor();
        output.close();
    }
}
