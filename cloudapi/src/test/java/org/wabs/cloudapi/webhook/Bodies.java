package org.wabs.cloudapi.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Webhook bodies for tests.
final class Bodies {
    static final String METADATA =
            "\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"15550783881\",\"phone_number_id\":\"106540352242922\"}";

    private Bodies() {}

    static String change(String field, String value) {
        return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"102290129340398\",\"time\":1739321024,\"changes\":[{\"field\":\""
                + field
                + "\",\"value\":{"
                + value
                + "}}]}]}";
    }

    static String messages(String... elements) {
        return change("messages", METADATA + ",\"messages\":[" + String.join(",", elements) + "]");
    }

    static String message(String typeAndObject) {
        return "{\"from\":\"16505551234\",\"id\":\"wamid.X\",\"timestamp\":\"1749416383\","
                + typeAndObject
                + "}";
    }

    static String statuses(String... elements) {
        return change("messages", METADATA + ",\"statuses\":[" + String.join(",", elements) + "]");
    }

    static List<WebhookEvent> events(String body) {
        return events(body.getBytes(StandardCharsets.UTF_8));
    }

    static List<WebhookEvent> events(byte[] body) {
        WebhookBody parsed = WebhookParser.parse(body);
        assertThat(parsed).isInstanceOf(WebhookBody.Events.class);
        return ((WebhookBody.Events) parsed).events();
    }

    static <T extends WebhookEvent> T only(Class<T> type, String body) {
        List<WebhookEvent> events = events(body);
        assertThat(events).singleElement().isInstanceOf(type);
        return type.cast(events.getFirst());
    }

    static InboundContent content(String typeAndObject) {
        return only(InboundMessage.class, messages(message(typeAndObject))).content();
    }
}
