package org.wabs.server.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.wabs.server.Beans;
import org.wabs.server.WabsServer;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.platform.crypto.MasterKey;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.Api;
import org.wabs.server.support.Folders;
import org.wabs.server.support.TestPostgres;

/// A database that an older or a newer version of the program made.
class MigrationTest {
    private static final String PASSWORD = "a password of last year";
    private final String address = TestPostgres.newDatabase();
    private final java.nio.file.Path folder = Folders.make("migration");
    private JdbcClient sql;

    @BeforeEach
    void connect() {
        var parsed = DatabaseAddress.parse(address);
        sql =
                JdbcClient.create(
                        new DriverManagerDataSource(
                                parsed.url(), parsed.owner(), parsed.password()));
    }

    @AfterEach
    void drop() {
        TestPostgres.drop(address);
        Folders.delete(folder);
    }

    @Test
    void peopleOfTheFirstVersionAreThereAfterTheNewestAndCanSignIn() throws Exception {
        migrateToFirst();
        var organization = Ids.next();
        var owner = Ids.next();
        sql.sql("INSERT INTO organization (id, name) VALUES (?, 'Old business')")
                .param(organization)
                .update();
        sql.sql(
                        "INSERT INTO app_user (organization_id, id, email, name, role, password_hash) VALUES (?, ?, 'old@localhost', 'Old owner', 'OWNER', ?)")
                .params(organization, owner, hash())
                .update();
        sql.sql(
                        "INSERT INTO refresh_token (organization_id, id, user_id, family, token_hash, expires_at) VALUES (?, ?, ?, ?, ?, now() + interval '1 day')")
                .params(organization, Ids.next(), owner, Ids.next(), HexFormat.of().parseHex("ab"))
                .update();

        try (var server = WabsServer.start(settings())) {
            var user = Api.login(server.url(), "old@localhost", PASSWORD);

            assertThat(user.get("/api/accounts").status()).isEqualTo(200);
            assertThat(server.firstStart()).isEmpty();
            assertThat(Beans.of(server, PipelineDb.class)).isNotNull();
        }
        assertThat(names("SELECT name FROM organization")).isEqualTo("Old business");
        assertThat(names("SELECT count(*)::text FROM refresh_token WHERE token_hash = '\\xab'"))
                .isEqualTo("1");
        assertThat(names("SELECT max(version) FROM flyway_schema_history")).isGreaterThan("001");
    }

    @Test
    void aDatabaseOfANewerVersionIsRefusedAndLeftAsItIs() throws Exception {
        migrateToFirst();
        sql.sql(
                        """
                        INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                        VALUES (900, '900', 'from the future', 'SQL', 'V900__from_the_future.sql', 1, 'somebody', 1, true)\
                        """)
                .update();

        assertThatThrownBy(() -> WabsServer.start(settings()).close())
                .isInstanceOf(StartProblem.class)
                .hasMessage(
                        "The database was made by a newer version of this program (schema 900); start that version, or"
                                + " restore a backup made before the upgrade.");

        assertThat(names("SELECT count(*)::text FROM flyway_schema_history WHERE version = '002'"))
                .isEqualTo("0");
    }

    private Settings settings() {
        return Settings.of(
                Map.of(
                        "DATABASE_URL",
                        address,
                        "WABS_DATA",
                        folder.toString(),
                        "WABS_PORT",
                        "0",
                        "WABS_LOG_CONSOLE",
                        "false"));
    }

    private void migrateToFirst() throws SQLException {
        var parsed = DatabaseAddress.parse(address);
        var roles = new Roles(parsed.database(), MasterKey.load(settings(), folder));
        try (var owner =
                DriverManager.getConnection(parsed.url(), parsed.owner(), parsed.password())) {
            roles.ensure(owner);
        }
        Migrations.run(parsed, roles, MigrationVersion.fromVersion("001"));
    }

    private String names(String query) {
        return sql.sql(query).query(String.class).single();
    }

    private static String hash() {
        return String.valueOf(
                Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(PASSWORD));
    }
}
