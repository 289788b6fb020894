package org.wabs.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;
import org.wabs.postgres.PostgresStartException.Reason;

/// The databases of a running server, seen by its owner.
final class Databases {

    private static final String WRONG_PASSWORD = "28P01";
    private static final int TIMEOUT_SECONDS = 10;

    private final ConnectionInfo server;

    Databases(ConnectionInfo server) {
        this.server = server.toDatabase("postgres");
    }

    void createIfAbsent(String name) {
        try (var connection = connect()) {
            if (exists(connection, name)) return;
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name); // [EmbeddedPostgresConfig] checked it
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// The folder that the server itself says it works on.
    String dataFolder() {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW data_directory")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        var sql = "SELECT 1 FROM pg_database WHERE datname = ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private Connection connect() throws SQLException {
        var source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl());
        source.setUser(server.user());
        source.setPassword(server.password());
        source.setConnectTimeout(TIMEOUT_SECONDS);
        source.setSocketTimeout(TIMEOUT_SECONDS * 6);
        return source.getConnection();
    }

    private PostgresStartException failure(SQLException cause) {
        return WRONG_PASSWORD.equals(cause.getSQLState())
                ? new PostgresStartException(
                        Reason.PASSWORD_LOST,
                        "The password file does not fit the database at "
                                + server.jdbcUrl()
                                + ": put the right one back from your backup.",
                        cause)
                : new PostgresStartException(
                        Reason.FAILED,
                        "PostgreSQL started but cannot be used: " + cause.getMessage(),
                        cause);
    }
}
