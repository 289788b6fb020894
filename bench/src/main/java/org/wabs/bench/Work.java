package org.wabs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// How long processors have worked for programs and for PostgreSQL so far.
final class Work {
    /// Of one tick in `/proc`, on every Linux that Java runs on.
    private static final Duration TICK = Duration.ofMillis(10);

    private static final int REAPED_USER = 13;
    private static final int REAPED_SYSTEM = 14;

    private final Collection<ProcessHandle> programs;
    private final ProcessHandle postgres;

    /// @param postgres the folder of its data
    Work(Collection<ProcessHandle> programs, Path postgres) throws IOException {
        this.programs = List.copyOf(programs);
        long pid =
                Long.parseLong(Files.readAllLines(postgres.resolve("postmaster.pid")).getFirst());
        this.postgres = ProcessHandle.of(pid).orElseThrow();
    }

    Work and(ProcessHandle program) {
        return new Work(Stream.concat(programs.stream(), Stream.of(program)).toList(), postgres);
    }

    private Work(List<ProcessHandle> programs, ProcessHandle postgres) {
        this.programs = programs;
        this.postgres = postgres;
    }

    Duration done() {
        return Stream.of(programs.stream(), Stream.of(postgres), postgres.descendants())
                .flatMap(processes -> processes)
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(reaped(), Duration::plus);
    }

    /// Of PostgreSQL's processes that have ended; zero where the system does not tell.
    private Duration reaped() {
        var file = Path.of("/proc", Long.toString(postgres.pid()), "stat");
        try {
            var said = Files.readString(file);
            // after the name, which may hold spaces
            var fields = said.substring(said.lastIndexOf(')') + 2).split(" ");
            return TICK.multipliedBy(
                    Long.parseLong(fields[REAPED_USER]) + Long.parseLong(fields[REAPED_SYSTEM]));
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }
}
