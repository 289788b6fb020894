package org.wabs.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.wabs.postgres.PostgresStartException.Reason;

/// Starts and stops the server process of one home. Used by one thread at a time.
record Postmaster(Home home, Installation installation) {

    private static final long LARGEST_LOG = 10L << 20;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /// A killed server's children need a moment to notice and let go of its memory.
    private static final Duration LINGERING = Duration.ofSeconds(30);

    /// Recovery after a crash replays up to `max_wal_size` and more.
    private static final Duration RECOVERY = Duration.ofMinutes(10);

    Optional<PostmasterFile> running() throws IOException {
        return PostmasterFile.read(home.data()).filter(file -> file.serves(home.data()));
    }

    /// Waits until it accepts connections.
    ///
    /// @throws PostgresStartException with `PORT_IN_USE`, `DISK_FULL` and others
    void start(int port) throws IOException {
        prepareLog();
        var deadline = System.nanoTime() + LINGERING.toNanos();
        while (true) {
            removeForeignPidFile();
            var logged = Files.size(home.log());
            var outcome =
                    pgCtl(
                            "start",
                            "--wait",
                            "--timeout=" + RECOVERY.toSeconds(),
                            "--log=" + home.log(),
                            "--options=" + ServerSettings.commandLine(port));
            if (outcome.succeeded()) return;
            var complaint = outcome.output() + logFrom(logged);
            if (!isLingering(complaint) || System.nanoTime() > deadline)
                throw StartFailure.of(complaint, home, port);
            pause();
        }
    }

    /// Waits for a server that is starting or stopping to have decided.
    Optional<PostmasterFile> settled() throws IOException {
        var deadline = System.nanoTime() + RECOVERY.toNanos();
        var server = running();
        while (server.isPresent() && !server.get().isReady() && System.nanoTime() < deadline) {
            pause();
            server = running();
        }
        return server;
    }

    /// Ends the connections and writes a checkpoint, so that the next start has nothing to recover.
    void stop() throws IOException {
        if (running().isEmpty()) return;
        var fast = pgCtl("stop", "--mode=fast", "--wait", "--timeout=60");
        if (fast.succeeded() || running().isEmpty()) return;
        var immediate = pgCtl("stop", "--mode=immediate", "--wait", "--timeout=30");
        if (!immediate.succeeded() && running().isPresent())
            throw new PostgresStartException(
                    Reason.FAILED,
                    "PostgreSQL does not stop (see " + home.log() + "): end its process yourself.");
    }

    private Command.Outcome pgCtl(String action, String... options) throws IOException {
        var words =
                installation
                        .runAs()
                        .command(
                                installation.binaries().program("pg_ctl"),
                                action,
                                "--pgdata=" + home.data());
        words.addAll(List.of(options));
        return Command.run(home.folder(), words);
    }

    /// PostgreSQL believes any living process of that number to be a server and would not start.
    private void removeForeignPidFile() throws IOException {
        var file = PostmasterFile.read(home.data());
        if (file.isPresent() && file.get().processExists() && !file.get().serves(home.data()))
            Files.deleteIfExists(PostmasterFile.path(home.data()));
    }

    private void prepareLog() throws IOException {
        var log = home.log();
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG)
            Files.move(
                    log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        if (!Files.exists(log)) Files.createFile(log);
        installation.runAs().own(log);
    }

    private String logFrom(long position) throws IOException {
        try (var log = new RandomAccessFile(home.log().toFile(), "r")) {
            log.seek(position);
            var bytes = new byte[(int) Math.min(log.length() - position, 1 << 16)];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static boolean isLingering(String complaint) {
        return complaint.contains("pre-existing shared memory block")
                || complaint.contains("lock file \"postmaster.pid\" already exists");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresStartException(
                    Reason.FAILED, "The start of PostgreSQL was interrupted.", e);
        }
    }
}
