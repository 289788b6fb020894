package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.wabs.server.support.Api;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Uploads files as a client does.
record Imports(Api api) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BOUNDARY = "----wabs-test-boundary";

    Api.Answer upload(byte[] file, Map<String, ?> options) {
        return upload(file, JSON.writeValueAsString(options));
    }

    Api.Answer upload(byte[] file, String options) {
        return upload("/api/contacts/import", file, options);
    }

    Api.Answer upload(String path, byte[] file, Map<String, ?> options) {
        return upload(path, file, JSON.writeValueAsString(options));
    }

    private Api.Answer upload(String path, byte[] file, String options) {
        var body = new ByteArrayOutputStream();
        try {
            part(body, "file\"; filename=\"people.csv", file);
            part(body, "options", options.getBytes(StandardCharsets.UTF_8));
            body.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return send(path, body.toByteArray());
    }

    Api.Answer send(byte[] body) {
        return send("/api/contacts/import", body);
    }

    private Api.Answer send(String path, byte[] body) {
        return api.send(
                api.request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    private static void part(ByteArrayOutputStream body, String name, byte[] content)
            throws IOException {
        body.write(
                ("--"
                                + BOUNDARY
                                + "\r\nContent-Disposition: form-data; name=\""
                                + name
                                + "\"\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        body.write(content);
        body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /// @return the id of the job
    UUID start(byte[] file, Map<String, ?> options) {
        var answer = upload(file, options);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(answer.json().get("location").asString())
                .isEqualTo("/api/contacts/import/" + answer.json().get("jobId").asString())
                .isEqualTo(answer.raw().headers().firstValue("Location").orElseThrow());
        return UUID.fromString(answer.json().get("jobId").asString());
    }

    /// @return the import's report once its job has ended
    JsonNode finished(UUID id) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Set.of("DONE", "FAILED").contains(state(id)));
        return report(id);
    }

    String state(UUID id) {
        return report(id).get("job").get("state").asString();
    }

    JsonNode report(UUID id) {
        var answer = api.get("/api/contacts/import/" + id);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    JsonNode run(String csv, Map<String, ?> options) {
        return run(csv.getBytes(StandardCharsets.UTF_8), options);
    }

    JsonNode run(byte[] file, Map<String, ?> options) {
        var report = finished(start(file, options));
        assertThat(report.get("job").get("state").asString())
                .as(report.toString())
                .isEqualTo("DONE");
        return report;
    }

    JsonNode run(String csv) {
        return run(csv, Map.of());
    }

    JsonNode refusals(JsonNode report) {
        return api.get("/api/contacts/import/" + id(report) + "/refusals").json().get("items");
    }

    JsonNode notices(JsonNode report) {
        return api.get("/api/contacts/import/" + id(report) + "/notices").json().get("items");
    }

    static String id(JsonNode report) {
        return report.get("job").get("id").asString();
    }

    /// Whoever has this number.
    JsonNode contact(String phone) {
        var found = api.get("/api/contacts?q=" + phone.replace("+", "%2B")).json().get("items");
        assertThat(found.size()).as("contacts with " + phone).isEqualTo(1);
        return api.get("/api/contacts/" + found.get(0).get("id").asString()).json();
    }
}
