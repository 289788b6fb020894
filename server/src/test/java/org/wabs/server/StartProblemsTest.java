package org.wabs.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.platform.sql.DatabaseAddress;
import org.wabs.server.support.Folders;
import org.wabs.server.support.TestPostgres;

/// Whatever keeps the server from starting is said in a sentence, and nothing stays behind.
class StartProblemsTest {
    private final Path folder = Folders.make("start");
    private final String address = TestPostgres.newDatabase();

    @AfterEach
    void cleanUp() {
        TestPostgres.drop(address);
        Folders.delete(folder);
    }

    @Test
    void wrongSettingsAreAllNamedAtOnceWithTheWayOut() {
        var wrong =
                new HashMap<>(
                        Map.of(
                                "WABS_PORT", "eighty",
                                "WABS_DATABASE_CONNECTIONS", "3",
                                "WABS_LANE_LEASE", "1s",
                                "WABS_SEND_SHARE", "75",
                                "WABS_LOG_CONSOLE", "yes",
                                "WABS_PROT", "8080"));
        wrong.putAll(
                Map.of(
                        "WABS_GRAPH_VERSION", "v19.0",
                        "WABS_CLOUD_API_URL", "http://example.com",
                        "WABS_SECRET_KEY", "short",
                        "WABS_DEFAULT_COUNTRY", "Utopia",
                        "WHATSAPP_TOKEN", "two words",
                        "WHATSAPP_BUSINESS_ACCOUNT_ID", "my shop",
                        "WHATSAPP_PHONE_NUMBER_ID", "+1 202 555 0123",
                        "WHATSAPP_APP_SECRET", "one,two words"));

        var problem = problem(wrong);

        assertThat(problem.getMessage().lines())
                .containsExactlyInAnyOrder(
                        "WABS_PORT is 'eighty' but must be a whole number from 0 to 65535",
                        "WABS_DATABASE_CONNECTIONS is '3' but must be a whole number from 8 to 1000",
                        "WABS_LANE_LEASE is '1s' but must be a length of time such as 10s or 5m, at least 2000 ms",
                        "WABS_SEND_SHARE is '75' but must be a number from 0.01 to 1",
                        "WABS_LOG_CONSOLE is 'yes' but must be true or false",
                        "WABS_PROT is not a setting; did you mean WABS_PORT?",
                        "WABS_GRAPH_VERSION is refused: Graph API version v19.0 stopped on 2026-05-21; use v25.0.",
                        "WABS_CLOUD_API_URL is refused: Graph base URL: https (plain http only for a simulator on 127.0.0.1), or access tokens would travel in the open.",
                        "WABS_SECRET_KEY must hold 32 bytes in Base64 (make one with: openssl rand -base64 32)",
                        "WABS_DEFAULT_COUNTRY is 'UTOPIA' but must be a country in two letters (ISO 3166) such as US or DE",
                        "WHATSAPP_TOKEN is refused: access token: no spaces or special characters, check the copied text.",
                        "WHATSAPP_BUSINESS_ACCOUNT_ID is refused: WABA id: digits only, as shown in Meta's WhatsApp Manager.",
                        "WHATSAPP_PHONE_NUMBER_ID is refused: phone number id: digits only, as shown in Meta's WhatsApp Manager.",
                        "WHATSAPP_APP_SECRET is refused: app secret: no spaces or special characters, check the copied text.");
        assertThat(tables()).as("nothing was touched").isZero();
        isFree();
    }

    @Test
    void aSecondServerOnTheSameFolderIsRefusedAndTheFirstGoesOn() {
        try (var first = WabsServer.start(settings(Map.of()))) {
            assertThat(problem(Map.of()))
                    .hasMessage(
                            "Another server already runs on the data folder "
                                    + folder
                                    + "; stop it first, or choose another folder.");

            assertThat(
                            new org.wabs.server.support.Api(first.url(), null)
                                    .get("/actuator/health")
                                    .status())
                    .isEqualTo(200);
        }
        isFree();
    }

    @Test
    void aPortInUseIsNamedAndTheNextStartSucceeds() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(problem(Map.of("WABS_PORT", String.valueOf(other.getLocalPort()))))
                    .hasMessage(
                            "Port "
                                    + other.getLocalPort()
                                    + " of 127.0.0.1 is in use by another program; stop it, or choose another port (WABS_PORT).");
        }
        await().untilAsserted(() -> assertThat(connections()).isZero());
        WabsServer.start(settings(Map.of())).close();
    }

    @Test
    void anAddressOfNoDatabaseIsRefused() {
        for (var wrong :
                new String[] {
                    "localhost",
                    "mysql://a:b@localhost/c",
                    "postgresql://host/x",
                    "postgresql://a:b@host/",
                    "postgresql://a:b@ho st/x"
                }) {
            assertThat(problem(Map.of("DATABASE_URL", wrong)))
                    .as(wrong)
                    .hasMessage(
                            "DATABASE_URL must read postgresql://user:password@host:5432/database");
        }
        isFree();
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamed() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        var problem =
                problem(
                        Map.of(
                                "DATABASE_URL",
                                "postgresql://me:secret-word@127.0.0.1:" + port + "/shop"));

        assertThat(problem.getMessage())
                .startsWith(
                        "PostgreSQL at jdbc:postgresql://127.0.0.1:"
                                + port
                                + "/shop as me cannot be used: ")
                .contains("refused")
                .doesNotContain("secret-word")
                .hasLineCount(1);
        isFree();
    }

    @Test
    void aWrongPasswordIsNamedAndNotRepeated() {
        var right = DatabaseAddress.parse(address);

        var problem =
                problem(Map.of("DATABASE_URL", address.replace(right.password(), "wrong-word")));

        assertThat(problem.getMessage())
                .contains("cannot be used", "password authentication failed")
                .doesNotContain("wrong-word")
                .doesNotContain(right.password())
                .hasLineCount(1);
        assertThat(tables()).isZero();
        isFree();
    }

    /// Temporary files lie in the data folder, and what a killed server left there goes.
    @Test
    void whatAKilledServerLeftIsClearedAway() throws IOException {
        var stale = Files.createDirectories(folder.resolve("tmp/tomcat/work/upload"));
        Files.writeString(stale.resolve("upload_1.tmp"), "half an upload");

        try (var server = WabsServer.start(settings(Map.of()))) {
            assertThat(server.url().getPort()).isPositive();
            assertThat(stale).doesNotExist();
            assertThat(folder.resolve("tmp/tomcat")).isNotEmptyDirectory();
        }
    }

    @Test
    void aFolderThatIsAFileIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() ->
                        WabsServer.start(settings(Map.of("WABS_DATA", file.toString()))).close())
                .isInstanceOf(StartProblem.class)
                .hasMessageContainingAll("The data folder " + file, "there is a file of that name");
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        assertThat(problem(Map.of("WABS_SECRET_KEY", "c2hvcnQ=")))
                .hasMessage(
                        "WABS_SECRET_KEY must hold 32 bytes in Base64 (make one with: openssl rand -base64 32)");
        isFree();
    }

    private StartProblem problem(Map<String, String> given) {
        return catchThrowableOfType(
                StartProblem.class, () -> WabsServer.start(settings(given)).close());
    }

    private Settings settings(Map<String, String> given) {
        var all =
                new HashMap<>(
                        Map.of(
                                "WABS_DATA",
                                folder.toString(),
                                "WABS_PORT",
                                "0",
                                "WABS_LOG_CONSOLE",
                                "false",
                                "DATABASE_URL",
                                address));
        all.putAll(given);
        return Settings.of(all);
    }

    /// The folder's lock was released, and no pool was left.
    private void isFree() {
        DataFolder.open(folder).close();
        await().untilAsserted(() -> assertThat(connections()).isZero());
    }

    private long connections() {
        return count(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    private long tables() {
        return count("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace");
    }

    private long count(String query) {
        var parsed = DatabaseAddress.parse(address);
        return JdbcClient.create(
                        new DriverManagerDataSource(
                                parsed.url(), parsed.owner(), parsed.password()))
                .sql(query)
                .query(Long.class)
                .single();
    }
}
