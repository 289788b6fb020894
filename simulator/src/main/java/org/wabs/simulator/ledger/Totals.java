package org.wabs.simulator.ledger;

import java.util.Map;

/// The ledger in figures. `delivered` counts everybody who has the message, read or not.
public record Totals(
        int accepted,
        Map<String, Integer> byTemplate,
        int sent,
        int delivered,
        int read,
        int failed,
        int inbound,
        int inboundAcknowledged,
        int distinctRecipients,
        int optOuts) {}
