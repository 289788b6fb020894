package org.wabs.server.campaign;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Local times and what they mean, in Berlin: clocks go forward on 2027-03-28 from 2 to 3, and back
/// on 2027-10-31 from 3 to 2.
class ScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final SendingHours OFFICE =
            new SendingHours(Set.of(MONDAY, FRIDAY), LocalTime.of(9, 0), LocalTime.of(18, 0));

    @Test
    void daysStandInTheOrderOfTheWeek() {
        var days = new SendingHours(Set.of(SUNDAY, MONDAY, FRIDAY), LocalTime.MIN, LocalTime.NOON);

        assertThat(days.days()).containsExactly(MONDAY, FRIDAY, SUNDAY);
    }

    private static Instant due(String local) {
        return new Schedule(LocalDateTime.parse(local), BERLIN).due();
    }

    @Test
    void localTimeFollowsDaylightSaving() {
        assertThat(due("2027-01-15T09:00")).isEqualTo("2027-01-15T08:00:00Z");
        assertThat(due("2027-07-15T09:00")).isEqualTo("2027-07-15T07:00:00Z");
    }

    @Test
    void skippedTimeMeansAsMuchLater() {
        assertThat(due("2027-03-28T02:30")).isEqualTo(due("2027-03-28T03:30"));
    }

    @Test
    void ofARepeatedTimeTheFirstIsMeant() {
        assertThat(due("2027-10-31T02:30")).isEqualTo("2027-10-31T00:30:00Z");
    }

    @Test
    void startIsMadeUpForSixHoursWithinTheSendingHoursOnly() {
        var schedule = new Schedule(LocalDateTime.parse("2027-01-15T09:00"), BERLIN);

        assertThat(schedule.isMissed(late(schedule, Duration.ofMinutes(4)), false)).isFalse();
        assertThat(schedule.isMissed(late(schedule, Duration.ofMinutes(6)), false)).isTrue();
        assertThat(schedule.isMissed(late(schedule, Duration.ofMinutes(6)), true)).isFalse();
        assertThat(schedule.isMissed(late(schedule, Duration.ofHours(6)), true)).isFalse();
        assertThat(schedule.isMissed(late(schedule, Duration.ofMinutes(361)), true)).isTrue();
    }

    private static Instant late(Schedule schedule, Duration length) {
        return schedule.due().plus(length);
    }

    @Test
    void restsUntilTheNextOfItsDays() {
        // 2027-01-15 is a Friday
        assertThat(rest(OFFICE, "2027-01-15T07:59:59Z")).isEqualTo("2027-01-15T08:00:00Z");
        assertThat(OFFICE.restUntil(Instant.parse("2027-01-15T08:00:00Z"), BERLIN)).isEmpty();
        assertThat(OFFICE.restUntil(Instant.parse("2027-01-15T16:59:59Z"), BERLIN)).isEmpty();
        assertThat(rest(OFFICE, "2027-01-15T17:00:00Z")).isEqualTo("2027-01-18T08:00:00Z");
    }

    @Test
    void hoursOverMidnightBelongToTheDayTheyBeginOn() {
        var night = new SendingHours(Set.of(SATURDAY), LocalTime.of(20, 0), LocalTime.of(2, 0));

        assertThat(night.restUntil(Instant.parse("2027-01-17T00:30:00Z"), BERLIN)).isEmpty();
        assertThat(rest(night, "2027-01-17T01:00:00Z")).isEqualTo("2027-01-23T19:00:00Z");
        assertThat(rest(night, "2027-01-16T00:30:00Z")).isEqualTo("2027-01-16T19:00:00Z");
    }

    @Test
    void hoursThatDaylightSavingSkipsBeginLater() {
        var early = new SendingHours(Set.of(SUNDAY), LocalTime.of(2, 30), LocalTime.of(4, 0));

        assertThat(rest(early, "2027-03-28T00:00:00Z")).isEqualTo("2027-03-28T01:30:00Z");
        assertThat(early.restUntil(Instant.parse("2027-03-28T01:59:00Z"), BERLIN)).isEmpty();
        assertThat(rest(early, "2027-03-28T02:00:00Z")).isEqualTo("2027-04-04T00:30:00Z");
    }

    private static Instant rest(SendingHours hours, String now) {
        return hours.restUntil(Instant.parse(now), BERLIN).orElseThrow();
    }
}
