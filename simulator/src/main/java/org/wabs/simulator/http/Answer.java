package org.wabs.simulator.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What a handler makes of a request.
public sealed interface Answer {
    /// A whole response.
    record Content(int status, String type, byte[] body, Map<String, String> headers)
            implements Answer {}

    /// No response: the connection is closed after `hold`.
    record Cut(Duration hold) implements Answer {}

    static Content json(int status, JsonNode body) {
        return new Content(status, "application/json; charset=UTF-8", Json.bytes(body), Map.of());
    }

    static Content json(JsonNode body) {
        return json(200, body);
    }

    static Content text(int status, String type, String body) {
        return new Content(
                status, type + "; charset=UTF-8", body.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
