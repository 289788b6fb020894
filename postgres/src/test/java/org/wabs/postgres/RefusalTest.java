package org.wabs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wabs.postgres.PostgresStartException.Reason;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RefusalTest {

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
    void aSecondStartInTheSameProcess() throws Exception {
        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            assertRefused(Reason.HOME_IN_USE, EmbeddedPostgresConfig.at(home))
                    .contains("already in use by this process");
            // the first one still holds its home against other processes, too
            try (var child = ChildJvm.start(home)) {
                assertThat(child.answer())
                        .startsWith("HOME_IN_USE")
                        .contains("process " + ProcessHandle.current().pid());
            }
            assertThat(Homes.ask(server.connection(), "SELECT 1")).isEqualTo("1");
        }
        EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home)).close();
    }

    @Test
    void aStartWhileAnotherProcessHoldsTheHome() throws Exception {
        try (var child = ChildJvm.start(home)) {
            assertThat(child.answer()).startsWith("READY ");
            assertRefused(Reason.HOME_IN_USE, EmbeddedPostgresConfig.at(home))
                    .contains("already in use by process ");
        }
        EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home)).close();
    }

    @Test
    void aPortThatIsTaken() throws Exception {
        try (var socket = TakenPort.of(0)) {
            var port = socket.getLocalPort();
            assertRefused(Reason.PORT_IN_USE, EmbeddedPostgresConfig.at(home).withPort(port))
                    .contains("Port " + port);
        }
        EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home)).close();
    }

    @Test
    void dataOfAnotherMajorVersion() throws Exception {
        EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home)).close();
        var version = home.resolve("data/PG_VERSION");
        var ours = Files.readString(version);

        Files.writeString(version, "99\n");
        assertRefused(Reason.DATABASE_TOO_NEW, EmbeddedPostgresConfig.at(home))
                .contains("was written by PostgreSQL 99");
        Files.writeString(version, "9\n");
        assertRefused(Reason.DATABASE_TOO_OLD, EmbeddedPostgresConfig.at(home));

        Files.writeString(version, ours);
        EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home)).close();
    }

    @Test
    void aHomeThatIsAFile() throws Exception {
        var file = Files.createFile(home.resolve("file"));

        assertRefused(Reason.HOME_NOT_WRITABLE, EmbeddedPostgresConfig.at(file))
                .contains(file.toString());
    }

    @Test
    void aLostPassword() throws Exception {
        EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home)).close();
        var password = home.resolve("password");
        var aside = home.resolve("aside");

        Files.move(password, aside);
        assertRefused(Reason.PASSWORD_LOST, EmbeddedPostgresConfig.at(home)).contains("missing");
        Files.writeString(password, "another");
        assertRefused(Reason.PASSWORD_LOST, EmbeddedPostgresConfig.at(home)).contains("not fit");

        Files.move(aside, password, StandardCopyOption.REPLACE_EXISTING);
        EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home)).close();
    }

    @Test
    void aMachineWithoutBinaries() {
        var solaris =
                catchThrowableOfType(
                        PostgresStartException.class, () -> Platform.of("SunOS", "sparcv9"));
        assertThat(solaris.reason()).isEqualTo(Reason.UNSUPPORTED_SYSTEM);
        assertThat(solaris).hasMessageContainingAll("SunOS", "sparcv9", "DATABASE_URL");
        assertThat(Platform.of("Mac OS X", "aarch64").resource())
                .isEqualTo("/postgres-darwin-arm_64.txz");
        assertThat(Platform.of("Linux", "amd64").resource())
                .isEqualTo("/postgres-linux-x86_64.txz");
    }

    private static AbstractStringAssert<?> assertRefused(
            Reason reason, EmbeddedPostgresConfig config) {
        var refusal =
                catchThrowableOfType(
                        PostgresStartException.class, () -> EmbeddedPostgres.start(config));
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
        return assertThat(refusal.getMessage()).doesNotContain("\n").endsWith(".");
    }
}
