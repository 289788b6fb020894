package org.wabs.e2e;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.wabs.postgres.ConnectionInfo;
import org.wabs.postgres.EmbeddedPostgres;

/// A look into the database past the server. Each question has its own connection, as PostgreSQL
/// may be killed in between.
public final class Rows {
    private final Path home;

    /// @param data a server's data folder
    public Rows(Path data) {
        this.home = data.resolve("postgres");
    }

    ConnectionInfo database() throws SQLException {
        return EmbeddedPostgres.find(home)
                .orElseThrow(() -> new SQLException("PostgreSQL does not run"));
    }

    private Connection connect() throws SQLException {
        var info = database();
        return DriverManager.getConnection(info.jdbcUrl(), info.user(), info.password());
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    String text(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /// Changes something, as time would.
    public void run(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Set<String> texts(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new HashSet<String>();
            while (rows.next()) texts.add(rows.getString(1));
            return texts;
        }
    }

    /// Claimed and not yet answered, as `<id>.<attempt>`; of campaigns, since an answer to a person
    /// is settled by another rule.
    Set<String> underWay() throws SQLException {
        return texts(
                "SELECT message_id || '.' || attempt FROM in_flight WHERE campaign_id IS NOT NULL");
    }

    long postmaster() throws SQLException {
        return number("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)");
    }
}
