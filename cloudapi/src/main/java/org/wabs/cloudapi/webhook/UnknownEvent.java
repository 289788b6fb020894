package org.wabs.cloudapi.webhook;

/// A field or shape that this version keeps but does not act on: calls, flows, groups, whatever
/// Meta adds.
public record UnknownEvent(EventSource source) implements WebhookEvent {
    public String field() {
        return source.field();
    }
}
