package org.wabs.cloudapi.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a webhook body into events: `entry[]`, `changes[]` and every array inside, one event per
/// element. Call it only after [WebhookSignature]. Never throws: what cannot be read is an event
/// too.
public final class WebhookParser {
    /// The arrays of `value` whose elements are events of their own.
    static final Set<String> ELEMENT_ARRAYS =
            Set.of(
                    "messages",
                    "statuses",
                    "errors",
                    "user_preferences",
                    "history",
                    "message_echoes",
                    "state_sync");

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
            readChange(new Fields(entry), new Fields(change), events);
        }
    }

    private static EventSource brokenEntry(JsonNode entry) {
        var fields = new Fields(entry);
        return new EventSource(
                fields.text("id", ""), fields.instant("time"), "", null, null, null, null, entry);
    }

    private static void readChange(Fields entry, Fields change, List<WebhookEvent> events) {
        Fields value = change.object("value");
        var whole = source(entry, change, value, null, change.node().path("value"));
        if (!value.isObject()) {
            events.add(new MalformedElement(whole, "value is missing or no object"));
            return;
        }
        switch (field(change.text("field", ""), value)) {
            case "messages" -> readMessages(entry, change, value, whole, events);
            case "user_preferences" ->
                    each(
                            "user_preferences",
                            entry,
                            change,
                            value,
                            whole,
                            events,
                            AccountReader::preference);
            case "history" -> readHistory(entry, change, value, whole, events);
            case "smb_message_echoes" ->
                    each(
                            "message_echoes",
                            entry,
                            change,
                            value,
                            whole,
                            events,
                            CoexistenceReader::echo);
            case "smb_app_state_sync" ->
                    each(
                            "state_sync",
                            entry,
                            change,
                            value,
                            whole,
                            events,
                            CoexistenceReader::stateSync);
            case String management ->
                    events.add(
                            guarded(whole, () -> readManagement(management, whole, change, value)));
        }
    }

    /// Meta prints some events under another field's name, and none at all in old payloads: the
    /// content decides.
    private static String field(String field, Fields value) {
        if (value.has("new_quality_score")) {
            return "message_template_quality_update";
        }
        if (field.isEmpty()
                && (value.has("messages") || value.has("statuses") || value.has("errors"))) {
            return "messages";
        }
        return field;
    }

    private static void readMessages(
            Fields entry,
            Fields change,
            Fields value,
            EventSource whole,
            List<WebhookEvent> events) {
        int before = events.size();
        readArray(
                "messages",
                entry,
                change,
                value,
                events,
                (source, element) -> InboundReader.message(source, element, value));
        readArray("statuses", entry, change, value, events, StatusReader::status);
        readArray("errors", entry, change, value, events, StatusReader::numberError);
        if (events.size() == before) {
            events.add(new UnknownEvent(whole));
        }
    }

    private static void readHistory(
            Fields entry,
            Fields change,
            Fields value,
            EventSource whole,
            List<WebhookEvent> events) {
        int before = events.size();
        readArray("history", entry, change, value, events, CoexistenceReader::history);
        readArray("messages", entry, change, value, events, CoexistenceReader::historyMessage);
        if (events.size() == before) {
            events.add(new UnknownEvent(whole));
        }
    }

    private static WebhookEvent readManagement(
            String field, EventSource whole, Fields change, Fields value) {
        return switch (field) {
            case "message_template_status_update" -> TemplateReader.status(whole, change, value);
            case "message_template_quality_update" -> TemplateReader.quality(whole, value);
            case "message_template_components_update" -> TemplateReader.components(whole, value);
            case "template_category_update" -> TemplateReader.category(whole, value);
            case "phone_number_quality_update" -> AccountReader.numberQuality(whole, value);
            case "phone_number_name_update" -> AccountReader.numberName(whole, value);
            case "business_capability_update" -> AccountReader.capability(whole, value);
            case "account_update" -> AccountReader.account(whole, value);
            case "account_alerts" -> AccountReader.alert(whole, value);
            case "account_review_update" -> AccountReader.review(whole, value);
            case "security" -> AccountReader.security(whole, value);
            case "business_username_update" -> AccountReader.username(whole, value);
            default -> new UnknownEvent(whole);
        };
    }

    @FunctionalInterface
    private interface ElementReader {
        WebhookEvent read(EventSource source, Fields element);
    }

    private static void each(
            String array,
            Fields entry,
            Fields change,
            Fields value,
            EventSource whole,
            List<WebhookEvent> events,
            ElementReader reader) {
        int before = events.size();
        readArray(array, entry, change, value, events, reader);
        if (events.size() == before) {
            events.add(new UnknownEvent(whole));
        }
    }

    private static void readArray(
            String array,
            Fields entry,
            Fields change,
            Fields value,
            List<WebhookEvent> events,
            ElementReader reader) {
        if (value.has(array) && !value.node().path(array).isArray()) {
            var source = source(entry, change, value, null, value.node());
            events.add(new MalformedElement(source, array + " is no array"));
            return;
        }
        for (Fields element : value.list(array)) {
            EventSource source = source(entry, change, value, array, element.node());
            events.add(guarded(source, () -> reader.read(source, element)));
        }
    }

    @FunctionalInterface
    private interface Reading {
        WebhookEvent read();
    }

    /// Ids and fields refuse what they cannot be with an IllegalArgumentException that names the
    /// field.
    private static WebhookEvent guarded(EventSource source, Reading reading) {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            String why = e.getMessage();
            return new MalformedElement(source, why == null ? "not readable" : why);
        }
    }

    private static EventSource source(
            Fields entry, Fields change, Fields value, @Nullable String array, JsonNode raw) {
        Fields metadata = value.object("metadata");
        String display = metadata.text("display_phone_number");
        return new EventSource(
                entry.text("id", ""),
                entry.instant("time"),
                change.text("field", ""),
                phoneNumberId(metadata.text("phone_number_id")),
                digits(display == null ? value.text("display_phone_number") : display),
                array,
                change.node(),
                raw);
    }

    private static @Nullable PhoneNumberId phoneNumberId(@Nullable String id) {
        try {
            return id == null ? null : new PhoneNumberId(id);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    private static @Nullable String digits(@Nullable String display) {
        return display == null ? null : display.replaceAll("[^0-9]", "");
    }
}
