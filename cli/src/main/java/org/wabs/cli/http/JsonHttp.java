package org.wabs.cli.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON over HTTP with one peer on this machine.
public final class JsonHttp {
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    public static final JsonMapper JSON = JsonMapper.shared();

    /// @param body missing node when there is none, or it is not JSON
    public record Answer(int status, JsonNode body) {
        public boolean isOk() {
            return status >= 200 && status < 300;
        }

        /// What an RFC 9457 problem (or the simulator's error) says to a person.
        public String words() {
            var detail = body.path("detail").asString(body.path("error").asString(""));
            var words = new StringBuilder(detail.isEmpty() ? "status " + status : detail);
            for (var error : body.path("errors")) {
                var message = error.path("message").asString("");
                if (message.equals(detail)) continue;
                words.append(" ")
                        .append(error.path("field").asString(""))
                        .append(": ")
                        .append(message)
                        .append(message.endsWith(".") ? "" : ".");
            }
            return words.toString();
        }
    }

    private final URI base;

    public JsonHttp(URI base) {
        this.base = base;
    }

    public URI base() {
        return base;
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
    }

    public static HttpRequest.BodyPublisher json(Object body) {
        return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer send(String method, String path, Object body) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, json(body)));
    }

    /// @throws UncheckedIOException when nobody answers
    public Answer send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), parsed(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + base, e);
        }
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return body.length == 0 ? JSON.missingNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}
