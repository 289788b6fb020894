package org.wabs.server.message;

/// Where a message stands; computed from its facts by the SQL function `message_status`.
public enum MessageStatus {
    QUEUED,
    SENDING,
    /// It may have been sent, nobody knows.
    IN_DOUBT,
    ACCEPTED,
    /// Meta took it and holds it.
    HELD,
    SENT,
    DELIVERED,
    READ,
    FAILED,
    SKIPPED,
    CANCELLED,
    /// Written by a person to us.
    RECEIVED
}
