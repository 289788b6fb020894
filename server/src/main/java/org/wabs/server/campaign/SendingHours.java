package org.wabs.server.campaign;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When a campaign may send, by the clock of its zone. Where daylight saving skips a time, the
/// hours begin or end as much later; where it repeats one, the first counts.
///
/// @param days on which the hours begin, in the order of the week
/// @param to before `from`: the hours end on the next day; equal to it: they last a whole day
record SendingHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    private static final int WEEK = 7;

    SendingHours(@Nullable Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        this.days =
                days == null || days.isEmpty()
                        ? Set.of()
                        : Collections.unmodifiableSet(EnumSet.copyOf(days));
        this.from = from;
        this.to = to;
    }

    /// Hours without a day are none: a person took them away.
    boolean isEmpty() {
        return days.isEmpty();
    }

    /// When the next hours begin; empty while it may send.
    Optional<Instant> restUntil(Instant now, ZoneId zone) {
        var today = now.atZone(zone).toLocalDate();
        if (isWithin(now, today.minusDays(1), zone) || isWithin(now, today, zone))
            return Optional.empty();
        for (int ahead = 0; ahead <= WEEK; ahead++) {
            var day = today.plusDays(ahead);
            if (days.contains(day.getDayOfWeek()) && begin(day, zone).isAfter(now))
                return Optional.of(begin(day, zone));
        }
        throw new IllegalStateException("sending hours without a day");
    }

    /// When the hours that hold now end.
    ///
    /// @param now within them
    Instant endAfter(Instant now, ZoneId zone) {
        var today = now.atZone(zone).toLocalDate();
        var latest = isWithin(now, today, zone) ? today : today.minusDays(1);
        return end(latest, zone);
    }

    private boolean isWithin(Instant now, LocalDate day, ZoneId zone) {
        return days.contains(day.getDayOfWeek())
                && !now.isBefore(begin(day, zone))
                && now.isBefore(end(day, zone));
    }

    private Instant begin(LocalDate day, ZoneId zone) {
        return ZonedDateTime.of(day, from, zone).toInstant();
    }

    private Instant end(LocalDate day, ZoneId zone) {
        return ZonedDateTime.of(to.isAfter(from) ? day : day.plusDays(1), to, zone).toInstant();
    }
}
