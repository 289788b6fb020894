package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wabs.server.message.CampaignId;

/// Keeps campaigns that have a pace of their own to it, on one number. Belongs to the lane's
/// thread. A new owner of the lane begins anew: at worst one batch comes early.
final class Throttle {
    /// What is claimed leaves within so long.
    private static final Duration AHEAD = Duration.ofMillis(250);

    /// Whoever is late by less makes up for it; by more, nothing is made up for.
    private static final Duration MADE_UP = Duration.ofMillis(250);

    private final Map<CampaignId, Moment> nextAt = new HashMap<>();

    boolean isDue(CampaignId campaign) {
        var at = nextAt.get(campaign);
        return at == null || at.hasPassed();
    }

    /// How many of a batch may go now.
    ///
    /// @param interval between two messages; null: no pace of its own
    static int batch(@Nullable Duration interval, int size) {
        return interval == null ? size : (int) Math.clamp(AHEAD.dividedBy(interval), 1, size);
    }

    void took(CampaignId campaign, @Nullable Duration interval, int messages) {
        if (interval == null) return;
        var now = Moment.now();
        var due = nextAt.getOrDefault(campaign, now);
        var from = due.plus(MADE_UP).hasPassed() ? now : due;
        nextAt.put(campaign, from.plus(interval.multipliedBy(messages)));
    }

    void keepOnly(Collection<CampaignId> running) {
        nextAt.keySet().retainAll(running);
    }
}
