package org.wabs.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Messages that Meta has taken: their reports are yet to come.
final class WaitingMessages {
    record Waiting(UUID id, String wamid, String recipient) {}

    private static final int PEOPLE = 1_000;

    private final Connection sql;
    private final UUID campaign;
    private final List<Waiting> all = new ArrayList<>();

    private WaitingMessages(Connection sql, UUID campaign) {
        this.sql = sql;
        this.campaign = campaign;
    }

    /// @param sql of an installation with at least a thousand people
    static WaitingMessages load(Connection sql, int count) throws SQLException, IOException {
        var waiting = new WaitingMessages(sql, new ManyRows(sql).waiting(count, PEOPLE));
        waiting.read();
        return waiting;
    }

    private void read() throws SQLException {
        try (var statement = sql.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT id, wamid, ltrim(recipient_key, '+') FROM message WHERE campaign_id = '"
                                        + campaign
                                        + "' ORDER BY id")) {
            while (rows.next())
                all.add(
                        new Waiting(
                                rows.getObject(1, UUID.class),
                                rows.getString(2),
                                rows.getString(3)));
        }
    }

    List<Waiting> all() {
        return all;
    }

    /// How many the server knows to be `sent`, `delivered` or `read`.
    int known(String status) throws SQLException {
        return count("message WHERE campaign_id = '" + campaign + "' AND ", status);
    }

    int knownToTheLimit(String status) throws SQLException {
        return count("limit_program.message WHERE ", status);
    }

    private int count(String where, String status) throws SQLException {
        try (var statement = sql.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT count(*) FROM " + where + status + "_at IS NOT NULL")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
