package org.wabs.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The least code that does what webhooks ask for: checks the signature, writes the body down in
/// the largest batches there are, answers once they are committed, and then writes each status to
/// its message, again in batches, whatever the order. It routes nothing, tells nobody, and trusts
/// what it reads.
final class LimitIntake implements AutoCloseable {
    private static final byte[] OK =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> STATUSES = List.of("sent", "delivered", "read");
    private static final String APPLY =
            """
            WITH former AS MATERIALIZED (
                SELECT m.id, r.sent, r.delivered, r.read
                  FROM limit_program.message m JOIN unnest(?, ?, ?, ?) AS r(id, sent, delivered, read) USING (id)
                 ORDER BY m.id FOR NO KEY UPDATE OF m
            )
            UPDATE limit_program.message m
               SET sent_at      = CASE WHEN f.sent THEN coalesce(m.sent_at, now()) ELSE m.sent_at END,
                   delivered_at = CASE WHEN f.delivered THEN coalesce(m.delivered_at, now()) ELSE m.delivered_at END,
                   read_at      = CASE WHEN f.read THEN coalesce(m.read_at, now()) ELSE m.read_at END
              FROM former f
             WHERE m.id = f.id\
            """;
    private static final int QUEUED = 10_000;
    private static final int PATIENCE_SECONDS = 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Arrived(byte[] body, CompletableFuture<Void> committed) {}

    private final ServerSocket server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    private final BlockingQueue<Arrived> arrived = new ArrayBlockingQueue<>(QUEUED);
    private final BlockingQueue<byte[]> stored = new ArrayBlockingQueue<>(100 * QUEUED);
    private final List<Thread> threads = new ArrayList<>();
    private final Connection writer;
    private final Connection applier;
    private final String secret;
    private long seq;
    private volatile @Nullable Exception failure;

    /// @param writer for bodies, and nothing else
    /// @param applier for messages, and nothing else
    /// @param secret of the Meta app whose webhooks come
    LimitIntake(Connection writer, Connection applier, String secret)
            throws IOException, SQLException {
        this.secret = secret;
        this.writer = writer;
        this.applier = applier;
        writer.setAutoCommit(false);
        start("limit-accept", this::accept);
        start("limit-write", this::write);
        start("limit-apply", this::apply);
    }

    private interface Work {
        void run() throws Exception;
    }

    private void start(String name, Work work) {
        threads.add(
                Thread.ofPlatform()
                        .daemon()
                        .name(name)
                        .start(() -> {
                            try {
                                work.run();
                            } catch (IOException | InterruptedException e) {
                                // closed
                            } catch (Exception e) {
                                failure = e;
                            }
                        }));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /// @throws IllegalStateException when it has failed: nothing more will be written
    void check() {
        if (failure != null) throw new IllegalStateException("the limit program failed", failure);
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            var socket = server.accept();
            start("limit-connection", () -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        var mac = SignedWebhook.mac(secret);
        try (socket;
                var in = new BufferedInputStream(socket.getInputStream())) {
            while (!server.isClosed()) {
                var body = read(in, mac);
                var one = new Arrived(body, new CompletableFuture<>());
                if (!arrived.offer(one)) throw new IOException("too many at once");
                await(one);
                socket.getOutputStream().write(OK);
            }
        }
    }

    /// A writer that failed answers nobody.
    private static void await(Arrived one) throws IOException {
        try {
            one.committed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IOException("the limit program does not write", e);
        }
    }

    private static byte[] read(InputStream in, Mac mac) throws IOException {
        var signature = "";
        int length = 0;
        for (var line = RawConnection.line(in); !line.isEmpty(); line = RawConnection.line(in)) {
            int end = line.indexOf(':');
            var name = line.substring(0, Math.max(0, end)).toLowerCase(Locale.ROOT);
            if (name.equals("content-length"))
                length = Integer.parseInt(line.substring(end + 1).strip());
            if (name.equals("x-hub-signature-256")) signature = line.substring(end + 1).strip();
        }
        var body = in.readNBytes(length);
        if (!signature.equals("sha256=" + HexFormat.of().formatHex(mac.doFinal(body))))
            throw new IOException("wrong signature");
        return body;
    }

    private void write() throws InterruptedException, SQLException {
        try (var insert =
                writer.prepareStatement(
                        "INSERT INTO limit_program.delivery SELECT * FROM unnest(?, ?)")) {
            while (!server.isClosed()) {
                var batch = batch(arrived);
                var numbers = batch.stream().map(one -> seq++).toArray();
                insert.setArray(1, writer.createArrayOf("bigint", numbers));
                insert.setArray(
                        2,
                        writer.createArrayOf(
                                "bytea", batch.stream().map(Arrived::body).toArray(byte[][]::new)));
                insert.executeUpdate();
                writer.commit();
                batch.forEach(one -> one.committed.complete(null));
                for (var one : batch) stored.put(one.body);
            }
        }
    }

    private static <T> List<T> batch(BlockingQueue<T> queue) throws InterruptedException {
        var batch = new ArrayList<T>();
        batch.add(queue.take());
        queue.drainTo(batch, 1_000);
        return batch;
    }

    private void apply() throws InterruptedException, SQLException {
        try (var update = applier.prepareStatement(APPLY)) {
            while (!server.isClosed()) {
                var reports = new LinkedHashMap<String, Set<String>>();
                for (var body : batch(stored)) read(body, reports);
                update.setArray(
                        1, applier.createArrayOf("uuid", reports.keySet().toArray(String[]::new)));
                for (int n = 0; n < STATUSES.size(); n++) {
                    var status = STATUSES.get(n);
                    var told = reports.values().stream().map(all -> all.contains(status));
                    update.setArray(2 + n, applier.createArrayOf("boolean", told.toArray()));
                }
                update.executeUpdate();
            }
        }
    }

    private static void read(byte[] body, Map<String, Set<String>> reports) {
        for (var entry : JSON.readTree(body).path("entry"))
            for (var change : entry.path("changes"))
                for (var one : change.path("value").path("statuses"))
                    reports.computeIfAbsent(
                                    one.get("biz_opaque_callback_data").asString().split("\\.")[0],
                                    id -> new HashSet<>())
                            .add(one.get("status").asString());
    }

    @Override
    public void close() throws IOException, SQLException {
        server.close();
        threads.forEach(Thread::interrupt);
        writer.close();
        applier.close();
    }
}
