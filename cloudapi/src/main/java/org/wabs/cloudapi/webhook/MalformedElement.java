package org.wabs.cloudapi.webhook;

/// An element of a known kind that could not be read.
///
/// @param why names the field, never its content
public record MalformedElement(EventSource source, String why) implements WebhookEvent {}
