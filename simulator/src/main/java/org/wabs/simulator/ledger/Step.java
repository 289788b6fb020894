package org.wabs.simulator.ledger;

/// What can happen to an accepted message, in the order in which it does.
public enum Step {
    SENT("sent"),
    DELIVERED("delivered"),
    READ("read"),
    FAILED("failed"),
    /// The customer writes back: no status, but an inbound message.
    REACTION("reaction");

    private final String wire;

    Step(String wire) {
        this.wire = wire;
    }

    /// The name in webhooks.
    public String wire() {
        return wire;
    }

    int bit() {
        return 1 << ordinal();
    }
}
