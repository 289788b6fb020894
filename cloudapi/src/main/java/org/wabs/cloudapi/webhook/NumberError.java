package org.wabs.cloudapi.webhook;

import org.wabs.cloudapi.error.MetaError;

/// A problem of the number or account, told beside no message.
public record NumberError(EventSource source, MetaError error) implements WebhookEvent {}
