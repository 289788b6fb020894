package org.wabs.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.wabs.server.contact.SearchText;

/// Fills two organizations with people, campaigns and conversations, straight into the tables, the
/// second one a thousandth of the first and with equal ids. Each row follows from its number; half
/// of the messages are campaigns', half are said in conversations of about twenty messages. Numbers
/// are valid, but nothing can be sent from here.
final class ManyRows {
    private static final long CHUNK = 100_000;
    private static final int PER_CONVERSATION = 20;
    private static final long SECONDS = 30L * 24 * 60 * 60;
    private static final int SMALLEST = 500;

    /// Entries of search indexes gather before they are sorted in, instead of every 4 MB.
    private static final String MANY =
            "SET gin_pending_list_limit = '256MB'; SET work_mem = '256MB'; SET synchronous_commit = off";

    /// What a database was filled with.
    ///
    /// @param base when the newest row is from
    record Loaded(long contacts, long messages, Instant base, long seconds) {}

    /// Further connections as the superuser, which the caller closes.
    interface Connections {
        Connection open() throws SQLException;
    }

    private final Connection sql;

    /// @param sql as the superuser
    ManyRows(Connection sql) {
        this.sql = sql;
    }

    /// Once: what a former run has loaded stays.
    ///
    /// @param connections one for each processor
    Loaded load(long contacts, long messages, Connections connections)
            throws SQLException, IOException, InterruptedException {
        if (one("SELECT to_regclass('bench.loaded') IS NOT NULL").equals("t")) return former();
        long started = System.nanoTime();
        var base = Instant.now().truncatedTo(ChronoUnit.HOURS);
        run("begin", Map.of("@base", base.toString()));
        words();
        fill(
                one("SELECT id FROM organization ORDER BY created_at LIMIT 1"),
                "1001",
                contacts,
                messages,
                base,
                connections);
        fill(
                second(),
                "1002",
                Math.max(SMALLEST, contacts / 1_000),
                Math.max(SMALLEST, messages / 1_000),
                base,
                connections);
        execute("VACUUM (ANALYZE)");
        long seconds = (System.nanoTime() - started) / 1_000_000_000;
        execute(
                "CREATE TABLE bench.loaded AS SELECT %d AS contacts, %d AS messages, timestamptz '%s' AS base"
                        .formatted(contacts, messages, base));
        return new Loaded(contacts, messages, base, seconds);
    }

    /// Beside what is loaded: messages that wait for their reports.
    ///
    /// @return the campaign's id
    UUID waiting(int count, int contacts) throws SQLException, IOException {
        forLimitProgram();
        var campaign = UUID.randomUUID();
        run(
                "waiting",
                Map.of(
                        "@org",
                        one("SELECT organization_id FROM waba WHERE waba_id = '1001'"),
                        "@campaign",
                        campaign.toString(),
                        "@contacts",
                        String.valueOf(contacts),
                        "@count",
                        String.valueOf(count)));
        execute("VACUUM (ANALYZE) message");
        return campaign;
    }

    /// People of one account, who may be written to.
    ///
    /// @param block of a million phone numbers that are nobody else's
    void people(String waba, String tag, int block, int count) throws SQLException, IOException {
        run(
                "audience",
                Map.of(
                        "@waba",
                        waba,
                        "@tag",
                        tag,
                        "@first",
                        String.valueOf(block * 1_000_000L),
                        "@count",
                        String.valueOf(count)));
    }

    /// Empty tables of the limit program.
    void forLimitProgram() throws SQLException, IOException {
        run("limit", Map.of());
    }

    private Loaded former() throws SQLException {
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery("SELECT * FROM bench.loaded")) {
            rows.next();
            return new Loaded(
                    rows.getLong("contacts"),
                    rows.getLong("messages"),
                    rows.getTimestamp("base").toInstant(),
                    0);
        }
    }

    private String second() throws SQLException {
        var id = UUID.nameUUIDFromBytes("second".getBytes(StandardCharsets.UTF_8)).toString();
        execute("INSERT INTO organization (id, name) VALUES ('" + id + "', 'The neighbours')");
        return id;
    }

    private void fill(
            String organization,
            String waba,
            long contacts,
            long messages,
            Instant base,
            Connections connections)
            throws SQLException, IOException, InterruptedException {
        long said = messages / 2;
        var values = new LinkedHashMap<String, String>();
        values.put("@org", organization);
        values.put("@waba", waba);
        values.put("@base", base.toString());
        values.put("@contacts", String.valueOf(contacts));
        values.put("@conversations", String.valueOf(Math.max(1, said / PER_CONVERSATION)));
        values.put("@messages", String.valueOf(said));
        values.put("@step", String.valueOf((double) SECONDS / said));
        values.put("@names", String.valueOf(Words.names().size()));
        values.put("@sentences", String.valueOf(Words.sentences().size()));
        run("furniture", values);
        inChunks("people", 1, contacts, values, connections);
        inChunks("campaigns", 0, messages - said - 1, values, connections);
        run("talk", values);
        inChunks("messages", 1, said, values, connections);
        run("conversations", values);
    }

    private void words() throws SQLException {
        execute(
                "CREATE TABLE bench.name (n integer PRIMARY KEY, name text, lower text, searched text)");
        execute(
                "CREATE TABLE bench.sentence (n integer PRIMARY KEY, words text, lower text, searched text)");
        insert("name", Words.names());
        insert("name", List.of(Words.rareName()));
        insert("sentence", Words.sentences());
        execute("ANALYZE bench.name, bench.sentence");
    }

    private void insert(String table, List<Words.Text> texts) throws SQLException {
        try (var insert =
                sql.prepareStatement("INSERT INTO bench." + table + " VALUES (?, ?, ?, ?)")) {
            for (var text : texts) {
                insert.setInt(1, text.n());
                insert.setString(2, text.text());
                insert.setString(3, text.lower());
                insert.setString(4, SearchText.spelled(text.text()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Chunks do not touch each other's rows: each processor takes the next one that nobody has.
    private static void inChunks(
            String script,
            long first,
            long last,
            Map<String, String> values,
            Connections connections)
            throws SQLException, IOException, InterruptedException {
        var text = filled(script, values);
        var next = new AtomicLong(first);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ExecutorCompletionService<Void>(threads);
            int workers = Runtime.getRuntime().availableProcessors();
            for (int n = 0; n < workers; n++)
                done.submit(() -> {
                    chunks(text, next, last, connections);
                    return null;
                });
            for (int n = 0; n < workers; n++) done.take().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(script + " cannot be loaded", e.getCause());
        }
    }

    private static void chunks(String text, AtomicLong next, long last, Connections connections)
            throws SQLException {
        try (var sql = connections.open();
                var statement = sql.createStatement()) {
            statement.execute(MANY);
            for (long from = next.getAndAdd(CHUNK); from <= last; from = next.getAndAdd(CHUNK)) {
                long to = Math.min(last, from + CHUNK - 1);
                statement.execute(
                        text.replace("@from", String.valueOf(from))
                                .replace("@to", String.valueOf(to)));
            }
        } finally {
            // the others need not go on where one has failed
            next.set(last + 1);
        }
    }

    private void run(String script, Map<String, String> values) throws SQLException, IOException {
        execute(filled(script, values));
    }

    private static String filled(String script, Map<String, String> values) throws IOException {
        var text = read(script);
        for (var value : values.entrySet()) text = text.replace(value.getKey(), value.getValue());
        return text;
    }

    private static String read(String script) throws IOException {
        try (InputStream in = ManyRows.class.getResourceAsStream(script + ".sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String one(String query) throws SQLException {
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void execute(String statement) throws SQLException {
        try (var running = sql.createStatement()) {
            running.execute(statement);
        }
    }
}
