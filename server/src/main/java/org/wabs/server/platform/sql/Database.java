package org.wabs.server.platform.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wabs.postgres.EmbeddedPostgres;
import org.wabs.postgres.EmbeddedPostgresConfig;
import org.wabs.postgres.PostgresStartException;
import org.wabs.server.platform.change.Changes;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.platform.crypto.MasterKey;

/// The opened database: PostgreSQL runs, roles and schema are there, both pools are filled.
public final class Database implements AutoCloseable {
    private static final int OLDEST_POSTGRES = 160000;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final @Nullable EmbeddedPostgres embedded;
    private final HikariDataSource app;
    private final HikariDataSource pipeline;
    private final Changes changes = new Changes();

    private Database(
            @Nullable EmbeddedPostgres embedded, HikariDataSource app, HikariDataSource pipeline) {
        this.embedded = embedded;
        this.app = app;
        this.pipeline = pipeline;
    }

    /// @throws StartProblem one sentence that says what is wrong and what to do
    public static Database open(Settings settings, Path data, MasterKey key) {
        var url = settings.optional(Setting.DATABASE_URL);
        if (url.isPresent()) return open(DatabaseAddress.parse(url.get()), null, settings, key);
        var embedded = embedded(settings, data);
        try {
            return open(DatabaseAddress.of(embedded.connection()), embedded, settings, key);
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    static EmbeddedPostgres embedded(Settings settings, Path data) {
        try {
            return EmbeddedPostgres.start(
                    new EmbeddedPostgresConfig(
                            data.resolve("postgres"),
                            settings.number(Setting.WABS_DATABASE_PORT),
                            "wabs",
                            Map.of()));
        } catch (PostgresStartException e) {
            throw new StartProblem(String.valueOf(e.getMessage()), e);
        }
    }

    private static Database open(
            DatabaseAddress address,
            @Nullable EmbeddedPostgres embedded,
            Settings settings,
            MasterKey key) {
        var roles = new Roles(address.database(), key);
        try (var owner =
                DriverManager.getConnection(address.url(), address.owner(), address.password())) {
            checkServer(owner);
            roles.ensure(owner);
        } catch (SQLException e) {
            throw new StartProblem(
                    "PostgreSQL at " + address + " cannot be used: " + e.getMessage(), e);
        }
        Migrations.run(address, roles);
        int connections = settings.number(Setting.WABS_DATABASE_CONNECTIONS);
        var app = pool("requests", address, roles.app(), roles, connections / 2);
        var pipeline =
                pool("pipeline", address, roles.pipeline(), roles, connections - connections / 2);
        return new Database(embedded, app, pipeline);
    }

    private static void checkServer(Connection owner) throws SQLException {
        try (var query = owner.createStatement();
                var row =
                        query.executeQuery(
                                "SELECT current_setting('server_version_num')::int, current_setting('server_version'),"
                                        + " current_setting('fsync'), current_setting('synchronous_commit')")) {
            row.next();
            if (row.getInt(1) < OLDEST_POSTGRES) {
                throw new StartProblem(
                        "PostgreSQL 16 or newer is needed, this one is " + row.getString(2) + ".");
            }
            if (row.getString(3).equals("off") || row.getString(4).equals("off")) {
                throw new StartProblem(
                        "PostgreSQL runs with fsync or synchronous_commit off: a crash would lose which"
                                + " messages were sent. Switch both on.");
            }
        }
    }

    private static HikariDataSource pool(
            String name, DatabaseAddress address, String role, Roles roles, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(address.url());
        config.setUsername(role);
        config.setPassword(roles.password(role));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(CONNECT.toMillis());
        config.addDataSourceProperty("ApplicationName", "wabs " + name);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // the details of an error quote the row: numbers and words of people, which no log may hold
        config.addDataSourceProperty("logServerErrorDetail", "false");
        // A generic plan leaves out partitions while it runs. When such an update then waits for a
        // row
        // that somebody else is changing, PostgreSQL 18 forgets the rest of the batch, without an
        // error (ADR 0004).
        var options = "-c plan_cache_mode=force_custom_plan";
        // People look at few rows of many, at once. PostgreSQL's defaults are for disks with arms,
        // where reading ten thousand rows from end to end is better than by an index, and for
        // answers that are worth the start of more processes.
        if (name.equals("requests"))
            options += " -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0";
        // a node that is stopped in the middle of a claim must not hold its number for ever
        if (name.equals("pipeline")) options += " -c idle_in_transaction_session_timeout=30s";
        config.addDataSourceProperty("options", options);
        return new HikariDataSource(config);
    }

    public AppDb app() {
        return new AppDb(
                JdbcClient.create(app),
                named("requests", new TenantTransactionManager(app)),
                changes);
    }

    public PipelineDb pipeline() {
        return new PipelineDb(
                JdbcClient.create(pipeline),
                named("pipeline", new JdbcTransactionManager(pipeline)),
                pipeline,
                changes);
    }

    /// The name tells which of the two a thread is in.
    private static TransactionTemplate named(String name, JdbcTransactionManager manager) {
        var template = new TransactionTemplate(manager);
        template.setName(name);
        return template;
    }

    /// A new connection beside the pools, as the pipeline: for whoever listens to notifications.
    /// The caller closes it.
    public Connection listener() throws SQLException {
        return DriverManager.getConnection(
                pipeline.getJdbcUrl(), pipeline.getUsername(), pipeline.getPassword());
    }

    @Override
    public void close() {
        app.close();
        pipeline.close();
        if (embedded != null) embedded.close();
    }
}
