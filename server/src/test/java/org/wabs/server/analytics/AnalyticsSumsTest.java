package org.wabs.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wabs.server.support.SharedServer;

/// What is counted is told as its sums, whatever part of them a period has and however often it is
/// counted.
class AnalyticsSumsTest extends AnalyticsFixture {
    private static UUID german;

    @BeforeAll
    static void aFewMessages() {
        german = contact("+4915112345678", "DE");
        var american = contact("+12025550171", "US");
        for (var contact : List.of(german, american))
            message(Instant.parse("2026-10-05T08:15:00Z"), contact, null, "sent_at");
        message(Instant.parse("2026-10-05T22:30:00Z"), german, null, "sent_at");
        message(Instant.parse("2026-09-30T08:15:00Z"), german, null, "sent_at");
        recount(Instant.parse("2026-09-30T08:15:00Z"), Instant.parse("2026-10-08T00:00:00Z"));
    }

    private static void recount(Instant from, Instant to) {
        SharedServer.server().bean(Recount.class).hours(from, to);
    }

    /// Days, and what is left of the period before and after them, are read from different tables.
    @ParameterizedTest
    @CsvSource({
        "2026-10-05T00:00:00Z, 2026-10-08T00:00:00Z, 3",
        "2026-10-05T08:30:00Z, 2026-10-08T00:00:00Z, 1",
        "2026-10-05T08:00:00Z, 2026-10-05T22:30:00Z, 2",
        "2026-10-05T22:00:00Z, 2026-10-06T02:00:00Z, 1",
        "2026-09-30T08:15:00Z, 2026-10-06T00:00:00Z, 4",
        "2026-09-29T12:00:00Z, 2026-10-05T22:45:00Z, 4",
    })
    void aPeriodMayBeginAndEndWithinADay(String from, String to, int sent) {
        var period = "?from=" + from + "&to=" + to;
        var total = read("/over-time" + period).get("total");

        assertThat(total.get("sent").asInt()).isEqualTo(sent);
        for (var by : List.of("CAMPAIGN", "COUNTRY", "NUMBER", "TEMPLATE"))
            assertThat(sum("/breakdown" + period + "&by=" + by)).as(by).isEqualTo(sent);
        assertThat(sum("/heat-map" + period)).isEqualTo(sent);
        assertThat(
                        List.of("DE", "US").stream()
                                .mapToInt(country ->
                                        read("/over-time" + period + "&country=" + country)
                                                .at("/total/sent")
                                                .asInt())
                                .sum())
                .isEqualTo(sent);
    }

    private static int sum(String path) {
        return read(path)
                .get("items")
                .valueStream()
                .mapToInt(item -> item.at("/figures/sent").asInt())
                .sum();
    }

    @Test
    void countingAgainChangesNothingButWhatWasReportedSince() {
        var from = "?from=2026-11-02T00:00:00Z&to=2026-11-03T00:00:00Z";
        var at = Instant.parse("2026-11-02T10:00:00Z");
        message(at, german, null, "sent_at");
        recount(at, at);
        recount(at, at);
        assertThat(figures(read("/over-time" + from).get("total")))
                .isEqualTo("sent 1 delivered 0 read 0 replied 0 received 0");

        sinceThen("UPDATE message SET delivered_at = now(), read_at = now()", at);
        recount(at, at);

        assertThat(figures(read("/over-time" + from).get("total")))
                .isEqualTo("sent 1 delivered 1 read 1 replied 0 received 0");
        assertThat(figures(read("/breakdown" + from).at("/items/0/figures")))
                .isEqualTo("sent 1 delivered 1 read 1 replied 0 received 0");
        assertThat(figuresThatAreNotTheirSums()).isZero();
    }

    @Test
    void whatIsNoLongerThereLeavesTheSums() {
        var from = "?from=2026-11-04T00:00:00Z&to=2026-11-05T00:00:00Z";
        var at = Instant.parse("2026-11-04T10:00:00Z");
        message(at, german, null, "sent_at");
        recount(at, at);
        assertThat(sum("/breakdown" + from)).isEqualTo(1);

        sinceThen("DELETE FROM message", at);
        recount(at, at);

        assertThat(read("/breakdown" + from).get("items")).isEmpty();
        assertThat(read("/over-time" + from).get("items")).isEmpty();
        assertThat(figuresThatAreNotTheirSums()).isZero();
    }

    /// To all of our messages from then on.
    private static void sinceThen(String change, Instant at) {
        SharedServer.server()
                .sql()
                .sql(
                        change
                                + " WHERE organization_id = ? AND id >= wabs_uuid_floor(CAST(? AS timestamptz))")
                .params(shop.organization(), at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Of both tables of sums, those that differ from the quarters' sum.
    private static long figuresThatAreNotTheirSums() {
        return SharedServer.server()
                .sql()
                .sql(
                        """
                        SELECT (SELECT count(*) FROM (
                                SELECT quarter, sum(sent) AS sent, sum(read) AS read FROM analytics_quarter WHERE organization_id = :organization GROUP BY 1) q
                                  FULL JOIN (SELECT * FROM analytics_total WHERE organization_id = :organization) t USING (quarter)
                                 WHERE (q.sent, q.read) IS DISTINCT FROM (t.sent, t.read))
                             + (SELECT count(*) FROM (
                                SELECT date_trunc('day', quarter, 'UTC') AS day, campaign_id, phone_number_id, template, country, sum(sent) AS sent, sum(read) AS read
                                  FROM analytics_quarter WHERE organization_id = :organization GROUP BY 1, 2, 3, 4, 5) q
                                  FULL JOIN (SELECT * FROM analytics_day WHERE organization_id = :organization) t
                                       USING (day, campaign_id, phone_number_id, template, country)
                                 WHERE (q.sent, q.read) IS DISTINCT FROM (t.sent, t.read))\
                        """)
                .param("organization", shop.organization())
                .query(Long.class)
                .single();
    }
}
