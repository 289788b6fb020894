package org.wabs.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A business's webhook receiver: checks signatures, keeps what came, answers as told.
final class Callback implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    final List<String> wrongSignatures = new CopyOnWriteArrayList<>();

    /// From the number of the post (from 1) to the status of the answer.
    volatile IntUnaryOperator answers = post -> 200;

    volatile String verifyToken = "verify-me";

    private final String secret;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private int posts;

    Callback(String secret) throws IOException {
        this.secret = secret;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/hook", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                verify(exchange);
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            String signature = exchange.getRequestHeaders().getFirst("X-Hub-Signature-256");
            int status;
            synchronized (this) {
                if (!("sha256=" + hmac(body)).equals(signature)) {
                    wrongSignatures.add(String.valueOf(signature));
                }
                status = answers.applyAsInt(++posts);
                if (status == 200) {
                    bodies.add(body);
                }
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void verify(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        boolean right =
                query.contains("hub.mode=subscribe")
                        && query.endsWith("hub.verify_token=" + verifyToken);
        String challenge = query.replaceAll(".*hub\\.challenge=([0-9]+).*", "$1");
        byte[] answer = challenge.getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(right ? 200 : 403, right ? answer.length : -1);
        if (right) {
            exchange.getResponseBody().write(answer);
        }
    }

    private String hmac(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized int posts() {
        return posts;
    }

    /// The values of all changes of a field, in order of arrival.
    List<JsonNode> values(String field) {
        List<JsonNode> values = new ArrayList<>();
        for (byte[] body : bodies) {
            for (JsonNode entry : JSON.readTree(body).path("entry")) {
                for (JsonNode change : entry.path("changes")) {
                    if (change.path("field").asString().equals(field)) {
                        values.add(change.path("value"));
                    }
                }
            }
        }
        return values;
    }

    List<JsonNode> statuses() {
        return inside("statuses");
    }

    List<JsonNode> messages() {
        return inside("messages");
    }

    List<String> statusesOf(String wamid) {
        return statuses().stream()
                .filter(status -> status.path("id").asString().equals(wamid))
                .map(status -> status.path("status").asString())
                .toList();
    }

    private List<JsonNode> inside(String array) {
        List<JsonNode> found = new ArrayList<>();
        values("messages").forEach(value -> value.path(array).forEach(found::add));
        return found;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
