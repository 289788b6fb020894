package org.wabs.server.inbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wabs.cloudapi.webhook.WebhookBody;
import org.wabs.cloudapi.webhook.WebhookEvent;
import org.wabs.cloudapi.webhook.WebhookParser;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.support.SharedServer;

/// Webhooks about one business's first number, published as intake does, in whatever order and cut.
record MetaTells(SharedServer.Business business) {
    static final long BASE = System.currentTimeMillis() / 1000 - 600;

    /// A customer writes.
    ///
    /// @param id of the message, unique for the customer
    /// @param second after [#BASE]
    /// @param content such as `"type":"text","text":{"body":"one"}`
    Delivered<WebhookEvent> message(String customer, String id, int second, String content) {
        return event(
                "messages",
                "messages",
                "{\"from\":\"%s\",\"id\":\"wamid.%s%s\",\"timestamp\":\"%d\",%s}"
                        .formatted(customer, customer, id, BASE + second, content));
    }

    /// The business writes in its phone app.
    Delivered<WebhookEvent> echo(String customer, String id, int second, String content) {
        return event(
                "smb_message_echoes",
                "message_echoes",
                "{\"from\":\"12025550100\",\"to\":\"%s\",\"id\":\"wamid.%s%s\",\"timestamp\":\"%d\",%s}"
                        .formatted(customer, customer, id, BASE + second, content));
    }

    static String text(String body) {
        return "\"type\":\"text\",\"text\":{\"body\":\"" + body + "\"}";
    }

    static String reaction(String wamid) {
        return "\"type\":\"reaction\",\"reaction\":{\"message_id\":\""
                + wamid
                + "\",\"emoji\":\"❤\"}";
    }

    static String notice() {
        return "\"type\":\"system\",\"system\":{\"type\":\"customer_identity_changed\",\"body\":\"new phone\"}";
    }

    private Delivered<WebhookEvent> event(String field, String array, String element) {
        var body =
                """
                {"object":"whatsapp_business_account","entry":[{"id":"%s","changes":[{"field":"%s","value":{"messaging_product":"whatsapp",
                "metadata":{"phone_number_id":"%s"},"%s":[%s]}}]}]}\
                """
                        .formatted(
                                business.wabaId(),
                                field,
                                business.numbers().getFirst(),
                                array,
                                element);
        var parsed = WebhookParser.parse(body.getBytes(StandardCharsets.UTF_8));
        if (!(parsed instanceof WebhookBody.Events(var events)))
            throw new IllegalStateException(parsed.toString());
        return new Delivered<>(business.id(), events.getFirst());
    }

    static void publish(List<Delivered<WebhookEvent>> batch) {
        SharedServer.server()
                .bean(PipelineDb.class)
                .tx()
                .executeWithoutResult(
                        status -> SharedServer.server().bean(EventBus.class).publish(batch));
    }
}
