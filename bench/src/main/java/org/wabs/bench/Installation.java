package org.wabs.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wabs.postgres.EmbeddedPostgres;
import org.wabs.postgres.EmbeddedPostgresConfig;

/// PostgreSQL, the server and the simulator of Meta's side, each a process of its own, with the
/// settings that every installation has, but for [Plans] and [#LIMITS].
final class Installation implements AutoCloseable {
    static final String OWNER = "owner@localhost";
    static final String PASSWORD = "nobody else is here";

    /// Of the Meta app whose webhooks are taken at the usual address.
    static final String APP_SECRET = "the-secret-of-nobodys-app";

    /// What would otherwise be measured in place of the server: our own limits on one user, and on
    /// a number. Four of them have 256 requests under way in all.
    private static final Map<String, String> LIMITS =
            Map.of(
                    "WABS_USER_RATE",
                    "1000000",
                    "WABS_SEND_SHARE",
                    "1",
                    "WABS_SEND_IN_FLIGHT",
                    "64");

    private static final String NEW_ORGANIZATION =
            """
            WITH made AS (INSERT INTO organization (id, name) VALUES (gen_random_uuid(), '%s') RETURNING id)
            INSERT INTO app_user (organization_id, id, email, name, role, password_hash)
            SELECT made.id, gen_random_uuid(), '%s', 'Owner', 'OWNER', u.password_hash FROM made, app_user u WHERE u.email = '%s'\
            """;

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final Program simulator;
    private final Program server;
    private final Connection sql;
    private final URI meta;
    private final URI url;
    private int accounts;

    private Installation(Path folder, EmbeddedPostgres postgres)
            throws IOException, SQLException, InterruptedException {
        this.folder = folder;
        this.postgres = postgres;
        this.simulator =
                Program.start(
                        folder,
                        "simulator",
                        Map.of(),
                        "simulator",
                        "--data",
                        Files.createTempDirectory(folder, "simulator-").toString());
        this.meta = simulator.url();
        this.server = startServer("server", settings());
        this.url = server.url();
        this.sql = connect();
        // those of a former run stay
        this.accounts = 100 + 10 * (int) number("SELECT count(*) FROM waba");
    }

    /// On a folder that is kept. Programs that were started before one failed end with this one.
    static Installation start(Path folder) throws IOException, SQLException, InterruptedException {
        var home = Files.createDirectories(folder).resolve("pg");
        var postgres =
                EmbeddedPostgres.start(
                        EmbeddedPostgresConfig.at(home).withSettings(Plans.SETTINGS));
        try {
            return new Installation(folder, postgres);
        } catch (IOException | SQLException | RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private Program startServer(String name, Map<String, String> settings) throws IOException {
        return Program.start(
                folder,
                name,
                settings,
                "serve",
                "--port",
                "0",
                "--data",
                folder.resolve(name).toString());
    }

    /// A further server on the same database, which the caller closes.
    Program startNode() throws IOException {
        var settings = settings();
        settings.put(
                "WABS_SECRET_KEY",
                Files.readString(folder.resolve("server").resolve("secret.key")).strip());
        return startServer("node", settings);
    }

    private LinkedHashMap<String, String> settings() {
        var settings = new LinkedHashMap<>(LIMITS);
        settings.put(
                "DATABASE_URL",
                "postgresql://%s:%s@127.0.0.1:%d/wabs"
                        .formatted(postgres.user(), postgres.password(), postgres.port()));
        settings.put("WABS_LOG_CONSOLE", "false");
        settings.put("WABS_OWNER_PASSWORD", PASSWORD);
        settings.put("WHATSAPP_APP_SECRET", APP_SECRET);
        settings.put("WABS_CLOUD_API_URL", meta.toString());
        return settings;
    }

    /// Another one as the superuser, which the caller closes.
    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    /// As the superuser.
    Connection sql() {
        return sql;
    }

    String postgresVersion() throws SQLException {
        return sql.getMetaData().getDatabaseProductVersion();
    }

    /// Of PostgreSQL.
    Path log() {
        return folder.resolve("pg").resolve("server.log");
    }

    Work work() throws IOException {
        return new Work(List.of(server.handle()), folder.resolve("pg").resolve("data"));
    }

    URI url() {
        return url;
    }

    /// Meta's side.
    Meta meta() {
        return new Meta(meta);
    }

    ProcessHandle server() {
        return server.handle();
    }

    Client client() {
        return client(OWNER);
    }

    /// Somebody else with the owner's password.
    Client client(String email) {
        return new Client(url, email, PASSWORD);
    }

    /// @param owner the e-mail address of the one who owns it
    Client newOrganization(String owner) throws SQLException {
        try (var statement = sql.createStatement()) {
            statement.execute(NEW_ORGANIZATION.formatted(owner, owner, OWNER));
        }
        return client(owner);
    }

    long number(String query) throws SQLException {
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// One that no other has the ids of.
    Account newAccount(int numbers) {
        return new Account(++accounts, numbers);
    }

    /// Lets the server count its figures of the last month now, and waits for it.
    void countFigures() throws SQLException, InterruptedException {
        try (var statement = sql.createStatement()) {
            statement.execute(
                    "UPDATE scheduled_tasks SET execution_time = now() WHERE task_name = 'analytics-last-month'");
            while (isWaiting()) Thread.sleep(200);
            statement.execute("VACUUM (ANALYZE) analytics_quarter, analytics_total, analytics_day");
        }
    }

    private boolean isWaiting() throws SQLException {
        try (var statement = sql.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT EXISTS (SELECT FROM scheduled_tasks WHERE task_name = 'analytics-last-month' AND (picked OR execution_time <= now()))")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        sql.close();
        server.close();
        simulator.close();
        postgres.close();
    }
}
