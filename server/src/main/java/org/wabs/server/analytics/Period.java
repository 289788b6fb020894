package org.wabs.server.analytics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Which messages to count. Bound by Spring from the query.
///
/// @param from inclusive; the 30 days before `to` unless said otherwise
/// @param to exclusive; now unless said otherwise
/// @param zone in which days and hours are meant, such as Europe/Berlin; UTC unless said otherwise
/// @param campaign only this one
/// @param number only this phone number id
/// @param template only campaigns with a template of this name
/// @param country only people of this country (ISO 3166)
record Period(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String zone,
        java.util.@Nullable UUID campaign,
        @Nullable String number,
        @Nullable String template,
        @Nullable String country) {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(400);

    /// A condition on rows `h` with these columns.
    static final String DIMENSIONS =
            """
             (CAST(:campaign AS uuid) IS NULL OR h.campaign_id = :campaign)
               AND (CAST(:number AS text) IS NULL OR h.phone_number_id = :number)
               AND (CAST(:template AS text) IS NULL OR h.template = :template)
               AND (CAST(:country AS text) IS NULL OR h.country = :country) \
            """;

    /// @param from as asked for
    record Span(Instant from, Instant to, ZoneId zone) {
        /// As long, and right before.
        Span before() {
            return new Span(from.minus(Duration.between(from, to)), from, zone);
        }

        /// The first midnight of UTC that is not before `from`; at most `to`.
        Instant firstDay() {
            var midnight = from.truncatedTo(ChronoUnit.DAYS);
            var first = midnight.equals(from) ? midnight : midnight.plus(1, ChronoUnit.DAYS);
            return first.isAfter(to) ? to : first;
        }

        /// The last midnight of UTC that is not after `to`; `to` where the period has none.
        Instant lastDay() {
            var last = to.truncatedTo(ChronoUnit.DAYS);
            return last.isBefore(firstDay()) ? to : last;
        }
    }

    /// @throws ProblemException for a zone that is none, or a period that is empty or too long
    Span span(Clock clock) {
        var end = to == null ? clock.instant() : to;
        var start = from == null ? end.minus(USUAL) : from;
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(LONGEST) > 0)
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST, "The period is empty or too long.")
                    .field("from", "before `to`, at most " + LONGEST.toDays() + " days");
        return new Span(start, end, zoneId());
    }

    private ZoneId zoneId() {
        if (zone == null) return ZoneOffset.UTC;
        if (ZoneId.getAvailableZoneIds().contains(zone)) return ZoneId.of(zone);
        throw new ProblemException(
                        ProblemType.INVALID_REQUEST, "There is no time zone " + zone + ".")
                .field("zone", "a name such as Europe/Berlin or UTC");
    }

    /// Whether nothing is left out but other times.
    boolean isOfAll() {
        return campaign == null && number == null && template == null && country == null;
    }

    Map<String, @Nullable Object> params(Span span) {
        var params = new java.util.HashMap<String, @Nullable Object>();
        params.put("from", span.from().atOffset(ZoneOffset.UTC));
        params.put("firstDay", span.firstDay().atOffset(ZoneOffset.UTC));
        params.put("lastDay", span.lastDay().atOffset(ZoneOffset.UTC));
        params.put("to", span.to().atOffset(ZoneOffset.UTC));
        params.put("zone", span.zone().getId());
        params.put("campaign", campaign);
        params.put("number", number);
        params.put("template", template);
        params.put("country", country);
        return params;
    }
}
