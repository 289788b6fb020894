package org.wabs.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.platform.crypto.MasterKey;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.sql.Database;
import org.wabs.server.platform.sql.DatabaseAddress;
import org.wabs.server.support.Api;
import org.wabs.server.support.Folders;
import org.wabs.server.support.TestPostgres;

/// What the server's own shell can do to an installation.
class MaintenanceTest {
    private static final String OWNER = "owner@localhost";
    private static final String PASSWORD = "the owner's password";

    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final String NEW_OWNER =
            "INSERT INTO app_user (organization_id, id, email, name, role, password_hash) VALUES (?, ?, ?, 'Owner', 'OWNER', '{none}')";

    private final Path folder = Folders.make("maintenance");
    private final String address = TestPostgres.newDatabase();

    @AfterEach
    void cleanUp() {
        TestPostgres.drop(address);
        Folders.delete(folder);
    }

    @Test
    void aLockedOutOwnerGetsALinkWhileTheServerRunsAndWhileItIsStopped() {
        install(settings(Map.of()));
        run("INSERT INTO organization (id, name) VALUES (?, 'Shop')", ORGANIZATION);
        owner();
        var stopped = link(settings(Map.of()), " Owner@LOCALHOST ");

        try (var server = WabsServer.start(settings(Map.of()))) {
            var anybody = new Api(server.url(), null);
            var running = link(settings(Map.of()), OWNER);

            assertThat(reset(anybody, stopped)).isEqualTo(204);
            assertThat(reset(anybody, running)).as("they end together").isEqualTo(410);
            assertThat(reset(anybody, link(settings(Map.of()), OWNER))).isEqualTo(204);
            var audit =
                    Api.login(server.url(), OWNER, PASSWORD)
                            .get("/api/audit?action=user.reset-link")
                            .json();
            assertThat(audit.at("/items/0/detail/by").asString()).isEqualTo("command line");
            assertThatThrownBy(() -> link(settings(Map.of()), "nobody@localhost"))
                    .isInstanceOf(StartProblem.class)
                    .hasMessage("Nobody has the e-mail address nobody@localhost.");
        }
    }

    @Test
    void anEmbeddedDatabaseIsFoundRunningOrStartedForTheTime() {
        var embedded = Settings.of(without("DATABASE_URL"));
        var key = MasterKey.load(embedded, folder);
        try (var running = Database.open(embedded, folder, key)) {
            var sql = running.pipeline().sql();
            sql.sql("INSERT INTO organization (id, name) VALUES (?, 'Shop')")
                    .param(ORGANIZATION)
                    .update();
            sql.sql(NEW_OWNER).params(ORGANIZATION, UUID.randomUUID(), OWNER).update();
            link(embedded, OWNER);
        }
        link(embedded, OWNER);
        try (var again = Database.open(embedded, folder, key)) {
            assertThat(
                            again.pipeline()
                                    .sql()
                                    .sql("SELECT count(*) FROM password_reset")
                                    .query(Long.class)
                                    .single())
                    .isEqualTo(2);
        }
    }

    @Test
    void withoutAnInstallationThereIsNothingToReset() {
        assertThatThrownBy(() -> link(settings(Map.of("WABS_DATA", folder + "/nowhere")), OWNER))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("There is no data folder");
        assertThatThrownBy(() -> link(Settings.of(without("DATABASE_URL")), OWNER))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("There is no database in");
        assertThatThrownBy(() -> link(settings(Map.of()), OWNER))
                .as("an empty database")
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("start the server once");
    }

    @Test
    void everySecretIsSealedWithTheNewKeyAndOpensWithIt() throws IOException {
        install(settings(Map.of()));
        var former = Files.readString(folder.resolve("secret.key"));
        var box = new SecretBox(MasterKey.load(settings(Map.of()), folder));
        sealedRows(box);

        var result = Maintenance.rotateKey(settings(Map.of()));

        assertThat(result.resealed()).isEqualTo(6);
        assertThat(result.foreign()).isZero();
        assertThat(text("SELECT action FROM audit_event ORDER BY id DESC LIMIT 1"))
                .isEqualTo("secrets.key-rotated");
        assertThat(sealedColumns(former(former))).as("columns that no feature named").isEmpty();
        assertThat(Files.readString(folder.resolve("secret.key"))).isNotEqualTo(former);
        assertThat(folder.resolve("secret.key.next")).doesNotExist();
        var kept = folder.resolve("secret.key.former-" + former(former).id());
        assertThat(Files.readString(kept)).isEqualTo(former);
        var next = new SecretBox(MasterKey.load(settings(Map.of()), folder));
        assertThat(
                        next.open(
                                text("SELECT token FROM waba"),
                                "waba:" + ORGANIZATION + ":2001:token"))
                .isEqualTo("token");
        assertThat(
                        next.open(
                                text("SELECT former_secret FROM meta_app"),
                                "meta_app:" + ORGANIZATION + ":shop-app-key-0001:secret"))
                .isEqualTo("former");
    }

    @Test
    void aRotationThatWasCutOffGoesOnAndNoServerStartsBefore() throws IOException {
        install(settings(Map.of()));
        sealedRows(new SecretBox(MasterKey.load(settings(Map.of()), folder)));
        var half = MasterKey.change(settings(Map.of()), folder);
        var token = "waba:" + ORGANIZATION + ":2001:token";
        var sealed = new SecretBox(half.next()).seal("token", token);
        sql().sql("UPDATE waba SET token = ?").param(sealed).update();

        assertThatThrownBy(() -> WabsServer.start(settings(Map.of())).close())
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("./wabs rotate-key");
        assertThat(Maintenance.rotateKey(settings(Map.of())).resealed()).isEqualTo(5);

        assertThat(text("SELECT token FROM waba")).isEqualTo(sealed);
        assertThat(new SecretBox(MasterKey.load(settings(Map.of()), folder)).open(sealed, token))
                .isEqualTo("token");
    }

    @Test
    void aKeyOfTheEnvironmentIsChangedToTheNextOneThere() {
        var first = Map.of("WABS_SECRET_KEY", key(1));
        install(settings(first));
        sealedRows(new SecretBox(MasterKey.load(settings(first), folder)));

        assertThatThrownBy(() -> Maintenance.rotateKey(settings(first)))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("WABS_NEXT_SECRET_KEY");
        var both = Map.of("WABS_SECRET_KEY", key(1), "WABS_NEXT_SECRET_KEY", key(2));
        assertThat(Maintenance.rotateKey(settings(both)).resealed()).isEqualTo(6);

        var next = MasterKey.load(settings(Map.of("WABS_SECRET_KEY", key(2))), folder);
        assertThat(
                        new SecretBox(next)
                                .open(
                                        text("SELECT token FROM waba"),
                                        "waba:" + ORGANIZATION + ":2001:token"))
                .isEqualTo("token");
    }

    @Test
    void noKeyIsChangedUnderARunningServer() {
        install(settings(Map.of()));
        try (var running = DataFolder.open(folder)) {
            assertThat(running.path()).isEqualTo(folder);
            assertThatThrownBy(() -> Maintenance.rotateKey(settings(Map.of())))
                    .isInstanceOf(StartProblem.class)
                    .hasMessageContaining("already runs on the data folder");
        }
        sql().sql("INSERT INTO node (id, alive_at) VALUES ('another', clock_timestamp())").update();
        assertThatThrownBy(() -> Maintenance.rotateKey(settings(Map.of())))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("stop all of them");
        assertThat(folder.resolve("secret.key.next"))
                .as("else no server would start")
                .doesNotExist();
    }

    private void sealedRows(SecretBox box) {
        sql().sql("DELETE FROM node").update();
        var app = "meta_app:" + ORGANIZATION + ":shop-app-key-0001:";
        run("INSERT INTO organization (id, name) VALUES (?, 'Shop')", ORGANIZATION);
        run(
                "INSERT INTO meta_app (organization_id, app_key, secret, former_secret, verify_token) VALUES (?, 'shop-app-key-0001', ?, ?, ?)",
                ORGANIZATION,
                box.seal("secret", app + "secret"),
                box.seal("former", app + "secret"),
                box.seal("verify", app + "verify-token"));
        run(
                "INSERT INTO waba (organization_id, waba_id, name, app_key, token) VALUES (?, '2001', 'Shop', 'shop-app-key-0001', ?)",
                ORGANIZATION,
                box.seal("token", "waba:" + ORGANIZATION + ":2001:token"));
        var user = UUID.randomUUID();
        run(NEW_OWNER, ORGANIZATION, user, OWNER);
        var now = java.time.OffsetDateTime.now(Clock.systemUTC());
        run(
                "INSERT INTO session (organization_id, id, user_id, created_at, used_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
                ORGANIZATION,
                user,
                user,
                now,
                now,
                now.plusDays(1));
        run(
                "INSERT INTO refresh_token (organization_id, id, user_id, family, token_hash, successor, expires_at) VALUES (?, ?, ?, ?, 'x', ?, ?)",
                ORGANIZATION,
                user,
                user,
                user,
                box.seal("successor", "refresh_token:" + ORGANIZATION + ":" + user),
                now.plusDays(1));
        run(
                "INSERT INTO request_key (organization_id, principal, key, fingerprint, first_id, body) VALUES (?, 'user:1', 'k', 'x', ?, ?)",
                ORGANIZATION,
                user,
                box.seal("body", "request_key:" + ORGANIZATION + ":user:1:k"));
    }

    /// Columns anywhere that hold a text sealed with this key.
    private List<String> sealedColumns(MasterKey key) {
        var found = new ArrayList<String>();
        var columns =
                sql().sql(
                                """
                                SELECT c.table_name || ' ' || c.column_name FROM information_schema.columns c
                                  JOIN information_schema.tables t USING (table_schema, table_name)
                                 WHERE c.table_schema = 'public' AND c.data_type = 'text' AND t.table_type = 'BASE TABLE'\
                                """)
                        .query(String.class)
                        .list();
        for (var column : columns) {
            var parts = column.split(" ");
            long rows =
                    sql().sql(
                                    "SELECT count(*) FROM \"%s\" WHERE starts_with(\"%s\", ?)"
                                            .formatted(parts[0], parts[1]))
                            .param("v1." + key.id() + ".")
                            .query(Long.class)
                            .single();
            if (rows > 0) found.add(column);
        }
        return found;
    }

    private static MasterKey former(String text) {
        return MasterKey.load(Settings.of(Map.of("WABS_SECRET_KEY", text.strip())), Path.of("."));
    }

    private static String key(int fill) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private void install(Settings settings) {
        Database.open(settings, folder, MasterKey.load(settings, folder)).close();
    }

    private void owner() {
        run(NEW_OWNER, ORGANIZATION, UUID.randomUUID(), OWNER);
    }

    private static String link(Settings settings, String email) {
        return Maintenance.resetLink(settings, email).token();
    }

    private static int reset(Api api, String token) {
        return api.post("/api/auth/reset", Map.of("token", token, "password", PASSWORD)).status();
    }

    private void run(String sql, Object... parameters) {
        sql().sql(sql).params(parameters).update();
    }

    private String text(String sql) {
        return sql().sql(sql).query(String.class).single();
    }

    private JdbcClient sql() {
        var database = DatabaseAddress.parse(address);
        return JdbcClient.create(
                new DriverManagerDataSource(database.url(), database.owner(), database.password()));
    }

    private Map<String, String> without(String name) {
        var values = values();
        values.remove(name);
        return values;
    }

    private Map<String, String> values() {
        return new HashMap<>(
                Map.of(
                        "WABS_DATA",
                        folder.toString(),
                        "WABS_PORT",
                        "0",
                        "WABS_LOG_CONSOLE",
                        "false",
                        "DATABASE_URL",
                        address,
                        "WABS_OWNER_PASSWORD",
                        PASSWORD,
                        "WABS_CLOUD_API_URL",
                        "http://127.0.0.1:9"));
    }

    private Settings settings(Map<String, String> more) {
        var values = values();
        values.putAll(more);
        return Settings.of(values);
    }
}
