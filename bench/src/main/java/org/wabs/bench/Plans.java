package org.wabs.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which big tables PostgreSQL reads from end to end for a request: from the plans of all
/// statements that the server runs for it, as its own role and under row-level security, also
/// inside functions. PostgreSQL writes them into its log (auto_explain).
final class Plans {
    /// For PostgreSQL's start: the module is there, and silent. The role stands in front of each
    /// entry, since the server's pipelines work on meanwhile.
    static final Map<String, String> SETTINGS =
            Map.of(
                    "session_preload_libraries", "auto_explain",
                    "auto_explain.log_nested_statements", "on",
                    "log_line_prefix", "%u [%p] ");

    private static final Pattern ENTRY = Pattern.compile("(\\S+) \\[\\d+] [A-Z]+:.*");
    private static final Pattern SCAN = Pattern.compile("Seq Scan on (\\w+)");

    /// Of fewer rows PostgreSQL is right to read all.
    private static final int BIG = 5_000;

    private static final String BIG_TABLES =
            "SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.reltuples >= "
                    + BIG;

    private final Client client;
    private final Connection sql;
    private final Path log;
    private final Set<String> big = new HashSet<>();

    /// @param log of PostgreSQL
    Plans(Client client, Connection sql, Path log) throws SQLException {
        this.client = client;
        this.sql = sql;
        this.log = log;
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery(BIG_TABLES)) {
            while (rows.next()) big.add(rows.getString(1));
        }
    }

    /// From now on statements are explained, which takes time.
    void begin() throws SQLException, InterruptedException {
        tell("0");
    }

    void end() throws SQLException, InterruptedException {
        tell("-1");
    }

    private void tell(String milliseconds) throws SQLException, InterruptedException {
        try (var statement = sql.createStatement()) {
            statement.execute(
                    "ALTER SYSTEM SET auto_explain.log_min_duration = '" + milliseconds + "'");
            statement.execute("SELECT pg_reload_conf()");
        }
        // sessions take it up before their next statement
        Thread.sleep(500);
    }

    /// Asks each request of a question once.
    ///
    /// @return big tables that were read from end to end
    Set<String> scans(Question question) throws IOException {
        long from = Files.size(log);
        question.asks().stream().distinct().forEach(client::send);
        var scans = new TreeSet<String>();
        boolean ours = false;
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(from);
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var entry = ENTRY.matcher(line);
                if (entry.matches()) ours = entry.group(1).endsWith("_app");
                var scan = SCAN.matcher(line);
                if (ours && scan.find() && big.contains(scan.group(1))) scans.add(scan.group(1));
            }
        }
        return scans;
    }
}
