package org.wabs.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

class AnalyticsTest {
    private static final Business SHOP = SharedServer.business().connect();
    private static final Api MANAGER = SHOP.user("MANAGER");

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
                MANAGER.post(
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

    private static UUID contact(String phone, String country) {
        var id = Ids.next();
        SharedServer.server()
                .sql()
                .sql(
                        "INSERT INTO contact (organization_id, id, recipient_key, phone, country) VALUES (?, ?, ?, ?, ?)")
                .params(SHOP.organization(), id, phone, phone, country)
                .update();
        return id;
    }

    private static void message(Instant at, UUID contact, UUID ofCampaign, String facts) {
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category,
                                             wanted, attempt, accepted_at, %s)
                        SELECT :organization, wabs_uuid_of(:at, gen_random_uuid()), :campaign, :number, :contact, 'key', true, 'UTILITY',
                               1, 1, :at %s\
                        """
                                .formatted(facts, facts.replaceAll("\\w+,?", ", :at")))
                .param("organization", SHOP.organization())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("campaign", ofCampaign)
                .param("number", SHOP.numbers().getFirst())
                .param("contact", contact)
                .update();
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
                .param("organization", SHOP.organization())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("number", SHOP.numbers().getFirst())
                .param("contact", contact)
                .update();
    }

    private static JsonNode read(String path) {
        var answer = MANAGER.get("/api/analytics" + path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static String figures(JsonNode node) {
        var f = node.get("figures") == null ? node : node.get("figures");
        return "sent %s delivered %s read %s replied %s received %s"
                .formatted(
                        f.get("sent"),
                        f.get("delivered"),
                        f.get("read"),
                        f.get("replied"),
                        f.get("received"));
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
                .contains("\"" + SHOP.numbers().getFirst() + "\"");
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
    void countingAgainChangesNothingButWhatWasReportedSince() {
        var from = "?from=2026-11-02T00:00:00Z&to=2026-11-03T00:00:00Z";
        var at = Instant.parse("2026-11-02T10:00:00Z");
        message(at, german, null, "sent_at");
        var recount = SharedServer.server().bean(Recount.class);
        recount.hours(at, at);
        recount.hours(at, at);
        assertThat(figures(read("/over-time" + from).get("total")))
                .isEqualTo("sent 1 delivered 0 read 0 replied 0 received 0");

        SharedServer.server()
                .sql()
                .sql(
                        "UPDATE message SET delivered_at = now(), read_at = now() WHERE organization_id = ? AND id >= wabs_uuid_floor(CAST(? AS timestamptz))")
                .params(SHOP.organization(), at.atOffset(ZoneOffset.UTC))
                .update();
        recount.hours(at, at);

        assertThat(figures(read("/over-time" + from).get("total")))
                .isEqualTo("sent 1 delivered 1 read 1 replied 0 received 0");
    }

    @Test
    void eachIsAlsoAFileWithoutFormulas() {
        assertThat(MANAGER.get("/api/analytics/over-time.csv" + PERIOD).body())
                .startsWith("at,skipped,sent,delivered,read,replied,failed,received")
                .contains("2026-10-05T00:00,0,2,1,1,1,0,0");
        assertThat(MANAGER.get("/api/analytics/breakdown.csv" + PERIOD).body())
                .contains(campaign + ",'=Spring sale,0,2");
        assertThat(MANAGER.get("/api/analytics/heat-map.csv" + PERIOD).body())
                .contains("MONDAY,10,0,2,1");
    }

    @Test
    void anotherOrganizationSeesNothingAndMistakesAreNamed() {
        var stranger = SharedServer.business().owner();
        assertThat(figures(stranger.get("/api/analytics/over-time" + PERIOD).json().get("total")))
                .isEqualTo("sent 0 delivered 0 read 0 replied 0 received 0");

        assertThat(MANAGER.get("/api/analytics/over-time?zone=Mars/Base").body())
                .contains("\"field\":\"zone\"");
        assertThat(
                        MANAGER.get(
                                        "/api/analytics/heat-map?from=2026-10-05T00:00:00Z&to=2026-10-05T00:00:00Z")
                                .status())
                .isEqualTo(400);
        assertThat(MANAGER.get("/api/analytics/breakdown?by=MOOD").body()).contains("CAMPAIGN");
    }
}
