package org.wabs.simulator.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Who stopped marketing of which portfolio. Guarded by the [Ledger].
final class OptOuts {
    private final Map<String, Set<Long>> byBusiness = new HashMap<>();

    void set(String businessId, long customer, boolean stopped) {
        Set<Long> people = byBusiness.computeIfAbsent(businessId, id -> new HashSet<>());
        if (stopped) {
            people.add(customer);
        } else {
            people.remove(customer);
        }
    }

    boolean contains(String businessId, long customer) {
        return byBusiness.getOrDefault(businessId, Set.of()).contains(customer);
    }

    int size() {
        return byBusiness.values().stream().mapToInt(Set::size).sum();
    }
}
