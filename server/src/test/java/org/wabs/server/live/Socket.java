package org.wabs.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A program on the other side of `/api/live` of the shared server.
final class Socket implements WebSocket.Listener {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    static WebSocket connect(Socket socket, String path, String... headers) {
        var builder = HTTP.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) builder.header(headers[i], headers[i + 1]);
        var http = SharedServer.server().url().resolve(path);
        return builder.buildAsync(URI.create(http.toString().replaceFirst("^http", "ws")), socket)
                .join();
    }

    /// @return path that opens one connection
    static String ticket(Api user) {
        var answer = user.post("/api/live/tickets");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().get("path").asString();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            received.add(text.toString());
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    /// With the code of its end.
    CompletableFuture<Integer> closed() {
        return closed;
    }

    /// Passes over messages of other types.
    JsonNode next(String type) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            var message = received.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(message).as("a message of type " + type).isNotNull();
            var json = JSON.readTree(message);
            if (json.get("type").asString().equals(type)) return json;
        }
    }
}
