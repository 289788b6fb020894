package org.wabs.simulator.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every number's threads, found by number and customer. Guarded by the [Ledger].
final class Conversations {
    /// A customer's number has at most 15 digits (50 bits), which leaves room for the phone
    /// number's index.
    private static final int PHONE_BITS = 13;

    private final Map<Long, Conversation> byKey = new HashMap<>();
    private final Map<String, Integer> phoneIndex = new HashMap<>();
    private final List<String> phoneIds = new ArrayList<>();

    Optional<Conversation> find(String phoneNumberId, long customer) {
        Integer index = phoneIndex.get(phoneNumberId);
        return index == null
                ? Optional.empty()
                : Optional.ofNullable(byKey.get(customer << PHONE_BITS | index));
    }

    /// The thread, begun if there is none.
    Conversation of(String phoneNumberId, long customer) {
        long key = customer << PHONE_BITS | index(phoneNumberId);
        return byKey.computeIfAbsent(key, begun -> new Conversation());
    }

    /// The one instance of an id, so that messages share it.
    String shared(String phoneNumberId) {
        return phoneIds.get(index(phoneNumberId));
    }

    /// The numbers that have a thread with this person.
    List<String> phonesOf(long customer) {
        return phoneIds.stream().filter(id -> find(id, customer).isPresent()).toList();
    }

    private int index(String phoneNumberId) {
        return phoneIndex.computeIfAbsent(
                phoneNumberId,
                unknown -> {
                    phoneIds.add(unknown);
                    return phoneIds.size() - 1;
                });
    }
}
