package org.wabs.cloudapi.webhook;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;
import org.wabs.cloudapi.error.GraphErrors;
import org.wabs.cloudapi.error.MetaError;
import org.wabs.cloudapi.json.Fields;
import org.wabs.cloudapi.webhook.StatusReport.Pricing;
import org.wabs.cloudapi.webhook.StatusReport.Status;

/// Elements of `statuses`, and of `errors` beside no message.
final class StatusReader {
    private StatusReader() {}

    static WebhookEvent status(EventSource source, Fields status) {
        if (source.phoneNumberId() == null) {
            return new MalformedElement(source, "metadata.phone_number_id is missing or no id");
        }
        String text = status.requiredText("status");
        return new StatusReport(
                source,
                new Wamid(status.requiredText("id")),
                statusOf(text),
                text,
                status.requiredInstant("timestamp"),
                status.text("recipient_id"),
                status.text("recipient_user_id"),
                status.text("recipient_participant_id"),
                status.text("biz_opaque_callback_data"),
                pricing(status),
                ContentReader.errors(status.list("errors")));
    }

    static WebhookEvent numberError(EventSource source, Fields element) {
        Optional<MetaError> error = GraphErrors.ofWebhook(element);
        return error.isPresent()
                ? new NumberError(source, error.get())
                : new MalformedElement(source, "code is missing or no number");
    }

    private static Status statusOf(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "sent" -> Status.SENT;
            case "delivered" -> Status.DELIVERED;
            case "read" -> Status.READ;
            case "played" -> Status.PLAYED;
            case "failed" -> Status.FAILED;
            default -> Status.UNKNOWN;
        };
    }

    private static @Nullable Pricing pricing(Fields status) {
        Fields pricing = status.object("pricing");
        if (!pricing.isObject()) {
            return null;
        }
        String category = pricing.text("category"); // also printed with hyphens
        return new Pricing(
                pricing.text("pricing_model"),
                pricing.text("type"),
                category == null ? null : category.replace('-', '_'),
                pricing.has("billable") ? pricing.flag("billable") : null);
    }
}
