package org.wabs.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;

/// The simulator's admin API.
final class Meta {
    /// Everybody gets and reads what is sent, soon, and answers nothing.
    private static final String EVERYBODY_READS =
            """
            {"readShare": 1, "replyShare": 0, "buttonShare": 0, "stopShare": 0, "failShare": 0, "skipDeliveredShare": 0,
             "deliverDelayMs": [100, 300], "readDelayMs": [100, 300], "maxUpdatesPerPost": %d, "maxPostsAtOnce": %d}\
            """;

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Meta(URI url) {
        this.url = url;
    }

    URI url() {
        return url;
    }

    void addToWorld(String world) {
        exchange("POST", "/admin/world", world);
    }

    /// From now on webhooks of an app go there.
    void call(String app, URI callback) {
        exchange(
                "PUT",
                "/admin/apps/" + app + "/callback",
                "{\"url\": \"%s\", \"verifyToken\": \"verify\"}".formatted(callback));
    }

    /// @param statuses at most in one webhook
    void everybodyReads(int statuses) {
        // one by one they only come as fast when many are under way
        exchange(
                "PUT",
                "/admin/behaviour",
                EVERYBODY_READS.formatted(statuses, statuses == 1 ? 48 : 6));
    }

    /// @param millis before each answer to a send
    void answersAfter(int millis) {
        exchange("PUT", "/admin/faults", "{\"latencyMs\": [%d, %d]}".formatted(millis, millis));
    }

    /// Messages that it has taken so far.
    long accepted() {
        return summary().path("accepted").asLong();
    }

    JsonNode summary() {
        return get("/admin/ledger/summary");
    }

    JsonNode get(String path) {
        return exchange("GET", path, "");
    }

    private JsonNode exchange(String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200)
                throw new IllegalStateException(
                        path + ": " + answer.statusCode() + " " + answer.body());
            return Client.json(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
