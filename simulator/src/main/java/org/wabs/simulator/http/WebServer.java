package org.wabs.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The JDK's HTTP server on loopback, a virtual thread per request.
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WebServer.class.getName());
    private static final int BACKLOG = 4_096;

    /// A document of 100 MB and its form.
    private static final int LARGEST_BODY = 101 << 20;

    static {
        // read once, when the server's classes load: no 40 ms of delayed acknowledgements, and
        // connections that stay
        setUnlessGiven("sun.net.httpserver.nodelay", "true");
        setUnlessGiven("sun.net.httpserver.maxIdleConnections", "10000");
        setUnlessGiven("sun.net.httpserver.idleInterval", "300");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);

    private WebServer(int port) throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
        server.setExecutor(threads);
    }

    /// @param port 0 for a free one
    /// @throws IOException when the port is taken
    public static WebServer listen(int port) throws IOException {
        return new WebServer(port);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// Begins to answer.
    public void serve(Function<Request, Answer> handler) {
        server.createContext("/", exchange -> handle(exchange, handler));
        server.start();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
        try {
            var ignored = threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange, Function<Request, Answer> handler)
            throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = handler.apply(read(exchange));
            } catch (BadRequest mistake) {
                answer =
                        Answer.json(
                                mistake.status(), Json.object().put("error", mistake.getMessage()));
            } catch (RuntimeException e) {
                LOG.log(
                        Level.ERROR,
                        "Request failed path=" + exchange.getRequestURI().getPath(),
                        e);
                answer = Answer.json(500, Json.object().put("error", e.toString()));
            }
            write(exchange, answer);
        }
    }

    private void write(HttpExchange exchange, Answer answer) throws IOException {
        switch (answer) {
            case Answer.Content(int status, String type, byte[] body, Map<String, String> more) -> {
                var headers = exchange.getResponseHeaders();
                headers.set("Content-Type", type);
                more.forEach(headers::set);
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
            }
            case Answer.Cut cut -> {
                try {
                    // true means that the server closes: then nobody needs to be kept waiting
                    var ignored = closing.await(cut.hold().toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                // closing an exchange without headers closes its connection
            }
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new BadRequest(413, "The body is larger than " + LARGEST_BODY + " bytes");
        }
        var uri = exchange.getRequestURI();
        String path = uri.getPath() == null ? "/" : uri.getPath();
        List<String> segments =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        String host = exchange.getRequestHeaders().getFirst("Host");
        return new Request(
                exchange.getRequestMethod(),
                path,
                segments,
                parameters(uri.getRawQuery() == null ? "" : uri.getRawQuery()),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                fileOffset(exchange.getRequestHeaders().getFirst("file_offset")),
                host == null ? "127.0.0.1" : host,
                body);
    }

    private static long fileOffset(@Nullable String header) {
        return header != null && header.matches("[0-9]{1,12}") ? Long.parseLong(header) : -1;
    }

    private static Map<String, String> parameters(String query) {
        if (query.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.put(decode(name), decode(value));
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("The query is not percent-encoded: " + e.getMessage());
        }
    }

    private static void setUnlessGiven(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
