package org.wabs.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;

/// Days and hours are those of the zone that is asked for, also where it is half an hour off or
/// changes its clocks.
class AnalyticsZonesTest extends AnalyticsFixture {
    private static UUID german;

    @BeforeAll
    static void somebody() {
        german = contact("+4915112345678", "DE");
    }

    @Test
    void zonesWithHalvesAndQuartersOfHoursHaveDaysAndHoursOfTheirOwn() {
        sentAt("2026-08-03T18:25:00Z", "2026-08-03T18:35:00Z");
        var india = "?from=2026-08-03T00:00:00Z&to=2026-08-05T00:00:00Z&zone=Asia/Kolkata";
        assertThat(buckets(india))
                .containsExactly("2026-08-03T00:00:00 1", "2026-08-04T00:00:00 1");
        assertThat(buckets(india + "&bucket=HOUR"))
                .containsExactly("2026-08-03T23:00:00 1", "2026-08-04T00:00:00 1");
        assertThat(cells(india)).containsExactly("MONDAY 23 1", "TUESDAY 0 1");

        sentAt("2026-08-10T18:10:00Z", "2026-08-10T18:20:00Z");
        var nepal = "?from=2026-08-10T00:00:00Z&to=2026-08-12T00:00:00Z&zone=Asia/Kathmandu";
        assertThat(buckets(nepal))
                .containsExactly("2026-08-10T00:00:00 1", "2026-08-11T00:00:00 1");
        assertThat(cells(nepal)).containsExactly("MONDAY 23 1", "TUESDAY 0 1");
    }

    @Test
    void aDayOfTwentyFiveHoursHoldsThemAllAndTheHourThatComesTwiceIsOne() {
        sentAt(
                "2026-10-24T21:50:00Z",
                "2026-10-24T22:30:00Z",
                "2026-10-25T00:30:00Z",
                "2026-10-25T01:30:00Z",
                "2026-10-25T22:50:00Z",
                "2026-10-25T23:10:00Z");
        var autumn = "?from=2026-10-24T00:00:00Z&to=2026-10-27T00:00:00Z&zone=Europe/Berlin";

        assertThat(buckets(autumn))
                .containsExactly(
                        "2026-10-24T00:00:00 1", "2026-10-25T00:00:00 4", "2026-10-26T00:00:00 1");
        assertThat(buckets(autumn + "&bucket=HOUR")).contains("2026-10-25T02:00:00 2");
        assertThat(cells(autumn)).contains("SUNDAY 2 2", "SUNDAY 23 1", "MONDAY 0 1");
    }

    @Test
    void aDayOfTwentyThreeHoursEndsAtItsMidnight() {
        sentAt(
                "2026-03-28T22:50:00Z",
                "2026-03-28T23:10:00Z",
                "2026-03-29T01:10:00Z",
                "2026-03-29T21:50:00Z",
                "2026-03-29T22:10:00Z");
        var spring = "?from=2026-03-28T00:00:00Z&to=2026-03-31T00:00:00Z&zone=Europe/Berlin";

        assertThat(buckets(spring))
                .containsExactly(
                        "2026-03-28T00:00:00 1", "2026-03-29T00:00:00 3", "2026-03-30T00:00:00 1");
        assertThat(buckets(spring + "&bucket=HOUR"))
                .contains("2026-03-29T03:00:00 1")
                .noneMatch(bucket -> bucket.startsWith("2026-03-29T02"));
    }

    private static void sentAt(String... times) {
        var recount = SharedServer.server().bean(Recount.class);
        for (var time : times) {
            var at = Instant.parse(time);
            message(at, german, null, "sent_at");
            recount.hours(at, at);
        }
    }

    private static List<String> buckets(String query) {
        return read("/over-time" + query)
                .get("items")
                .valueStream()
                .map(point ->
                        LocalDateTime.parse(point.get("at").asString())
                                        .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                                + " "
                                + point.at("/figures/sent").asLong())
                .toList();
    }

    private static List<String> cells(String query) {
        return read("/heat-map" + query)
                .get("items")
                .valueStream()
                .map(cell ->
                        "%s %s %s"
                                .formatted(
                                        cell.get("weekday").asString(),
                                        cell.get("hour").asInt(),
                                        cell.at("/figures/sent").asLong()))
                .toList();
    }
}
