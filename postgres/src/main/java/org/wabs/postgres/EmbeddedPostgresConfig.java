package org.wabs.postgres;

import java.nio.file.Path;
import java.util.Map;

/// What an embedded server is started with.
///
/// @param home folder that holds the server's data, password and log; created if absent
/// @param port TCP port on 127.0.0.1; 0 takes a free one and prefers it at the next start
/// @param database created if absent; lower-case letters, digits and `_`
/// @param settings PostgreSQL settings that replace our defaults; those that durability and
///   security rest on are refused
public record EmbeddedPostgresConfig(
        Path home, int port, String database, Map<String, String> settings) {

    public EmbeddedPostgresConfig {
        require(port >= 0 && port <= 65_535, "port: 0 to 65535, was " + port);
        require(
                database.matches("[a-z][a-z0-9_]{0,62}"),
                "database: lower-case letters, digits and _ (63 at most), was " + database);
        settings = Map.copyOf(settings);
        ServerSettings.check(settings);
    }

    /// The usual server: a free port, database `wabs`, our settings.
    public static EmbeddedPostgresConfig at(Path home) {
        return new EmbeddedPostgresConfig(home, 0, "wabs", Map.of());
    }

    public EmbeddedPostgresConfig withPort(int newPort) {
        return new EmbeddedPostgresConfig(home, newPort, database, settings);
    }

    public EmbeddedPostgresConfig withDatabase(String newDatabase) {
        return new EmbeddedPostgresConfig(home, port, newDatabase, settings);
    }

    public EmbeddedPostgresConfig withSettings(Map<String, String> newSettings) {
        return new EmbeddedPostgresConfig(home, port, database, newSettings);
    }

    static void require(boolean holds, String message) {
        if (!holds) throw new IllegalArgumentException(message);
    }
}
