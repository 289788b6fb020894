package org.wabs.simulator.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/// The distinct users a portfolio reached outside service windows in the last 24 h. Guarded by the
/// [Ledger].
final class Reach {
    private static final long DAY_MS = 24L * 60 * 60 * 1_000;

    private final Map<Long, Long> reachedAt = new LinkedHashMap<>();

    boolean admits(long user, long now, int limit) {
        forget(now);
        return reachedAt.containsKey(user) || reachedAt.size() < limit;
    }

    void add(long user, long at) {
        reachedAt.putIfAbsent(user, at);
    }

    private void forget(long now) {
        var oldest = reachedAt.values().iterator();
        while (oldest.hasNext() && now - oldest.next() >= DAY_MS) {
            oldest.remove();
        }
    }
}
