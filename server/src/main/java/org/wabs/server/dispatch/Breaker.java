package org.wabs.server.dispatch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.wabs.server.message.CampaignId;

/// Opens when a campaign's answers show one cause that everybody meets: all of its first 20, or 30
/// % of its last 200 (cloud-api.md, section 9). Watches one number's campaigns; what it saw is
/// forgotten with the process, which costs at most 20 more.
final class Breaker {
    private static final int FIRST = 20;
    private static final int LAST = 200;
    private static final double SHARE = 0.3;
    private static final int NOTHING = 0;

    private static final class Window {
        final ArrayDeque<Integer> codes = new ArrayDeque<>();
        final Map<Integer, Integer> counts = new HashMap<>();
        int seen;
    }

    private final Map<CampaignId, Window> windows = new HashMap<>();

    /// @param systematic code of the answer if others would get it too, otherwise null
    /// @return the code that opened the breaker
    synchronized Optional<Integer> saw(
            CampaignId campaign, @org.jspecify.annotations.Nullable Integer systematic) {
        var window = windows.computeIfAbsent(campaign, id -> new Window());
        int code = systematic == null ? NOTHING : systematic;
        window.seen++;
        window.codes.addLast(code);
        window.counts.merge(code, 1, Integer::sum);
        if (window.codes.size() > LAST)
            window.counts.merge(window.codes.removeFirst(), -1, Integer::sum);
        if (code == NOTHING) return Optional.empty();
        int same = window.counts.getOrDefault(code, 0);
        boolean open =
                window.seen == FIRST && same == FIRST
                        || window.codes.size() == LAST && same >= SHARE * LAST;
        if (open) windows.remove(campaign); // a resumed campaign starts with a fresh view
        return open ? Optional.of(code) : Optional.empty();
    }

    synchronized void forget(CampaignId campaign) {
        windows.remove(campaign);
    }
}
