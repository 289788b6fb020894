package org.wabs.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CrashTest {

    private Path home = Path.of("");

    @BeforeEach
    void createHome() throws Exception {
        home = Homes.initialised();
    }

    @AfterEach
    void removeHome() throws Exception {
        Homes.remove(home);
    }

    @Test
    void theServerOfAKilledProcessIsTakenOverAndStopped() throws Exception {
        var pid = orphan();

        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            assertThat(Homes.postmaster(home)).isEqualTo(pid);
            assertThat(notes(server.connection())).isEqualTo("1");
        }

        await().until(() -> !Homes.runs(pid));
    }

    @Test
    void anOrphanWithOtherSettingsIsReplaced() throws Exception {
        var pid = orphan();

        var config = EmbeddedPostgresConfig.at(home).withSettings(Map.of("max_connections", "33"));
        try (var server = EmbeddedPostgres.start(config)) {
            assertThat(Homes.postmaster(home)).isNotEqualTo(pid);
            assertThat(Homes.ask(server.connection(), "SHOW max_connections")).isEqualTo("33");
            assertThat(notes(server.connection())).isEqualTo("1");
        }
    }

    @Test
    void anOrphanOnAnotherPortIsReplaced() throws Exception {
        var pid = orphan();
        int port;
        try (var socket = TakenPort.of(0)) {
            port = socket.getLocalPort();
        }

        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home).withPort(port))) {
            assertThat(Homes.postmaster(home)).isNotEqualTo(pid);
            assertThat(server.port()).isEqualTo(port);
            assertThat(notes(server.connection())).isEqualTo("1");
        }
    }

    @Test
    void startsAfterBothProcessesWereKilled() throws Exception {
        kill(orphan());

        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            assertThat(notes(server.connection())).isEqualTo("1");
        }
    }

    @Test
    void aKilledServerComesBackOnItsPortWithWhatWasCommitted() throws Exception {
        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            Homes.execute(server.connection(), "CREATE TABLE note(n int)");
            // open connections make children that outlive the server for a moment
            var connections =
                    List.of(Homes.connect(server.connection()), Homes.connect(server.connection()));
            for (var n = 1; n <= 3; n++) {
                Homes.execute(server.connection(), "INSERT INTO note VALUES (" + n + ")");
                var pid = Homes.postmaster(home);

                kill(pid);

                await().atMost(60, SECONDS).ignoreExceptions().until(() -> isBack(server, pid));
                assertThat(notes(server.connection())).isEqualTo(Integer.toString(n));
            }
            for (var connection : connections) connection.close();
        }
        assertThat(EmbeddedPostgres.find(home)).isEmpty();
    }

    @Test
    void aProcessNumberUsedBySomebodyElseDoesNotBlockTheStart() throws Exception {
        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            Homes.execute(server.connection(), "CREATE TABLE note AS SELECT 1");
        }
        var us = ProcessHandle.current().pid();
        Files.writeString(
                home.resolve("data/postmaster.pid"),
                us + "\n" + home.resolve("data") + "\n1\n5432\n\n127.0.0.1\n1 1\nready\n");
        assertThat(EmbeddedPostgres.find(home)).isEmpty();

        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            assertThat(notes(server.connection())).isEqualTo("1");
        }
    }

    /// Leaves a running server behind, with one committed row.
    private long orphan() throws Exception {
        try (var child = ChildJvm.start(home)) {
            assertThat(child.answer()).startsWith("READY ");
            var server = EmbeddedPostgres.find(home).orElseThrow();
            Homes.execute(server, "CREATE TABLE note AS SELECT 1 AS n");
            child.kill();
        }
        var pid = Homes.postmaster(home);
        assertThat(Homes.runs(pid)).isTrue();
        return pid;
    }

    private boolean isBack(EmbeddedPostgres server, long formerPid) throws Exception {
        return Homes.postmaster(home) != formerPid && !notes(server.connection()).isEmpty();
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static String notes(ConnectionInfo server) throws Exception {
        return Homes.ask(server, "SELECT count(*) FROM note");
    }
}
