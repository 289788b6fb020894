package org.wabs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.util.PSQLException;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EmbeddedPostgresTest {

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
    void keepsItsRowsAndItsPortFromStartToStart() throws Exception {
        var config = EmbeddedPostgresConfig.at(home).withDatabase("sender");
        ConnectionInfo first;
        try (var server = EmbeddedPostgres.start(config)) {
            first = server.connection();
            Homes.execute(first, "CREATE TABLE note AS SELECT 'kept' AS text");
        }

        try (var server = EmbeddedPostgres.start(config)) {
            assertThat(server.connection()).isEqualTo(first);
            assertThat(server.jdbcUrl())
                    .isEqualTo("jdbc:postgresql://127.0.0.1:" + server.port() + "/sender");
            assertThat(Homes.ask(server.connection(), "SELECT text FROM note")).isEqualTo("kept");
        }
    }

    @Test
    void takesAnotherPortWhenTheFormerOneIsTaken() throws Exception {
        int former;
        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            former = server.port();
        }

        try (var _ = TakenPort.of(former);
                var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            assertThat(server.port()).isNotEqualTo(former);
        }
    }

    @Test
    void isDurableAndClosedToStrangers() throws Exception {
        Homes.remove(home);
        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            assertSettings(
                    server.connection(),
                    Map.of(
                            "fsync", "on",
                            "full_page_writes", "on",
                            "synchronous_commit", "on",
                            "data_checksums", "on",
                            "password_encryption", "scram-sha-256",
                            "listen_addresses", "127.0.0.1",
                            "unix_socket_directories", ""));
            assertSettings(
                    server.connection(),
                    Map.of(
                            "server_encoding", "UTF8",
                            "shared_buffers", "128MB",
                            "max_connections", "60",
                            "max_wal_size", "1GB",
                            "jit", "off",
                            "logging_collector", "off"));
            assertThat(
                            Homes.ask(
                                    server.connection(),
                                    "SELECT datlocprovider::text || datlocale FROM pg_database"
                                            + " WHERE datname = current_database()"))
                    .isEqualTo("bC.UTF-8");
            assertThat(
                            Homes.ask(
                                    server.connection(),
                                    "SELECT string_agg(DISTINCT auth_method, ',')"
                                            + " FROM pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(home.resolve("password"))))
                    .isEqualTo("rw-------");

            var stranger =
                    new ConnectionInfo(server.port(), "wabs", server.user(), "not the password");
            assertThatThrownBy(() -> Homes.connect(stranger))
                    .isInstanceOf(PSQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static void assertSettings(ConnectionInfo server, Map<String, String> expected)
            throws Exception {
        for (var setting : expected.entrySet())
            assertThat(Homes.ask(server, "SHOW " + setting.getKey()))
                    .as(setting.getKey())
                    .isEqualTo(setting.getValue());
    }

    @Test
    void alterSystemCannotWeakenIt() throws Exception {
        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            Homes.execute(server.connection(), "ALTER SYSTEM SET fsync = off");
        }
        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            assertThat(Homes.ask(server.connection(), "SHOW fsync")).isEqualTo("on");
        }
    }

    @Test
    void appliesTheCallersSettings() throws Exception {
        var config =
                EmbeddedPostgresConfig.at(home)
                        .withSettings(
                                Map.of("max_connections", "21", "application_name", "it's \\ me"));
        try (var server = EmbeddedPostgres.start(config)) {
            assertThat(Homes.ask(server.connection(), "SHOW max_connections")).isEqualTo("21");
            assertThat(
                            Homes.ask(
                                    server.connection(),
                                    "SELECT reset_val FROM pg_settings"
                                            + " WHERE name = 'shared_buffers'"))
                    .isEqualTo("16384");
        }
    }

    @Test
    void refusesSettingsThatDurabilityRestsOn() {
        var config = EmbeddedPostgresConfig.at(home);
        for (var name : new String[] {"fsync", "full_page_writes", "listen_addresses", "port"})
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> config.withSettings(Map.of(name, "off")))
                    .withMessageContaining(name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.withSettings(Map.of("a b", "1")));
        assertThatIllegalArgumentException().isThrownBy(() -> config.withDatabase("no; drop"));
        assertThatIllegalArgumentException().isThrownBy(() -> config.withPort(65_536));
    }

    @Test
    void isFoundByOthersWhileItRuns() throws Exception {
        Homes.remove(home);
        assertThat(EmbeddedPostgres.find(home)).isEmpty();
        assertThat(EmbeddedPostgres.find(home.resolve("nowhere"))).isEmpty();

        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            assertThat(EmbeddedPostgres.find(home)).contains(server.connection());
            assertThat(server.connection().toString()).doesNotContain(server.password());
        }

        assertThat(EmbeddedPostgres.find(home)).isEmpty();
    }

    @Test
    void startsOverAnInitialisationThatWasKilled() throws Exception {
        Homes.remove(home);
        var half = Files.createDirectories(home.resolve("data.new"));
        Files.writeString(half.resolve("PG_VERSION"), "18\n");

        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            assertThat(Homes.ask(server.connection(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void closesOnceAndLeavesNoProcess() throws Exception {
        var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home));
        var pid = Homes.postmaster(home);

        server.close();
        server.close();

        await().until(() -> !Homes.runs(pid));
    }
}
