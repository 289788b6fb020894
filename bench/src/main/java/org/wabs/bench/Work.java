package org.wabs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// How long processors have worked for this program and for PostgreSQL so far.
final class Work {
    private final ProcessHandle postgres;

    /// @param postgres the folder of its data
    Work(Path postgres) throws IOException {
        long pid =
                Long.parseLong(Files.readAllLines(postgres.resolve("postmaster.pid")).getFirst());
        this.postgres = ProcessHandle.of(pid).orElseThrow();
    }

    Duration done() {
        return Stream.concat(Stream.of(ProcessHandle.current(), postgres), postgres.descendants())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
