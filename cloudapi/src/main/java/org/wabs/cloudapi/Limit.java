package org.wabs.cloudapi;

import java.time.Duration;

/// Which of Meta's limits a throttled call ran into, and how long to wait when Meta does not say
/// (Meta's documentation, read 2026-10).
public enum Limit {
    /// Messages a second of one phone number, code 130429.
    THROUGHPUT(Duration.ofSeconds(1)),
    /// Messages between one number and one person, code 131056: one in six seconds, after a burst.
    PAIR_RATE(Duration.ofSeconds(6)),
    /// Management calls of one WABA, code 80007.
    WABA(Duration.ofMinutes(5)),
    /// Calls of the Meta app, for all its accounts, codes 4 and 613.
    APP(Duration.ofMinutes(5)),
    /// The number was reported too often, code 131048: hours.
    SPAM(Duration.ofHours(2)),
    /// The number is being moved to a higher throughput, codes 131057 and 2494100: about a minute.
    MAINTENANCE(Duration.ofMinutes(1));

    private final Duration pause;

    Limit(Duration pause) {
        this.pause = pause;
    }

    /// The wait where Meta's answer names none.
    public Duration pause() {
        return pause;
    }
}
