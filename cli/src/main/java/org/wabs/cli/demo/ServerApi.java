package org.wabs.cli.demo;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.StopSignal;
import org.wabs.cli.http.JsonHttp;
import tools.jackson.databind.JsonNode;

/// The server's API, as one signed-in person.
final class ServerApi {
    private static final int UNAUTHENTICATED = 401;
    private static final int UNAVAILABLE = 503;

    /// The database may be restarting after a crash of its own.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final JsonHttp http;
    private final String email;
    private final String password;
    private final StopSignal stop;
    private String token = "";

    ServerApi(URI url, String email, String password, StopSignal stop) {
        this.http = new JsonHttp(url);
        this.email = email;
        this.password = password;
        this.stop = stop;
    }

    void signIn() {
        var answer =
                patiently(() ->
                        http.send(
                                "POST",
                                "/api/auth/login",
                                Map.of("email", email, "password", password)));
        token = checked("signing in", answer).path("accessToken").asString("");
    }

    JsonNode accounts() {
        return get("looking for the account", "/api/accounts").path("items");
    }

    JsonNode connect(Map<String, String> account) {
        return post("connecting the account", "/api/accounts", account);
    }

    JsonNode syncTemplates() {
        return post("reading the templates", "/api/templates/sync", Map.of());
    }

    /// All templates, whatever their status.
    JsonNode templates() {
        return get("listing the templates", "/api/templates?limit=200&status=ALL").path("items");
    }

    /// @return the job's id
    String importContacts(ContactList contacts, List<String> tags) {
        var boundary = "wabs-" + UUID.randomUUID();
        var options = JsonHttp.JSON.writeValueAsString(Map.of("tags", tags));
        var head =
                part(boundary, "name=\"options\"", "application/json")
                        + options
                        + "\r\n"
                        + part(
                                boundary,
                                "name=\"file\"; filename=\"" + contacts.fileName() + "\"",
                                "text/csv");
        var body =
                HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(head),
                        HttpRequest.BodyPublishers.ofByteArrays(contacts.csv()),
                        HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        var answer =
                authorized(
                        http.request("/api/contacts/import")
                                .timeout(Duration.ofMinutes(10))
                                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                                .POST(body));
        return checked("importing the contacts", answer).path("jobId").asString("");
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

    JsonNode contactImport(String job) {
        return get("looking at the import", "/api/contacts/import/" + job);
    }

    /// The latest campaigns, newest first.
    JsonNode campaigns() {
        return get("listing the campaigns", "/api/campaigns?limit=200").path("items");
    }

    JsonNode campaign(String id) {
        return get("looking at the campaign", "/api/campaigns/" + id);
    }

    JsonNode createCampaign(JsonNode campaign) {
        return post("creating the campaign", "/api/campaigns", campaign);
    }

    JsonNode preview(String campaign) {
        return act(campaign, "preview");
    }

    /// @param action `preview`, `start`, `resume` …
    JsonNode act(String campaign, String action) {
        return post("campaign: " + action, "/api/campaigns/" + campaign + "/" + action, Map.of());
    }

    JsonNode report(String campaign) {
        return get("looking at the report", "/api/campaigns/" + campaign + "/report");
    }

    JsonNode get(String doing, String path) {
        return checked(doing, patiently(() -> authorized(http.request(path).GET())));
    }

    JsonNode post(String doing, String path, Object body) {
        return send(doing, "POST", path, body);
    }

    JsonNode patch(String doing, String path, Object body) {
        return send(doing, "PATCH", path, body);
    }

    JsonNode put(String doing, String path) {
        return send(doing, "PUT", path, Map.of());
    }

    private JsonNode send(String doing, String method, String path, Object body) {
        return checked(
                doing,
                authorized(
                        http.request(path)
                                .header("Content-Type", "application/json")
                                .method(method, JsonHttp.json(body))));
    }

    /// The same server as another person, who chooses a password by a one-time link.
    ServerApi withLink(String other, String token) {
        var theirs = "%s of the demo".formatted(UUID.randomUUID());
        checked(
                "choosing a password",
                http.send("POST", "/api/auth/reset", Map.of("token", token, "password", theirs)));
        var api = new ServerApi(http.base(), other, theirs, stop);
        api.signIn();
        return api;
    }

    private JsonHttp.Answer authorized(HttpRequest.Builder request) {
        var answer = http.send(request.setHeader("Authorization", "Bearer " + token));
        if (answer.status() != UNAUTHENTICATED) return answer;
        signIn();
        return http.send(request.setHeader("Authorization", "Bearer " + token));
    }

    private interface Call {
        JsonHttp.Answer send();
    }

    private JsonHttp.Answer patiently(Call call) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            stop.check();
            boolean last = System.nanoTime() > deadline;
            try {
                var answer = call.send();
                if (answer.status() != UNAVAILABLE || last) return answer;
            } catch (UncheckedIOException e) {
                if (last) throw CommandProblem.failed("The server does not answer any more.");
            }
            stop.pause(BETWEEN_TRIES);
        }
    }

    private static JsonNode checked(String doing, JsonHttp.Answer answer) {
        if (answer.isOk()) return answer.body();
        throw CommandProblem.failed(
                "The server refused a request (" + doing + "): " + answer.words());
    }
}
