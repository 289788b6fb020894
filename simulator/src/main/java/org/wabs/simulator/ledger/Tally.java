package org.wabs.simulator.ledger;

import java.util.Map;
import java.util.TreeMap;

/// Running figures. Guarded by the [Ledger].
final class Tally {
    private final Map<String, Integer> byTemplate = new TreeMap<>();
    private int sent;
    private int delivered;
    private int read;
    private int failed;
    private int inboundAcknowledged;

    void accepted(Subject subject) {
        if (subject.template() != null) {
            byTemplate.merge(subject.template(), 1, Integer::sum);
        }
    }

    /// @param arrives whether the customer has the message only now
    void happened(Step step, boolean arrives) {
        switch (step) {
            case SENT -> sent++;
            case READ -> read++;
            case FAILED -> failed++;
            case DELIVERED, REACTION -> {}
        }
        delivered += arrives ? 1 : 0;
    }

    void inboundAcknowledged() {
        inboundAcknowledged++;
    }

    Totals totals(int accepted, int inbound, int distinctRecipients, int optOuts) {
        return new Totals(
                accepted,
                Map.copyOf(byTemplate),
                sent,
                delivered,
                read,
                failed,
                inbound,
                inboundAcknowledged,
                distinctRecipients,
                optOuts);
    }
}
