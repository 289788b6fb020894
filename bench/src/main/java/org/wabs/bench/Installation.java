package org.wabs.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wabs.postgres.EmbeddedPostgres;
import org.wabs.postgres.EmbeddedPostgresConfig;
import org.wabs.server.WabsServer;
import org.wabs.server.platform.config.Settings;

/// A server with a PostgreSQL of its own, with the settings that every installation has, but for
/// [Plans]. Meta is nobody: nothing is sent.
final class Installation implements AutoCloseable {
    static final String OWNER = "owner@localhost";
    static final String PASSWORD = "nobody else is here";

    /// Of the Meta app whose webhooks are taken.
    static final String APP_SECRET = "the-secret-of-nobodys-app";

    private final Path folder;
    private final boolean isTemporary;
    private final EmbeddedPostgres postgres;
    private final WabsServer server;
    private final Connection sql;

    private Installation(Path folder, boolean isTemporary) throws SQLException {
        this.folder = folder;
        this.isTemporary = isTemporary;
        this.postgres =
                EmbeddedPostgres.start(
                        EmbeddedPostgresConfig.at(folder.resolve("pg"))
                                .withSettings(Plans.SETTINGS));
        this.server = WabsServer.start(Settings.of(settings()));
        this.sql = connect();
    }

    /// Another one as the superuser, which the caller closes.
    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    private Map<String, String> settings() {
        var address =
                "postgresql://%s:%s@127.0.0.1:%d/wabs"
                        .formatted(postgres.user(), postgres.password(), postgres.port());
        return Map.of(
                "WABS_DATA",
                folder.resolve("data").toString(),
                "DATABASE_URL",
                address,
                "WABS_PORT",
                "0",
                "WABS_LOG_CONSOLE",
                "false",
                "WABS_OWNER_PASSWORD",
                PASSWORD,
                "WABS_USER_RATE",
                "1000000",
                "WHATSAPP_APP_SECRET",
                APP_SECRET,
                "WABS_CLOUD_API_URL",
                "http://127.0.0.1:9");
    }

    /// @param data absent: a temporary folder that is removed again
    static Installation start(@Nullable Path data) throws IOException, SQLException {
        if (data == null) return new Installation(Files.createTempDirectory("wabs-bench-"), true);
        return new Installation(Files.createDirectories(data).toAbsolutePath(), false);
    }

    /// As the superuser.
    Connection sql() {
        return sql;
    }

    /// Of PostgreSQL.
    Path log() {
        return folder.resolve("pg").resolve("server.log");
    }

    Work work() throws IOException {
        return new Work(folder.resolve("pg").resolve("data"));
    }

    URI url() {
        return server.url();
    }

    Client client() {
        return new Client(server.url(), OWNER, PASSWORD);
    }

    /// Lets the server count its figures of the last month now, and waits for it.
    void countFigures() throws SQLException, InterruptedException {
        try (var statement = sql.createStatement()) {
            statement.execute(
                    "UPDATE scheduled_tasks SET execution_time = now() WHERE task_name = 'analytics-last-month'");
            while (isWaiting()) Thread.sleep(200);
            statement.execute("VACUUM (ANALYZE) analytics_quarter");
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
    public void close() throws IOException, SQLException {
        sql.close();
        server.close();
        postgres.close();
        if (!isTemporary) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
