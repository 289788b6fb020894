package org.wabs.cloudapi.webhook;

import org.wabs.cloudapi.Wamid;
import org.wabs.cloudapi.json.Fields;
import org.wabs.cloudapi.webhook.CoexistenceEvent.AppStateSync;
import org.wabs.cloudapi.webhook.CoexistenceEvent.History;
import org.wabs.cloudapi.webhook.CoexistenceEvent.MessageEcho;

/// Fields of numbers that are also used with the WhatsApp Business app.
final class CoexistenceReader {
    private CoexistenceReader() {}

    static WebhookEvent history(EventSource source, Fields chunk) {
        Fields metadata = chunk.object("metadata");
        return new History(
                source,
                metadata.small("phase"),
                metadata.small("chunk_order"),
                metadata.small("progress"),
                chunk.node().path("threads"),
                ContentReader.errors(chunk.list("errors")));
    }

    /// The file of a message that a chunk only announced.
    static WebhookEvent historyMessage(EventSource source, Fields message) {
        return new History(
                source,
                null,
                null,
                null,
                message.node().path("threads"),
                ContentReader.errors(message.list("errors")));
    }

    static WebhookEvent echo(EventSource source, Fields echo) {
        if (source.phoneNumberId() == null) {
            return new MalformedElement(source, "metadata.phone_number_id is missing or no id");
        }
        if (echo.text("to") == null && echo.text("to_user_id") == null) {
            return new MalformedElement(source, "to and to_user_id are missing");
        }
        return new MessageEcho(
                source,
                new Wamid(echo.requiredText("id")),
                echo.text("from"),
                echo.text("to"),
                echo.text("to_user_id"),
                echo.requiredInstant("timestamp"),
                ContentReader.content(echo));
    }

    static WebhookEvent stateSync(EventSource source, Fields sync) {
        Fields contact = sync.object("contact");
        return new AppStateSync(
                source,
                sync.requiredText("type"),
                sync.text("action"),
                contact.text("full_name"),
                contact.text("first_name"),
                contact.text("phone_number"),
                sync.object("metadata").instant("timestamp"));
    }
}
