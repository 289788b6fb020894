package org.wabs.simulator.ledger;

import java.util.ArrayList;
import java.util.List;

/// What the ledger holds, in memory. Guarded by the [Ledger]'s monitor.
final class Books {
    final List<Message> messages = new ArrayList<>();
    final List<Inbound> inbound = new ArrayList<>();
    final Conversations conversations = new Conversations();
    final Tally tally = new Tally();

    /// @param seq counts from 1
    Message message(int seq) {
        return messages.get(seq - 1);
    }

    /// @param seq counts from 1
    Inbound inbound(int seq) {
        return inbound.get(seq - 1);
    }

    /// @return false when it had happened before
    boolean happens(Message message, Step step) {
        if (message.happened(step)) {
            return false;
        }
        boolean hadArrived = message.arrived();
        message.markHappened(step);
        tally.happened(step, !hadArrived && message.arrived());
        return true;
    }

    /// The thread of one number with one person, oldest first.
    List<Item> thread(String phoneNumberId, long customer) {
        List<Item> items = new ArrayList<>();
        conversations
                .find(phoneNumberId, customer)
                .ifPresent(conversation -> {
                    for (int item : conversation.items()) {
                        items.add(item > 0 ? message(item) : inbound(-item));
                    }
                });
        return items;
    }
}
