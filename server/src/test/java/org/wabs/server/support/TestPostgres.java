package org.wabs.server.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.wabs.postgres.EmbeddedPostgres;
import org.wabs.postgres.EmbeddedPostgresConfig;

/// The one PostgreSQL of this test run, started at first use and stopped with the JVM. Hands out
/// empty databases.
public final class TestPostgres {
    private static final EmbeddedPostgres SERVER = start();

    private TestPostgres() {}

    private static EmbeddedPostgres start() {
        try {
            Files.createDirectories(Path.of("target"));
            var home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres-");
            var server =
                    EmbeddedPostgres.start(
                            EmbeddedPostgresConfig.at(home)
                                    .withSettings(Map.of("max_connections", "200")));
            AtTheEnd.run(() -> {
                server.close();
                Folders.delete(home);
            });
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// A new, empty database of its own.
    ///
    /// @return its address as `DATABASE_URL` takes it
    public static String newDatabase() {
        var name = newName();
        execute("CREATE DATABASE " + name);
        return address(name);
    }

    private static String newName() {
        return "test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    private static String name(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static String address(String name) {
        return "postgresql://"
                + SERVER.user()
                + ":"
                + SERVER.password()
                + "@127.0.0.1:"
                + SERVER.port()
                + "/"
                + name;
    }

    public static void drop(String address) {
        execute("DROP DATABASE IF EXISTS " + name(address) + " WITH (FORCE)");
    }

    /// A copy of a database to which nobody is connected.
    ///
    /// @return the copy's address
    static String copy(String address) {
        var copy = newName();
        execute("CREATE DATABASE " + copy + " TEMPLATE " + name(address));
        return address(copy);
    }

    /// Puts another database into the place of one to which nobody is connected.
    static void replace(String address, String by) {
        drop(address);
        execute("ALTER DATABASE " + name(by) + " RENAME TO " + name(address));
    }

    private static void execute(String sql) {
        try (var connection =
                        DriverManager.getConnection(
                                SERVER.jdbcUrl(), SERVER.user(), SERVER.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
