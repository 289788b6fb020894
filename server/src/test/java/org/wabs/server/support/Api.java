package org.wabs.server.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// HTTP calls to a server as one user.
public final class Api {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI base;
    private final @Nullable String token;

    public Api(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    public static Api login(URI base, String email, String password) {
        var answer =
                new Api(base, null)
                        .post("/api/auth/login", Map.of("email", email, "password", password));
        if (answer.status() != 200) throw new IllegalStateException("login failed: " + answer);
        return new Api(base, answer.json().get("accessToken").asString());
    }

    public record Answer(int status, String body, HttpResponse<String> raw) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        @Override
        public String toString() {
            return status + " " + body;
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /// @param body anything Jackson writes, or a String that is sent as it is
    public Answer post(String path, Object body) {
        var text = body instanceof String string ? string : JSON.writeValueAsString(body);
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(text)));
    }

    /// @param body as for [#post] A file for `POST /api/media`.
    public Answer upload(String name, byte[] bytes) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + name
                                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n--frontier--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(
                request("/api/media")
                        .header("Content-Type", "multipart/form-data; boundary=frontier")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    public Answer put(String path, Object body) {
        var text = body instanceof String string ? string : JSON.writeValueAsString(body);
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(text)));
    }

    /// @param body as for [#post]
    public Answer patch(String path, Object body) {
        var text = body instanceof String string ? string : JSON.writeValueAsString(body);
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(text)));
    }

    public Answer post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        if (token != null) request.header("Authorization", "Bearer " + token);
        return request;
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
