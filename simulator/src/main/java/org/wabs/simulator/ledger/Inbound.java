package org.wabs.simulator.ledger;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One message that a customer wrote. Its mutable part is guarded by the [Ledger].
public final class Inbound implements Item {
    private final int seq;
    private final String phoneNumberId;
    private final long from;
    private final String kind;
    private final long at;
    private final long position;

    /// Kept until it is acknowledged; afterwards it is on disk only.
    private @Nullable ObjectNode content;

    private boolean acknowledged;

    Inbound(
            int seq,
            String phoneNumberId,
            long from,
            String kind,
            long at,
            long position,
            ObjectNode content) {
        this.seq = seq;
        this.phoneNumberId = phoneNumberId;
        this.from = from;
        this.kind = kind;
        this.at = at;
        this.position = position;
        this.content = content;
    }

    public int seq() {
        return seq;
    }

    public String phoneNumberId() {
        return phoneNumberId;
    }

    /// The customer's digits.
    public long from() {
        return from;
    }

    /// `reply`, `button` or `stop`.
    public String kind() {
        return kind;
    }

    /// Epoch milliseconds.
    public long at() {
        return at;
    }

    long position() {
        return position;
    }

    public boolean acknowledged() {
        return acknowledged;
    }

    @Nullable ObjectNode content() {
        return content;
    }

    void acknowledge() {
        acknowledged = true;
        content = null;
    }
}
