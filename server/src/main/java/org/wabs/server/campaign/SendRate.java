package org.wabs.server.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import org.wabs.server.message.CampaignId;

/// How fast running campaigns go, from figures looked at each second. Guarded by its own lock;
/// holds the last seconds of campaigns that run, nothing else.
final class SendRate {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private record Sample(Instant at, long done) {}

    private final Map<CampaignId, Deque<Sample>> samples = new HashMap<>();

    /// @param done messages that Meta took or refused so far
    synchronized void add(CampaignId campaign, Instant at, long done) {
        var recent = samples.computeIfAbsent(campaign, id -> new ArrayDeque<>());
        recent.addLast(new Sample(at, done));
        while (recent.size() > 2 && recent.getFirst().at().isBefore(at.minus(WINDOW)))
            recent.removeFirst();
    }

    synchronized void keepOnly(Collection<CampaignId> running) {
        samples.keySet().retainAll(new HashSet<>(running));
    }

    /// Messages a second; empty while there is nothing to tell it from.
    synchronized OptionalDouble of(CampaignId campaign) {
        var recent = samples.get(campaign);
        if (recent == null || recent.size() < 2) return OptionalDouble.empty();
        var first = recent.getFirst();
        var last = recent.getLast();
        double seconds = Duration.between(first.at(), last.at()).toMillis() / 1000.0;
        return seconds <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((last.done() - first.done()) / seconds);
    }
}
