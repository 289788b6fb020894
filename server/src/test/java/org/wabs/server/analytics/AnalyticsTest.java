package org.wabs.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.JsonNode;

/// Figures over time, by what messages belong to, and compared with the period before.
class AnalyticsTest extends AnalyticsFixture {
    /// A Monday; in Berlin it is two hours later.
    private static final Instant MORNING = Instant.parse("2026-10-05T08:15:00Z");

    private static final Instant NIGHT = Instant.parse("2026-10-05T22:30:00Z");
    private static final Instant LAST_WEEK = Instant.parse("2026-09-30T08:15:00Z");
    private static final String PERIOD =
            "?from=2026-10-05T00:00:00Z&to=2026-10-08T00:00:00Z&zone=Europe/Berlin";

    private static UUID german;
    private static UUID american;
    private static UUID campaign;

    @BeforeAll
    static void aFewMessages() {
        german = contact("+4915112345678", "DE");
        american = contact("+12025550171", "US");
        var made =
                manager.post(
                        "/api/campaigns",
                        Map.of(
                                "name",
                                "=Spring sale",
                                "template",
                                Map.of("name", "order_update", "language", "en_US")));
        campaign = UUID.fromString(made.json().get("id").asString());
        message(MORNING, german, campaign, "sent_at, delivered_at, read_at, replied_at");
        message(MORNING, american, campaign, "sent_at");
        message(NIGHT, german, null, "sent_at, delivered_at");
        message(LAST_WEEK, german, campaign, "sent_at");
        inbound(NIGHT, american);
        recount();
    }

    private static void recount() {
        SharedServer.server()
                .bean(Recount.class)
                .hours(LAST_WEEK, Instant.parse("2026-10-08T00:00:00Z"));
    }

    private static void inbound(Instant at, UUID contact) {
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, category, wamid, accepted_at)
                        SELECT :organization, wabs_uuid_of(:at, gen_random_uuid()), :number, :contact, 'key', false, 'SERVICE',
                               'wamid.' || :contact, :at\
                        """)
                .param("organization", shop.organization())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("number", shop.numbers().getFirst())
                .param("contact", contact)
                .update();
    }

    @Test
    void daysAreThoseOfTheZoneAndThePeriodBeforeIsComparedWith() {
        var days = read("/over-time" + PERIOD);

        assertThat(days.get("items").size()).isEqualTo(2);
        assertThat(days.get("items").get(0).get("at").asString()).startsWith("2026-10-05T00:00");
        assertThat(figures(days.get("items").get(0)))
                .isEqualTo("sent 2 delivered 1 read 1 replied 1 received 0");
        assertThat(days.get("items").get(1).get("at").asString()).startsWith("2026-10-06T00:00");
        assertThat(figures(days.get("items").get(1)))
                .isEqualTo("sent 1 delivered 1 read 0 replied 0 received 1");
        assertThat(figures(days.get("total")))
                .isEqualTo("sent 3 delivered 2 read 1 replied 1 received 1");
        assertThat(
                        figures(
                                read("/over-time?from=2026-10-01T12:00:00Z&to=2026-10-03T12:00:00Z")
                                        .get("before")))
                .isEqualTo("sent 1 delivered 0 read 0 replied 0 received 0");
    }

    @Test
    void hoursAreShownAndFiltersNarrow() {
        var hours = read("/over-time" + PERIOD + "&bucket=HOUR&country=DE&campaign=" + campaign);

        assertThat(hours.get("items").size()).isEqualTo(1);
        assertThat(hours.get("items").get(0).get("at").asString()).startsWith("2026-10-05T10:00");
        assertThat(figures(hours.get("total")))
                .isEqualTo("sent 1 delivered 1 read 1 replied 1 received 0");
    }

    @Test
    void messagesAreSplitByWhatTheyBelongTo() {
        var byCampaign = read("/breakdown" + PERIOD).get("items");
        assertThat(byCampaign.get(0).get("key").asString()).isEqualTo(campaign.toString());
        assertThat(byCampaign.get(0).get("name").asString()).isEqualTo("=Spring sale");
        assertThat(byCampaign.get(0).get("figures").get("sent").asInt()).isEqualTo(2);

        var byCountry = read("/breakdown" + PERIOD + "&by=COUNTRY").get("items");
        assertThat(byCountry.get(0).get("key").asString()).isEqualTo("DE");
        assertThat(byCountry.get(0).get("figures").get("sent").asInt()).isEqualTo(2);

        assertThat(read("/breakdown" + PERIOD + "&by=TEMPLATE").toString())
                .contains("\"order_update\"");
        assertThat(read("/breakdown" + PERIOD + "&by=NUMBER").toString())
                .contains("\"" + shop.numbers().getFirst() + "\"");
    }

    @Test
    void theHeatMapHasTheHoursOfTheWeek() {
        var cells = read("/heat-map" + PERIOD).get("items");

        assertThat(cells.size()).isEqualTo(2);
        assertThat(cells.get(0).get("weekday").asString()).isEqualTo("MONDAY");
        assertThat(cells.get(0).get("hour").asInt()).isEqualTo(10);
        assertThat(cells.get(1).get("weekday").asString()).isEqualTo("TUESDAY");
        assertThat(cells.get(1).get("hour").asInt()).isZero();
    }

    @Test
    void optOutsCountOnceForTheCampaignThatCameBefore() {
        var noon = Instant.parse("2026-09-07T12:05:00Z");
        var argentine = contact("+541112345678", "AR");
        message(noon.minusSeconds(86_400), argentine, campaign, "sent_at");
        message(noon.minusSeconds(3_600), argentine, null, "sent_at");
        consent(noon, argentine, "+541112345678", "OPT_OUT");
        consent(noon.plusSeconds(600), argentine, "+541112345678", "OPT_OUT");
        consent(noon.plusSeconds(90_000), argentine, "+541112345678", "OPT_IN");
        consent(noon.plusSeconds(100_000), argentine, "+541112345678", "OPT_OUT");
        var silent = contact("+56212345678", "CL");
        message(noon.minusSeconds(8 * 86_400), silent, campaign, "sent_at");
        consent(noon, silent, "+56212345678", "OPT_OUT");
        SharedServer.server().bean(Recount.class).hours(noon, noon.plusSeconds(100_000));
        var period = "?from=2026-09-07T00:00:00Z&to=2026-09-09T00:00:00Z";

        var days = read("/over-time" + period);
        assertThat(days.get("items").valueStream().map(AnalyticsTest::optedOut))
                .containsExactly(2L, 1L);
        assertThat(days.at("/total/optedOut").asLong()).isEqualTo(3);
        assertThat(optedOut(period, "CAMPAIGN"))
                .containsExactlyInAnyOrder(campaign + " 2", new UUID(0, 0) + " 1");
        assertThat(optedOut(period, "TEMPLATE")).containsExactlyInAnyOrder("order_update 2", " 1");
        assertThat(optedOut(period, "COUNTRY")).containsExactlyInAnyOrder("AR 2", "CL 1");
        assertThat(optedOut(period, "NUMBER"))
                .containsExactlyInAnyOrder(shop.numbers().getFirst() + " 2", " 1");
        assertThat(
                        read("/heat-map" + period)
                                .get("items")
                                .valueStream()
                                .map(AnalyticsTest::optedOut))
                .containsExactly(2L, 1L);
    }

    private static long optedOut(JsonNode one) {
        return one.at("/figures/optedOut").asLong();
    }

    private static List<String> optedOut(String period, String by) {
        return read("/breakdown" + period + "&by=" + by)
                .get("items")
                .valueStream()
                .map(line -> line.get("key").asString() + " " + optedOut(line))
                .toList();
    }

    private static void consent(Instant at, UUID contact, String key, String action) {
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO consent_event (organization_id, recipient_key, at, action, category, source, contact_id)
                        VALUES (?, ?, ?, ?, 'MARKETING', 'STOP_WORD', ?)\
                        """)
                .params(shop.organization(), key, at.atOffset(ZoneOffset.UTC), action, contact)
                .update();
    }

    @Test
    void eachLineIsComparedWithThePeriodBefore() {
        var line = read("/breakdown?from=2026-10-05T00:00:00Z&to=2026-10-11T00:00:00Z&by=COUNTRY");

        assertThat(line.at("/items/0/key").asString()).isEqualTo("DE");
        assertThat(line.at("/items/0/figures/sent").asLong()).isEqualTo(2);
        assertThat(line.at("/items/0/before/sent").asLong()).isEqualTo(1);
        assertThat(line.at("/items/1/before/sent").asLong()).isZero();
    }

    @Test
    void eachDayIsCountedInATransactionOfItsOwn() {
        assertThat(
                        SharedServer.server()
                                .sql()
                                .sql(
                                        """
                                        SELECT count(DISTINCT xmin::text) FROM analytics_quarter
                                         WHERE organization_id = ? AND quarter >= '2026-09-30' AND quarter < '2026-10-08'\
                                        """)
                                .param(shop.organization())
                                .query(Long.class)
                                .single())
                .isEqualTo(2);
    }

    @Test
    void eachIsAlsoAFileWithoutFormulas() {
        assertThat(manager.get("/api/analytics/over-time.csv" + PERIOD).body())
                .startsWith("at,skipped,sent,delivered,read,replied,failed,received,optedOut")
                .contains("2026-10-05T00:00,0,2,1,1,1,0,0");
        assertThat(manager.get("/api/analytics/breakdown.csv" + PERIOD).body())
                .contains(campaign + ",'=Spring sale,0,2");
        assertThat(manager.get("/api/analytics/heat-map.csv" + PERIOD).body())
                .contains("MONDAY,10,0,2,1");
    }

    @Test
    void anotherOrganizationSeesNothingAndMistakesAreNamed() {
        var stranger = SharedServer.business().owner();
        assertThat(figures(stranger.get("/api/analytics/over-time" + PERIOD).json().get("total")))
                .isEqualTo("sent 0 delivered 0 read 0 replied 0 received 0");
        assertThat(stranger.get("/api/analytics/breakdown" + PERIOD).json().get("items")).isEmpty();

        assertThat(manager.get("/api/analytics/over-time?zone=Mars/Base").body())
                .contains("\"field\":\"zone\"");
        assertThat(
                        manager.get(
                                        "/api/analytics/heat-map?from=2026-10-05T00:00:00Z&to=2026-10-05T00:00:00Z")
                                .status())
                .isEqualTo(400);
        assertThat(manager.get("/api/analytics/breakdown?by=MOOD").body()).contains("CAMPAIGN");
    }
}
