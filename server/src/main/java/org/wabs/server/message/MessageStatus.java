package org.wabs.server.message;

/// Where a message stands; computed by the SQL function `message_status`, and from `in_flight` for
/// the two that only dispatch knows.
public enum MessageStatus {
    QUEUED,
    SENDING,
    IN_DOUBT,
    ACCEPTED,
    HELD,
    SENT,
    DELIVERED,
    READ,
    FAILED,
    SKIPPED,
    CANCELLED,
    RECEIVED
}
