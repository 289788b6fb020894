package org.wabs.server.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// When a campaign is to start. A time that daylight saving skips means as much later (02:30
/// becomes 03:30); of a time that comes twice the first is meant. Resolved when it is looked at, so
/// that a change of a zone's rules counts.
record Schedule(LocalDateTime at, ZoneId zone) {
    /// Later than this, a start counts as missed: longer than a restart takes.
    static final Duration ON_TIME = Duration.ofMinutes(5);

    /// A missed start is made up for this long, within the sending hours only.
    static final Duration MADE_UP = Duration.ofHours(6);

    Instant due() {
        return ZonedDateTime.of(at, zone).toInstant();
    }

    /// What to do at a time that is not before [#due()].
    ///
    /// @param mayBeMadeUp whether it is within the sending hours
    boolean isMissed(Instant now, boolean mayBeMadeUp) {
        var late = Duration.between(due(), now);
        if (late.compareTo(ON_TIME) <= 0) return false;
        return late.compareTo(MADE_UP) > 0 || !mayBeMadeUp;
    }
}
