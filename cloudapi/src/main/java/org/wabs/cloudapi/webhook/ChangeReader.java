package org.wabs.cloudapi.webhook;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// One element of `changes`: finds out what it is and reads each element of its arrays on its own.
final class ChangeReader {
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

    private final Fields entry;
    private final Fields change;
    private final Fields value;
    private final EventSource whole;
    private final List<WebhookEvent> events;

    ChangeReader(Fields entry, Fields change, List<WebhookEvent> events) {
        this.entry = entry;
        this.change = change;
        this.value = change.object("value");
        this.whole = source(null, value.isObject() ? value.node() : change.node());
        this.events = events;
    }

    void read() {
        if (!value.isObject()) {
            events.add(new MalformedElement(whole, "value is missing or no object"));
            return;
        }
        int before = events.size();
        switch (field()) {
            case "messages" -> {
                each(
                        "messages",
                        (source, message) -> InboundReader.message(source, message, value));
                each("statuses", StatusReader::status);
                each("errors", StatusReader::numberError);
            }
            case "user_preferences" -> each("user_preferences", AccountReader::preference);
            case "history" -> {
                each("history", CoexistenceReader::history);
                each("messages", CoexistenceReader::historyMessage);
            }
            case "smb_message_echoes" -> each("message_echoes", CoexistenceReader::echo);
            case "smb_app_state_sync" -> each("state_sync", CoexistenceReader::stateSync);
            case String management -> events.add(guarded(whole, () -> readManagement(management)));
        }
        if (events.size() == before) {
            events.add(new UnknownEvent(whole));
        }
    }

    /// Meta prints some events under another field's name, and old payloads have none: the content
    /// decides.
    private String field() {
        String field = whole.field();
        if (value.has("new_quality_score")) {
            return "message_template_quality_update";
        }
        if (field.isEmpty()
                && (value.has("messages") || value.has("statuses") || value.has("errors"))) {
            return "messages";
        }
        return field;
    }

    private WebhookEvent readManagement(String field) {
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

    private void each(String array, ElementReader reader) {
        if (value.has(array) && !value.node().path(array).isArray()) {
            events.add(new MalformedElement(whole, array + " is no array"));
            return;
        }
        for (Fields element : value.list(array)) {
            EventSource source = source(array, element.node());
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

    private EventSource source(@Nullable String array, JsonNode raw) {
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
