package org.wabs.cloudapi.webhook;

import java.util.ArrayList;
import java.util.List;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a webhook body into events: `entry[]`, `changes[]` and every array inside, one event per
/// element. Call it only after [WebhookSignature]. Never throws: what cannot be read is an event
/// too.
public final class WebhookParser {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private WebhookParser() {}

    public static WebhookBody parse(byte[] body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JacksonException e) {
            return new WebhookBody.NotJson(place(e));
        }
        JsonNode entries = root.path("entry");
        if (!entries.isArray() || entries.isEmpty()) {
            return new WebhookBody.NoEntry(
                    root.isObject() ? "entry is missing or empty" : "not a JSON object");
        }
        var events = new ArrayList<WebhookEvent>();
        for (JsonNode entry : entries) {
            readEntry(entry, events);
        }
        return new WebhookBody.Events(events);
    }

    /// The place only: Jackson's own message quotes the body.
    private static String place(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null || at.getLineNr() < 1
                ? "not readable as JSON"
                : "not readable as JSON at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static void readEntry(JsonNode entry, List<WebhookEvent> events) {
        JsonNode changes = entry.path("changes");
        if (!changes.isArray() || changes.isEmpty()) {
            events.add(new MalformedElement(brokenEntry(entry), "changes is missing or empty"));
            return;
        }
        for (JsonNode change : changes) {
            new ChangeReader(new Fields(entry), new Fields(change), events).read();
        }
    }

    private static EventSource brokenEntry(JsonNode entry) {
        var fields = new Fields(entry);
        return new EventSource(
                fields.text("id", ""), fields.instant("time"), "", null, null, null, null, entry);
    }
}
