package org.wabs.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One user of the API on one connection.
final class Client {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Less than a token lives.
    private static final Duration TOKEN = Duration.ofMinutes(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String email;
    private final String password;
    private String token = "";
    private long signedInAt;

    Client(URI base, String email, String password) {
        this.base = base;
        this.email = email;
        this.password = password;
    }

    /// The answer, read to its end.
    String send(Ask ask) {
        signIn();
        return exchange(ask);
    }

    /// A file as the part `file`, with the options beside it.
    String upload(String path, Path file, String options) throws IOException {
        signIn();
        var boundary = "bench-" + UUID.randomUUID();
        var head =
                """
                --%1$s\r
                Content-Disposition: form-data; name="options"\r
                Content-Type: application/json\r
                \r
                %2$s\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="%3$s"\r
                Content-Type: text/csv\r
                \r
                """
                        .formatted(boundary, options, file.getFileName());
        var body =
                BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return exchange(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(body)
                        .build());
    }

    /// For requests that are sent in other ways.
    String token() {
        signIn();
        return token;
    }

    private void signIn() {
        if (signedInAt == 0 || System.nanoTime() - signedInAt > TOKEN.toNanos()) login();
    }

    private void login() {
        token = "";
        var body = JSON.writeValueAsString(Map.of("email", email, "password", password));
        token = json(exchange(Ask.post("/api/auth/login", body))).get("accessToken").asString();
        signedInAt = System.nanoTime();
    }

    private String exchange(Ask ask) {
        var request = request(ask.path()).header("Content-Type", "application/json");
        if (ask.body() != null) request.method(ask.method(), BodyPublishers.ofString(ask.body()));
        return exchange(request.build());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private String exchange(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2)
                throw new IllegalStateException(
                        request.uri().getPath() + ": " + answer.statusCode() + " " + answer.body());
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
