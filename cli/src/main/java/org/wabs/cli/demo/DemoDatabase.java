package org.wabs.cli.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.wabs.cli.CommandProblem;
import org.wabs.postgres.ConnectionInfo;
import org.wabs.postgres.EmbeddedPostgres;

/// A look into the database itself, past the server: the owner sees every row. One read-only
/// snapshot.
public final class DemoDatabase implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 5_000;

    private static final String MESSAGES =
            """
            SELECT m.id, m.campaign_id, coalesce(c.recipient, m.recipient_key) AS recipient, message_status(m) AS status,
                   m.accepted_at IS NOT NULL AS accepted, m.sent_at IS NOT NULL AS sent, m.delivered_at IS NOT NULL AS delivered,
                   m.read_at IS NOT NULL AS read, coalesce(m.failed_attempt, 0) AS failed
              FROM message m
              LEFT JOIN message_content c ON c.organization_id = m.organization_id AND c.message_id = m.id
             WHERE m.outbound\
            """;

    private static final String INBOUND = "SELECT wamid FROM message WHERE NOT outbound";

    /// From the rows themselves, one bit of `message_figures` a figure.
    private static final String FIGURES =
            """
            SELECT count(*) AS planned,
                   count(*) FILTER (WHERE f & 2 <> 0) AS skipped,
                   count(*) FILTER (WHERE f & 4 <> 0) AS accepted,
                   count(*) FILTER (WHERE f & 32 <> 0) AS delivered,
                   count(*) FILTER (WHERE f & 64 <> 0) AS read,
                   count(*) FILTER (WHERE f & 128 <> 0) AS replies,
                   count(*) FILTER (WHERE f & 256 <> 0) AS failed,
                   count(*) FILTER (WHERE f & 512 <> 0) AS refused,
                   count(*) FILTER (WHERE f & 1024 <> 0) AS cancelled,
                   count(*) FILTER (WHERE f & 4096 <> 0) AS in_doubt,
                   count(*) FILTER (WHERE status IN ('QUEUED', 'SENDING')) AS unfinished
              FROM (SELECT message_figures(m) AS f, message_status(m) AS status FROM message m WHERE m.campaign_id = ?) AS r\
            """;

    /// The counters that the server keeps, next to a recount.
    private static final String DIFFERENCES =
            """
            WITH kept AS (
                SELECT campaign_id, ARRAY[sum(planned), sum(skipped), sum(accepted), sum(held), sum(sent), sum(delivered), sum(read),
                       sum(replied), sum(failed), sum(refused), sum(cancelled), sum(duplicated), sum(in_doubt)]::bigint[] AS counts
                  FROM campaign_count GROUP BY campaign_id
            ), counted AS (
                SELECT campaign_id, array_agg(n ORDER BY bit) AS counts
                  FROM (SELECT campaign_id, bit, count(*) FILTER (WHERE f >> bit & 1 = 1) AS n
                          FROM (SELECT campaign_id, message_figures(m) AS f FROM message m WHERE campaign_id IS NOT NULL) AS r,
                               generate_series(0, 12) AS bit
                         GROUP BY campaign_id, bit) AS b
                 GROUP BY campaign_id
            )
            SELECT campaign_id || ': counted ' || coalesce(c.counts::text, '-') || ', kept ' || coalesce(k.counts::text, '-')
              FROM kept k FULL JOIN counted c USING (campaign_id) WHERE k.counts IS DISTINCT FROM c.counts\
            """;

    /// People of the campaign who got it and then asked to be left alone.
    private static final String OPT_OUTS =
            """
            SELECT count(DISTINCT m.recipient_key)
              FROM message m JOIN suppression s ON s.organization_id = m.organization_id AND s.recipient_key = m.recipient_key
             WHERE m.campaign_id = ? AND m.skipped IS NULL\
            """;

    /// @param refused of the failed, before Meta had accepted them
    /// @param unfinished still queued or being sent
    public record Figures(
            long planned,
            long skipped,
            long accepted,
            long delivered,
            long read,
            long replies,
            long failed,
            long refused,
            long cancelled,
            long inDoubt,
            long unfinished,
            long optOuts) {}

    private final Connection connection;

    private DemoDatabase(Connection connection) {
        this.connection = connection;
    }

    /// @param data the server's data folder, with its PostgreSQL running
    public static DemoDatabase open(Path data) throws SQLException {
        var info =
                EmbeddedPostgres.find(data.resolve("postgres"))
                        .orElseThrow(() ->
                                CommandProblem.failed(
                                        "The database in " + data + " does not run any more."));
        return open(info);
    }

    static DemoDatabase open(ConnectionInfo info) throws SQLException {
        var connection = DriverManager.getConnection(info.jdbcUrl(), info.user(), info.password());
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return new DemoDatabase(connection);
    }

    /// All outbound messages.
    public List<OurMessage> messages() throws SQLException {
        var messages = new ArrayList<OurMessage>();
        try (var statement = streaming(MESSAGES);
                var rows = statement.executeQuery()) {
            while (rows.next()) messages.add(message(rows));
        }
        return messages;
    }

    private PreparedStatement streaming(String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setFetchSize(ROWS_AT_ONCE);
        return statement;
    }

    private static OurMessage message(ResultSet row) throws SQLException {
        return new OurMessage(
                row.getObject("id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                row.getString("recipient"),
                row.getString("status"),
                row.getBoolean("accepted"),
                row.getBoolean("sent"),
                row.getBoolean("delivered"),
                row.getBoolean("read"),
                row.getInt("failed"));
    }

    /// Meta's ids of all inbound messages.
    public Set<String> inbound() throws SQLException {
        var wamids = new HashSet<String>();
        try (var statement = streaming(INBOUND);
                var rows = statement.executeQuery()) {
            while (rows.next()) wamids.add(rows.getString(1));
        }
        return wamids;
    }

    /// Counted from the rows.
    public Figures figures(UUID campaign) throws SQLException {
        try (var statement = connection.prepareStatement(FIGURES)) {
            statement.setObject(1, campaign);
            try (var row = statement.executeQuery()) {
                row.next();
                return new Figures(
                        row.getLong("planned"),
                        row.getLong("skipped"),
                        row.getLong("accepted"),
                        row.getLong("delivered"),
                        row.getLong("read"),
                        row.getLong("replies"),
                        row.getLong("failed"),
                        row.getLong("refused"),
                        row.getLong("cancelled"),
                        row.getLong("in_doubt"),
                        row.getLong("unfinished"),
                        optOuts(campaign));
            }
        }
    }

    private long optOuts(UUID campaign) throws SQLException {
        try (var statement = connection.prepareStatement(OPT_OUTS)) {
            statement.setObject(1, campaign);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /// Campaigns whose kept counters differ from a recount; empty when all agree.
    public List<String> counterDifferences() throws SQLException {
        var differences = new ArrayList<String>();
        try (var statement = connection.prepareStatement(DIFFERENCES);
                var rows = statement.executeQuery()) {
            while (rows.next()) differences.add(rows.getString(1));
        }
        return differences;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
