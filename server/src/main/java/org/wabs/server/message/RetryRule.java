package org.wabs.server.message;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wabs.cloudapi.error.Concerns;
import org.wabs.cloudapi.error.ErrorEntry;
import org.wabs.cloudapi.error.ErrorTable;

/// May somebody whose message failed be tried again, by Meta's code? What lies in the message
/// itself fails again; where Meta kept it from this person, only time helps.
public final class RetryRule {
    /// 131049: at least 24 hours (cloud-api.md, section 9). The others are ours: who is not
    /// reachable today will not be within the hour.
    private static final Map<Integer, Duration> WAITS =
            Map.of(
                    131049, Duration.ofHours(24),
                    130497, Duration.ofHours(24),
                    131026, Duration.ofDays(7),
                    130472, Duration.ofDays(7));

    /// Sender and recipient are one, groups, stopped by the person, another identity, and what
    /// cannot be built.
    private static final Set<Integer> NEVER =
            Set.of(FailureReason.CANNOT_BE_BUILT, 131020, 131021, 131041, 131050, 131062, 137000);

    /// Of the message, but may be mended without changing it: a medium behind its link.
    private static final Set<Integer> MENDABLE = Set.of(131053, 135000);

    private RetryRule() {}

    /// How long after the failure; empty: never.
    public static Optional<Duration> waitAfter(int code) {
        if (NEVER.contains(code)) return Optional.empty();
        boolean ofTheMessage =
                ErrorTable.find(code)
                        .map(ErrorEntry::concerns)
                        .filter(Concerns.MESSAGE::equals)
                        .isPresent();
        if (ofTheMessage && !MENDABLE.contains(code)) return Optional.empty();
        return Optional.of(WAITS.getOrDefault(code, Duration.ZERO));
    }
}
