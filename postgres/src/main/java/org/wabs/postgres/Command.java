package org.wabs.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// One of PostgreSQL's programs, run to its end.
final class Command {

    record Outcome(int code, String output) {
        boolean succeeded() {
            return code == 0;
        }
    }

    private Command() {}

    /// Waits even when interrupted: a server half started or half stopped helps nobody.
    ///
    /// @throws IOException if the program is not there
    static Outcome run(Path folder, List<String> words) throws IOException {
        var builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        // the caller's PGDATA, PGPORT and language are not meant for us
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        process.getOutputStream().close();
        try (var output = process.getInputStream()) {
            var text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.onExit().join().exitValue(), text);
        }
    }
}
