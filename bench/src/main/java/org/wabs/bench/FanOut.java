package org.wabs.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.wabs.bench.report.Aim;
import org.wabs.bench.report.Figure;
import org.wabs.bench.report.Measured;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Contacts are changed over the API at a steady rate, and clients hear of it. Times count from
/// when a change is asked for, so its transaction is in them.
@Command(
        name = "fan-out",
        description =
                "How soon do a thousand WebSocket clients hear of 500 changes a second, each of which concerns 20 of them?",
        mixinStandardHelpOptions = true)
final class FanOut implements Scenario {
    private static final int OF_ONE_USER = 10;
    private static final int CONNECTIONS = 32;
    private static final int MILLIS = 100;
    private static final int PEOPLE = 100_000;

    private static final String USERS =
            """
            INSERT INTO app_user (organization_id, id, email, name, role, password_hash)
            SELECT organization_id, gen_random_uuid(), 'watcher-' || n || '@localhost', 'Watcher ' || n, 'AGENT', password_hash
              FROM app_user, generate_series(1, %d) n WHERE email = '%s'
            ON CONFLICT DO NOTHING\
            """;

    @Option(names = "--clients", description = "default: ${DEFAULT-VALUE}")
    private int clients = 1_000;

    @Option(names = "--rate", description = "changes a second; default: ${DEFAULT-VALUE}")
    private int rate = 500;

    @Option(names = "--seconds", description = "default: ${DEFAULT-VALUE}")
    private int seconds = 20;

    @Override
    public Measured measure(Stage stage) throws Exception {
        int many = stage.isQuick() ? 40 : clients;
        int perSecond = stage.isQuick() ? 50 : rate;
        int length = stage.isQuick() ? 1 : seconds;
        var installation = stage.filled(PEOPLE, PEOPLE / 2);
        // each contact changes once a second, so that no change waits for the one before
        var contacts = contacts(installation, perSecond);
        try (var watchers = new Watchers(contacts.stream().map(one -> one.id).toList())) {
            watchers.connect(installation.url(), tickets(installation, many));
            if (!stage.isQuick()) change(installation, contacts, watchers, perSecond, length);
            int warm = watchers.heard().length;
            var work = installation.work();
            var before = work.done();
            change(installation, contacts, watchers, perSecond, length);
            var heard = watchers.heard();
            double cores = work.done().minus(before).toNanos() / 1e9 / length;
            var counted = Arrays.copyOfRange(heard, warm, heard.length);
            return new Measured(
                    "%,d clients, %d changes a second for %d s, each heard by %d."
                            .formatted(many, perSecond, length, Watchers.OF_EACH),
                    figures(counted, cores));
        }
    }

    private static List<Figure> figures(double[] heard, double cores) {
        return List.of(
                new Figure("heard", heard.length, "times"),
                new Figure("from asking to hearing, median", Figure.median(heard), "ms"),
                new Figure(
                        "from asking to hearing, p99",
                        Figure.percentile(heard, 0.99),
                        "ms",
                        Aim.atMost(MILLIS)),
                new Figure("processors of server and database", cores, "cores"));
    }

    /// One that is changed again and again, by one request at a time.
    private static final class Changed {
        private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");

        private final UUID id;
        private String version;

        Changed(UUID id, String version) {
            this.id = id;
            this.version = version;
        }

        synchronized void change(RawConnection connection, String token, int n, Runnable asking)
                throws IOException {
            asking.run();
            var answer = connection.exchange(request(token, n));
            var said = new String(answer.body(), StandardCharsets.UTF_8);
            var next = VERSION.matcher(said);
            if (answer.status() != 200 || !next.find())
                throw new IOException("a change was answered " + answer.status() + " " + said);
            version = next.group(1);
        }

        private byte[] request(String token, int n) {
            var body = "{\"version\": %s, \"name\": \"Changed %d\"}".formatted(version, n);
            return """
            PATCH /api/contacts/%s HTTP/1.1\r
            Host: 127.0.0.1\r
            Authorization: Bearer %s\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            %s\
            """
                    .formatted(id, token, body.length(), body)
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static List<Changed> contacts(Installation installation, int count)
            throws SQLException {
        var contacts = new ArrayList<Changed>();
        try (var statement = installation.sql().createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT c.id, c.version FROM contact c JOIN app_user u USING (organization_id) WHERE u.email = '%s' ORDER BY c.id LIMIT %d"
                                        .formatted(Installation.OWNER, count))) {
            while (rows.next())
                contacts.add(new Changed(rows.getObject(1, UUID.class), rows.getString(2)));
        }
        return contacts;
    }

    private static List<String> tickets(Installation installation, int clients)
            throws SQLException {
        int users = Math.ceilDiv(clients, OF_ONE_USER);
        try (var statement = installation.sql().createStatement()) {
            statement.execute(USERS.formatted(users, Installation.OWNER));
        }
        var tickets = new ArrayList<String>();
        for (int n = 1; n <= users; n++) {
            var user = installation.client("watcher-" + n + "@localhost");
            for (int one = 0; one < OF_ONE_USER && tickets.size() < clients; one++)
                tickets.add(
                        Client.json(user.send(Ask.post("/api/live/tickets", "{}")))
                                .path("path")
                                .asString());
        }
        return tickets;
    }

    /// So many a second, whatever the answers do.
    private static void change(
            Installation installation,
            List<Changed> contacts,
            Watchers watchers,
            int rate,
            int seconds)
            throws Exception {
        var token = installation.client().token();
        var next = new AtomicInteger();
        long begin = System.nanoTime();
        Callable<Void> connection =
                () -> {
                    try (var kept = new RawConnection(installation.url())) {
                        for (int n = next.getAndIncrement();
                                n < rate * seconds;
                                n = next.getAndIncrement()) {
                            long wait = begin + n * 1_000_000_000L / rate - System.nanoTime();
                            if (wait > 0) Thread.sleep(Duration.ofNanos(wait));
                            int contact = n % contacts.size();
                            contacts.get(contact)
                                    .change(kept, token, n, () -> watchers.asks(contact));
                        }
                    }
                    return null;
                };
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (var one : threads.invokeAll(Collections.nCopies(CONNECTIONS, connection)))
                one.get();
        }
    }
}
