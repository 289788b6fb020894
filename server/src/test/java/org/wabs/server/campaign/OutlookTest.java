package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wabs.server.campaign.Headroom.Limit;
import org.wabs.server.campaign.Outlook.Day;

class OutlookTest {
    private static final Instant MONDAY_NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static Rules hours(DayOfWeek... days) {
        return new Rules(
                UTC,
                new SendingHours(Set.of(days), LocalTime.of(9, 0), LocalTime.of(13, 0)),
                null,
                null,
                null);
    }

    @Test
    void goesOnWithoutAStopWhereNothingIsInTheWay() {
        var outlook = Outlook.of(MONDAY_NOON, 6_000, 10, null, Rules.NONE);

        assertThat(outlook.finishAt()).isEqualTo(Instant.parse("2026-11-30T12:10:00Z"));
        assertThat(outlook.days()).containsExactly(new Day(MONDAY, 6_000));
    }

    @Test
    void waitsADayWhereTheLimitIsReached() {
        var outlook = Outlook.of(MONDAY_NOON, 2_600, 10, new Limit(1_000, 400, 600), Rules.NONE);

        assertThat(outlook.days())
                .containsExactly(
                        new Day(MONDAY, 600),
                        new Day(MONDAY.plusDays(1), 1_000),
                        new Day(MONDAY.plusDays(2), 1_000));
        assertThat(outlook.finishAt()).isEqualTo(Instant.parse("2026-12-02T12:01:40Z"));
    }

    @Test
    void restsOutsideItsHours() {
        var outlook =
                Outlook.of(
                        MONDAY_NOON, 4_000, 1, null, hours(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY));

        assertThat(outlook.days())
                .containsExactly(new Day(MONDAY, 3_600), new Day(MONDAY.plusDays(2), 400));
        assertThat(outlook.finishAt()).isEqualTo(Instant.parse("2026-12-02T09:06:40Z"));
    }

    @Test
    void hoursMayGoOnOverMidnight() {
        var night =
                new Rules(
                        UTC,
                        new SendingHours(
                                Set.of(DayOfWeek.MONDAY), LocalTime.of(23, 0), LocalTime.of(1, 0)),
                        null,
                        null,
                        null);

        var outlook = Outlook.of(MONDAY_NOON, 7_200, 1, null, night);

        assertThat(outlook.days())
                .containsExactly(new Day(MONDAY, 3_600), new Day(MONDAY.plusDays(1), 3_600));
    }

    @Test
    void saysNothingWhereItWouldTakeMonthsOrNeverEnd() {
        assertThat(
                        Outlook.of(MONDAY_NOON, 1_000_000, 10, new Limit(250, 0, 250), Rules.NONE)
                                .finishAt())
                .isNull();
        assertThat(Outlook.of(MONDAY_NOON, 10, 10, new Limit(0, 0, 0), Rules.NONE).days())
                .isEmpty();
        assertThat(Outlook.of(MONDAY_NOON, 10, 0, null, Rules.NONE).finishAt()).isNull();
    }
}
