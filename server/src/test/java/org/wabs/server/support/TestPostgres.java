package org.wabs.server.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.postgres.EmbeddedPostgres;
import org.wabs.postgres.EmbeddedPostgresConfig;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.crypto.MasterKey;
import org.wabs.server.platform.sql.Database;

/// The one PostgreSQL of this JVM, started at first use and stopped with it. Hands out databases:
/// empty ones, and copies of one that was migrated.
public final class TestPostgres {
    private static final EmbeddedPostgres SERVER = start();
    private static final List<String> ROLES = List.of("_app", "_pipeline");

    private static @Nullable String migrated;

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

    /// A new database of its own, as the migrations leave one. It is a copy, since they take ten
    /// times as long: whoever works in it is a member of the roles of the original.
    ///
    /// @return its address as `DATABASE_URL` takes it
    static String migratedDatabase() {
        var original = migrated();
        var name = newName();
        execute("CREATE DATABASE " + name + " TEMPLATE " + original);
        for (var role : ROLES)
            execute(
                    """
                    CREATE ROLE %1$s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;
                    GRANT %2$s TO %1$s WITH INHERIT TRUE\
                    """
                            .formatted(name + role, original + role));
        return address(name);
    }

    private static synchronized String migrated() {
        if (migrated == null) {
            var address = newDatabase();
            var folder = Folders.make("migrated");
            var settings =
                    Settings.of(Map.of("DATABASE_URL", address, "WABS_DATA", folder.toString()));
            Database.open(settings, folder, MasterKey.load(settings, folder)).close();
            Folders.delete(folder);
            migrated = name(address);
        }
        return migrated;
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
