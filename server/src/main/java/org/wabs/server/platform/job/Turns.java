package org.wabs.server.platform.job;

import java.util.HashMap;
import java.util.Map;

/// Who may do long work on this node now. All is guarded by its own monitor.
final class Turns {
    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    /// @param most at once
    /// @param mostOfOne of these for one organization
    Turns(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /// @return false when there is none to be had now
    synchronized boolean take(String organization) {
        int own = taken.getOrDefault(organization, 0);
        if (all >= most || own >= mostOfOne) return false;
        taken.put(organization, own + 1);
        all++;
        return true;
    }

    synchronized void giveBack(String organization) {
        taken.computeIfPresent(organization, (key, own) -> own == 1 ? null : own - 1);
        all--;
    }
}
