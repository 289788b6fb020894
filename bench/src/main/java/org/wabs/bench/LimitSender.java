package org.wabs.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The least code that sends a campaign so that no crash loses a message or sends it twice: writes
/// all of them down, notes each attempt before it leaves and each answer after it came, all in the
/// largest batches. One connection a request under way. It paces nothing, limits nothing, checks
/// nothing and can neither pause nor go on.
final class LimitSender {
    private static final int BATCH = 1_000;

    private static final String PLAN =
            """
            WITH person AS MATERIALIZED (
                SELECT wabs_uuid_of(statement_timestamp(), gen_random_uuid()) AS id, c.recipient_key, jsonb_build_array(c.name, c.attributes ->> 'customer', 'Friday') AS parameters
                  FROM contact_tag t JOIN contact c ON (c.organization_id, c.id) = (t.organization_id, t.contact_id) WHERE t.tag = ?
            ), written AS (
                INSERT INTO limit_program.content SELECT id, recipient_key, parameters FROM person ORDER BY id
            )
            INSERT INTO limit_program.message (id) SELECT id FROM person ORDER BY id\
            """;
    private static final String CLAIM =
            """
            WITH next AS (
                SELECT message_id, recipient, parameters ->> 0 AS name, parameters ->> 1 AS number, parameters ->> 2 AS day
                  FROM limit_program.content WHERE message_id > ?::uuid ORDER BY message_id LIMIT %d
            ), claimed AS (
                UPDATE limit_program.message m SET attempt = attempt + 1 FROM next n WHERE m.id = n.message_id
            )
            SELECT * FROM next\
            """
                    .formatted(BATCH);
    private static final String RECORD =
            """
            WITH answer AS (SELECT * FROM unnest(?, ?) AS a(id, wamid)), known AS (
                INSERT INTO limit_program.wamid_ref SELECT hashtextextended(wamid, 0), id FROM answer
            ), former AS MATERIALIZED (
                SELECT m.id, a.wamid FROM limit_program.message m JOIN answer a USING (id) ORDER BY m.id FOR NO KEY UPDATE OF m
            )
            UPDATE limit_program.message m SET wamid = f.wamid, accepted_at = now() FROM former f WHERE m.id = f.id\
            """;
    private static final String LAST =
            "SELECT coalesce((SELECT message_id FROM limit_program.content ORDER BY message_id DESC LIMIT 1), '00000000-0000-0000-0000-000000000000'::uuid)";
    private static final String NONE = "";

    private record Message(String id, byte[] request) {}

    private record Answer(String id, String wamid) {}

    private final Installation installation;
    private final Account account;
    private final int underWay;
    private final BlockingQueue<Message> claimed = new ArrayBlockingQueue<>(2 * BATCH);
    private final BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(4 * BATCH);

    /// @param account in the simulator's world
    /// @param underWay requests at once
    LimitSender(Installation installation, Account account, int underWay) {
        this.installation = installation;
        this.account = account;
        this.underWay = underWay;
    }

    /// Returns when all answers are written down.
    ///
    /// @param tag whom the messages go to
    /// @return how many they were
    long send(String tag) throws SQLException, InterruptedException {
        try (var sql = installation.connect()) {
            var former = last(sql);
            long planned = plan(sql, tag);
            try (var threads = Executors.newCachedThreadPool()) {
                run(threads, former, planned);
            }
            return planned;
        }
    }

    private static long plan(Connection sql, String tag) throws SQLException {
        try (var plan = sql.prepareStatement(PLAN)) {
            plan.setString(1, tag);
            long planned = plan.executeUpdate();
            sql.createStatement().execute("ANALYZE limit_program.message, limit_program.content");
            return planned;
        }
    }

    /// Ids follow the time, so those of former runs come first.
    private static String last(Connection sql) throws SQLException {
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery(LAST)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void run(ExecutorService threads, String former, long planned)
            throws InterruptedException {
        var running = new ExecutorCompletionService<Void>(threads);
        running.submit(job(() -> claim(former)));
        for (int n = 0; n < underWay; n++) running.submit(job(this::post));
        running.submit(job(() -> record(planned)));
        try {
            // the first one that fails ends all
            for (int n = 0; n < underWay + 2; n++) running.take().get();
        } catch (ExecutionException e) {
            threads.shutdownNow();
            throw new IllegalStateException(e.getCause());
        }
    }

    private interface Work {
        void run() throws IOException, SQLException, InterruptedException;
    }

    private static Callable<Void> job(Work work) {
        return () -> {
            work.run();
            return null;
        };
    }

    private void claim(String former) throws SQLException, InterruptedException {
        try (var sql = installation.connect();
                var claim = sql.prepareStatement(CLAIM)) {
            var last = former;
            int number = 0;
            while (!last.isEmpty()) {
                claim.setString(1, last);
                var batch = new ArrayList<Message>();
                try (var rows = claim.executeQuery()) {
                    last = NONE;
                    while (rows.next()) {
                        last = rows.getString(1);
                        var sender = account.numberIds().get(number++ % account.numbers());
                        batch.add(
                                new Message(
                                        last,
                                        request(
                                                sender,
                                                last,
                                                rows.getString(2),
                                                List.of(
                                                        rows.getString(3),
                                                        rows.getString(4),
                                                        rows.getString(5)))));
                    }
                }
                for (var message : batch) claimed.put(message);
            }
            for (int n = 0; n < underWay; n++) claimed.put(new Message(NONE, new byte[0]));
        }
    }

    private byte[] request(String sender, String id, String to, List<String> parameters) {
        var body =
                """
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"%s","type":"template","template":{"name":"order_update",\
                "language":{"code":"en_US"},"components":[{"type":"body","parameters":[{"type":"text","text":"%s"},{"type":"text","text":"%s"},\
                {"type":"text","text":"%s"}]}]},"biz_opaque_callback_data":"%s.1"}\
                """
                        .formatted(to, parameters.get(0), parameters.get(1), parameters.get(2), id);
        return """
        POST /v25.0/%s/messages HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s\
        """
                .formatted(sender, account.token(), body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void post() throws IOException, InterruptedException {
        try (var connection = new RawConnection(installation.meta().url())) {
            for (var message = claimed.take();
                    !message.id().equals(NONE);
                    message = claimed.take()) {
                var answer = connection.exchange(message.request());
                var said = new String(answer.body(), StandardCharsets.UTF_8);
                if (answer.status() != 200) throw new IOException(said);
                answers.put(new Answer(message.id(), wamid(said)));
            }
        }
    }

    /// Cut out: to understand all of the answer would be more than the least.
    private static String wamid(String said) {
        int from = said.indexOf("wamid.");
        return said.substring(from, said.indexOf('"', from));
    }

    private void record(long planned) throws SQLException, InterruptedException {
        try (var sql = installation.connect();
                var record = sql.prepareStatement(RECORD)) {
            long recorded = 0;
            while (recorded < planned) {
                var batch = new ArrayList<Answer>();
                batch.add(answers.take());
                answers.drainTo(batch, BATCH - 1);
                record.setArray(
                        1, sql.createArrayOf("uuid", batch.stream().map(Answer::id).toArray()));
                record.setArray(
                        2, sql.createArrayOf("text", batch.stream().map(Answer::wamid).toArray()));
                record.executeUpdate();
                recorded += batch.size();
            }
        }
    }
}
