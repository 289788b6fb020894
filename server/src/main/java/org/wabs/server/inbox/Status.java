package org.wabs.server.inbox;

/// Whether a conversation wants somebody's attention.
enum Status {
    OPEN,
    /// Until its time, or until the person writes.
    SNOOZED,
    /// Until the person writes.
    RESOLVED
}
