package org.wabs.cli.send;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.http.JsonHttp;
import tools.jackson.databind.JsonNode;

/// A server's API, as one API key. What stands in the way becomes a [CommandProblem].
final class KeyedServer {
    private static final Duration UPLOAD = Duration.ofMinutes(30);

    private final URI url;
    private final JsonHttp http;
    private final String key;

    /// @param key as it was given
    KeyedServer(URI url, @Nullable String key) {
        if (key == null)
            throw CommandProblem.cannotStart(
                    "Set the environment variable "
                            + ServerOptions.KEY
                            + " to an API key of the server: an admin makes one in the app or with POST /api/api-keys.");
        this.url = url;
        this.http = new JsonHttp(url);
        this.key = key.strip();
    }

    /// @throws CommandProblem when the address is not one
    static URI address(String text) {
        try {
            var url = URI.create(text.endsWith("/") ? text : text + "/");
            if (url.getHost() != null && url.getScheme().matches("https?")) return url;
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw CommandProblem.cannotStart(
                "--server is an address such as "
                        + ServerOptions.USUAL
                        + " or https://wabs.example.com.");
    }

    JsonNode get(String doing, String path) {
        return checked(doing, call(http.request(path).GET()));
    }

    /// The answer, whatever its status.
    JsonHttp.Answer look(String path) {
        return call(http.request(path).GET());
    }

    JsonNode post(String doing, String path, Object body) {
        return checked(doing, posted(path, body));
    }

    /// The same request sent twice takes effect once.
    JsonNode create(String doing, String path, Object body) {
        return checked(
                doing,
                call(
                        http.request(path)
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .POST(JsonHttp.json(body))));
    }

    JsonHttp.Answer posted(String path, Object body) {
        return call(
                http.request(path)
                        .header("Content-Type", "application/json")
                        .POST(JsonHttp.json(body)));
    }

    JsonHttp.Answer delete(String path) {
        return call(http.request(path).DELETE());
    }

    /// @return the job's id
    String upload(Path file, Map<String, ?> options) {
        var boundary = "wabs-" + UUID.randomUUID();
        var head =
                part(boundary, "name=\"options\"", "application/json")
                        + JsonHttp.JSON.writeValueAsString(options)
                        + "\r\n"
                        + part(
                                boundary,
                                "name=\"file\"; filename=\"" + fileName(file) + "\"",
                                "application/octet-stream");
        try {
            var body =
                    HttpRequest.BodyPublishers.concat(
                            HttpRequest.BodyPublishers.ofString(head),
                            HttpRequest.BodyPublishers.ofFile(file),
                            HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
            var answer =
                    call(
                            http.request("/api/contacts/import")
                                    .timeout(UPLOAD)
                                    .header(
                                            "Content-Type",
                                            "multipart/form-data; boundary=" + boundary)
                                    .POST(body));
            if (answer.status() == 400 || answer.status() == 413)
                throw CommandProblem.cannotStart(unfit(file, answer));
            return checked("importing the contacts", answer).path("jobId").asString("");
        } catch (IOException e) {
            throw CommandProblem.cannotStart("The file " + file + " cannot be read.");
        }
    }

    /// In the words of the command line, where the API's own would not help.
    static String unfit(Path file, JsonHttp.Answer answer) {
        var words = answer.words();
        if (!words.startsWith("No column holds the phone number"))
            return "The file " + file + " cannot be imported: " + words;
        int columns = words.indexOf("the columns are: ");
        return "No column of "
                + file
                + " holds the phone number: name it with --phone COLUMN."
                + (columns < 0 ? "" : " T" + words.substring(columns + 1));
    }

    private static String fileName(Path file) {
        return file.getFileName().toString().replaceAll("[\"\\r\\n]", "_");
    }

    private static String part(String boundary, String disposition, String type) {
        return "--"
                + boundary
                + "\r\nContent-Disposition: form-data; "
                + disposition
                + "\r\nContent-Type: "
                + type
                + "\r\n\r\n";
    }

    /// Writes an answer into a file.
    ///
    /// @return whether the server gave it
    boolean download(String path, Path file) {
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            var request =
                    http.request(path)
                            .timeout(UPLOAD)
                            .header("Authorization", "Bearer " + key)
                            .GET()
                            .build();
            var answer =
                    client.send(request, java.net.http.HttpResponse.BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) return false;
                Files.copy(body, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                return true;
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private JsonHttp.Answer call(HttpRequest.Builder request) {
        try {
            return http.send(request.setHeader("Authorization", "Bearer " + key));
        } catch (UncheckedIOException e) {
            throw CommandProblem.cannotStart(
                    "No server answers at "
                            + url
                            + ": start one with wabs serve, or name another one with --server.");
        }
    }

    private static JsonNode checked(String doing, JsonHttp.Answer answer) {
        if (answer.isOk()) return answer.body();
        if (answer.status() == 401)
            throw CommandProblem.cannotStart(
                    "The server does not know this API key ("
                            + ServerOptions.KEY
                            + "): make a new one.");
        throw CommandProblem.failed(
                "The server refused a request (" + doing + "): " + answer.words());
    }
}
