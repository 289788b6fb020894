package org.wabs.server.support;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wabs.server.Beans;
import org.wabs.server.WabsServer;
import org.wabs.server.platform.change.Changes;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.sql.DatabaseAddress;
import org.wabs.server.platform.sql.PipelineDb;

/// A whole server with a database of its own on a free port. Closing it removes both, but a database
/// that was given by `DATABASE_URL`.
///
///     try (var server = TestServer.start()) { server.owner().get("/api/accounts") … }
public final class TestServer implements AutoCloseable {
    public static final String OWNER = "owner@localhost";
    public static final String PASSWORD = "test owner's password";

    private final Instant made = Instant.now();
    private final Path folder;
    private final String database;
    private final boolean ownDatabase;
    private Superuser superuser;
    private final Map<String, String> settings;
    private WabsServer server;

    private TestServer(Map<String, String> given) {
        this.folder = Folders.make("server");
        var named = given.getOrDefault("DATABASE_URL", "");
        this.ownDatabase = named.isEmpty();
        this.database = ownDatabase ? TestPostgres.migratedDatabase() : named;
        this.superuser = new Superuser(database);
        this.settings =
                new HashMap<>(
                        Map.of(
                                "WABS_DATA",
                                folder.toString(),
                                "WABS_PORT",
                                "0",
                                "WABS_LOG_CONSOLE",
                                "false",
                                "DATABASE_URL",
                                database,
                                "WABS_OWNER_PASSWORD",
                                PASSWORD,
                                "WABS_USER_RATE",
                                "1000000",
                                "WABS_CLOUD_API_URL",
                                "http://127.0.0.1:9"));
        settings.putAll(given);
        this.server = WabsServer.start(Settings.of(settings));
    }

    public static TestServer start() {
        return new TestServer(Map.of());
    }

    /// @param settings by the names of their environment variables, such as `WABS_CLOUD_API_URL`
    public static TestServer start(Map<String, String> settings) {
        return new TestServer(settings);
    }

    public URI url() {
        return server.url();
    }

    /// Stops the server in good order and starts it again on the same data.
    public void restart() {
        server.close();
        server = WabsServer.start(Settings.of(settings));
    }

    /// What happens while a server is down.
    public interface Meanwhile {
        void happens() throws Exception;
    }

    /// Stops the server in good order, has this happen, and starts it again on the same data.
    public void restart(Meanwhile meanwhile) throws Exception {
        server.close();
        meanwhile.happens();
        server = WabsServer.start(Settings.of(settings));
    }

    /// Stops the server for a moment and copies its database.
    ///
    /// @return the copy, for [#restore]
    public String backUp() {
        var copy = new String[1];
        whileStopped(() -> copy[0] = TestPostgres.copy(database));
        return copy[0];
    }

    /// Puts a backup into the place of the database, on the same PostgreSQL and under the same
    /// name, and starts the server on it.
    public void restore(String backup) {
        whileStopped(() -> TestPostgres.replace(database, backup));
    }

    private void whileStopped(Runnable work) {
        server.close();
        superuser.close();
        work.run();
        superuser = new Superuser(database);
        server = WabsServer.start(Settings.of(settings));
    }

    /// The owner, signed in.
    public Api owner() {
        return Api.login(url(), OWNER, PASSWORD);
    }

    /// A new user of the first organization, signed in.
    public Api user(String role) {
        return user(organization(), role);
    }

    /// A new user, signed in.
    public Api user(UUID organization, String role) {
        var email = UUID.randomUUID() + "@localhost";
        sql().sql(
                        """
                        INSERT INTO app_user (organization_id, id, email, name, role, password_hash)
                        SELECT :organization, gen_random_uuid(), :email, 'Someone', :role, password_hash
                          FROM app_user WHERE email = :owner\
                        """)
                .param("organization", organization)
                .param("email", email)
                .param("role", role)
                .param("owner", OWNER)
                .update();
        return Api.login(url(), email, PASSWORD);
    }

    /// The first organization, which the environment's settings concern.
    public UUID organization() {
        return sql().sql("SELECT id FROM organization ORDER BY created_at, id LIMIT 1")
                .query(UUID.class)
                .single();
    }

    public UUID newOrganization() {
        var id = UUID.randomUUID();
        sql().sql("INSERT INTO organization (id, name) VALUES (:id, 'Another business')")
                .param("id", id)
                .update();
        return id;
    }

    /// A bean of the running server, such as its event bus.
    public <T> T bean(Class<T> type) {
        return Beans.of(server, type);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return Beans.all(server, type);
    }

    /// One of several beans of a type.
    public <T> T bean(String name, Class<T> type) {
        return Beans.of(server, name, type);
    }

    /// What has been logged since this server was made.
    public String log() {
        return TestLog.since(made);
    }

    public Api anonymous() {
        return new Api(url(), null);
    }

    /// SQL as the database's superuser: sees everything.
    public JdbcClient sql() {
        return superuser.sql();
    }

    /// The database as the pipelines work on it: their role, their planner settings.
    public PipelineDb pipeline() {
        var source = dataSource("pipeline");
        return new PipelineDb(
                JdbcClient.create(source),
                new TransactionTemplate(new JdbcTransactionManager(source)),
                source,
                new Changes());
    }

    /// Connections that work as one of the server's roles.
    ///
    /// @param role `app` (requests: sees the organization in `app.organization_id`) or `pipeline`
    public DataSource dataSource(String role) {
        var address = DatabaseAddress.parse(database);
        var source =
                new DriverManagerDataSource(address.url(), address.owner(), address.password());
        var properties = new Properties();
        properties.put(
                "options",
                "-c role="
                        + address.database()
                        + "_"
                        + role
                        + " -c plan_cache_mode=force_custom_plan");
        source.setConnectionProperties(properties);
        return source;
    }

    @Override
    public void close() {
        server.close();
        superuser.close();
        if (ownDatabase) TestPostgres.drop(database);
        Folders.delete(folder);
    }
}
