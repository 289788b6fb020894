package org.wabs.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
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
        if (signedInAt == 0 || System.nanoTime() - signedInAt > TOKEN.toNanos()) login();
        return exchange(ask);
    }

    private void login() {
        token = "";
        var body = JSON.writeValueAsString(Map.of("email", email, "password", password));
        token = json(exchange(Ask.post("/api/auth/login", body))).get("accessToken").asString();
        signedInAt = System.nanoTime();
    }

    private String exchange(Ask ask) {
        var request =
                HttpRequest.newBuilder(base.resolve(ask.path()))
                        .header("Content-Type", "application/json");
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        if (ask.body() != null) request.POST(BodyPublishers.ofString(ask.body()));
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2)
                throw new IllegalStateException(
                        ask.path() + ": " + answer.statusCode() + " " + answer.body());
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
