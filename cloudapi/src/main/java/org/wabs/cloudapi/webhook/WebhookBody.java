package org.wabs.cloudapi.webhook;

import java.util.List;

/// A signed body, read.
public sealed interface WebhookBody {
    /// One event per element, in the order of the body. Never empty.
    record Events(List<WebhookEvent> events) implements WebhookBody {
        public Events {
            events = List.copyOf(events);
        }
    }

    /// @param why without content of the body
    record NotJson(String why) implements WebhookBody {}

    /// JSON, but not Meta's envelope.
    record NoEntry(String why) implements WebhookBody {}
}
