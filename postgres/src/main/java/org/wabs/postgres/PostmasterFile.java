package org.wabs.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a running server writes about itself into `postmaster.pid` of its data folder; a killed one
/// leaves it behind.
record PostmasterFile(long pid, int port, String status) {

    static Optional<PostmasterFile> read(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(path(data));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        // a starting server has not written all of its lines yet
        var pid = lines.isEmpty() ? "" : lines.getFirst().strip();
        if (!pid.matches("\\d{1,10}")) return Optional.empty();
        var port = lines.size() > 3 ? lines.get(3).strip() : "";
        return Optional.of(
                new PostmasterFile(
                        Long.parseLong(pid),
                        port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0,
                        lines.size() > 7 ? lines.get(7).strip() : "starting"));
    }

    static Path path(Path data) {
        return data.resolve("postmaster.pid");
    }

    boolean isReady() {
        return status.equals("ready");
    }

    boolean processExists() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /// Not so a dead process that nobody has waited for, though the system still counts it.
    boolean processRuns() {
        return processExists() && !isZombie();
    }

    /// Whether that process is the server of this data folder, not another program that got the
    /// same number after a reboot.
    boolean serves(Path data) {
        return processRuns()
                && ProcessHandle.of(pid)
                        .flatMap(process -> process.info().arguments())
                        .map(arguments -> List.of(arguments).contains(data.toString()))
                        .orElse(true);
    }

    /// The program that runs, where the system tells.
    Optional<Path> program() {
        return ProcessHandle.of(pid).flatMap(process -> process.info().command()).map(Path::of);
    }

    private boolean isZombie() {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false; // no /proc on this system, or the process has just ended
        }
    }
}
