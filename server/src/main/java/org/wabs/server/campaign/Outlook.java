package org.wabs.server.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wabs.server.campaign.Headroom.Limit;

/// How a campaign would go over the days, as far as it can be foreseen: by pace, sending hours and
/// Meta's messaging limit. What gives room in the limit is taken to be a day old a day after the
/// start, so this is rather too late than too early.
///
/// @param startAt when it would begin
/// @param finishAt when the last message would leave; absent without a sender, or where it would
///   take longer than two months
/// @param days how many people on which day, in the campaign's zone
record Outlook(Instant startAt, @Nullable Instant finishAt, List<Day> days) {
    record Day(LocalDate day, long people) {}

    private static final int MOST_DAYS = 62;
    private static final Duration DAY = Duration.ofDays(1);

    /// @param limit null: none
    static Outlook of(
            Instant start, long people, double perSecond, @Nullable Limit limit, Rules rules) {
        if (people == 0 || perSecond <= 0) return new Outlook(start, null, List.of());
        return new Walk(start, people, perSecond, limit, rules).outlook();
    }

    /// Goes from one standstill to the next: midnight, the end of the hours, no room.
    private static final class Walk {
        private final Instant start;
        private final double perSecond;
        private final @Nullable Limit limit;
        private final Rules rules;
        private final ZoneId zone;
        private final List<Day> days = new ArrayList<>();
        private Instant now;
        private long left;
        private long room;
        private Instant roomSince;

        Walk(Instant start, long people, double perSecond, @Nullable Limit limit, Rules rules) {
            this.start = start;
            this.perSecond = perSecond;
            this.limit = limit;
            this.rules = rules;
            zone = rules.zone() == null ? ZoneOffset.UTC : rules.zone();
            now = start;
            left = people;
            room = limit == null ? Long.MAX_VALUE : limit.left();
            roomSince = start;
        }

        Outlook outlook() {
            var last = start;
            while (left > 0 && days.size() < MOST_DAYS) {
                if (room == 0 && limit != null) {
                    if (limit.perDay() == 0) break;
                    now = roomSince.plus(DAY);
                    roomSince = now;
                    room = limit.perDay();
                }
                var rest = rules.restUntil(now);
                if (rest.isPresent()) now = rest.get();
                last = stretch();
            }
            return new Outlook(start, left > 0 ? null : last, List.copyOf(days));
        }

        /// @return when its last message leaves
        private Instant stretch() {
            var end = end();
            double seconds = Duration.between(now, end).toMillis() / 1000.0;
            long possible = Math.max(1, (long) (seconds * perSecond));
            long sent = Math.min(Math.min(left, room), possible);
            add(now.atZone(zone).toLocalDate(), sent);
            left -= sent;
            room -= sent;
            var last = now.plusMillis((long) Math.ceil(sent / perSecond * 1000));
            now = sent == possible ? end : last;
            return last;
        }

        private Instant end() {
            var midnight =
                    now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
            var hours = rules.sendingHours();
            if (hours == null) return midnight;
            var close = hours.endAfter(now, zone);
            return close.isBefore(midnight) ? close : midnight;
        }

        private void add(LocalDate day, long people) {
            if (!days.isEmpty() && days.getLast().day().equals(day))
                people += days.removeLast().people();
            days.add(new Day(day, people));
        }
    }
}
