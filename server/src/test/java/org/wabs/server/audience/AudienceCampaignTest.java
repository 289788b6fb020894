package org.wabs.server.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wabs.server.support.SharedServer;

/// Campaigns to saved and to described audiences.
class AudienceCampaignTest extends AudienceFixture {
    private static final Map<String, ?> VARIABLES =
            Map.of("body", Map.of("1", Map.of("field", "name", "fallback", "A-1")));

    @Test
    void aCampaignGoesToItsAudienceAsItWasWhenPlanned() {
        var audience =
                API.post(
                                "/api/audiences",
                                Map.of(
                                        "name",
                                        "With a city",
                                        "filter",
                                        Map.of(
                                                "attribute",
                                                Map.of("name", "city", "exists", true))))
                        .json()
                        .get("id")
                        .asString();
        var campaign =
                draft(
                        "order_update_short",
                        VARIABLES,
                        Map.of("id", audience, "tags", List.of("vip")));
        var preview = API.post(campaign + "/preview").json();
        assertThat(preview.get("matching").asInt()).isEqualTo(2);

        var started = API.post(campaign + "/start");
        assertThat(started.status()).as(started.toString()).isLessThan(300);
        API.delete("/api/audiences/" + audience);

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        recipients(campaign).equals(List.of("+12025550102", "+4915112345601")));
        assertThat(API.get(campaign).json().get("audience").get("filter").toString())
                .contains("exists");
    }

    /// @return its path
    private static String draft(
            String template, Map<String, ?> variables, Map<String, ?> audience) {
        var draft =
                API.post(
                        "/api/campaigns",
                        Map.of(
                                "name",
                                "To an audience",
                                "template",
                                Map.of(
                                        "wabaId",
                                        SHOP.wabaId(),
                                        "name",
                                        template,
                                        "language",
                                        "en_US"),
                                "variables",
                                variables,
                                "audience",
                                audience));
        assertThat(draft.status()).as(draft.toString()).isEqualTo(201);
        return "/api/campaigns/" + draft.json().get("id").asString();
    }

    /// One of each kind of condition.
    private static Stream<String> everyKind() {
        return Stream.of(
                "{\"all\": []}",
                "{\"name\": {\"contains\": \"i\"}}",
                "{\"number\": {\"startsWith\": \"+1\"}}",
                "{\"hasNumber\": true}",
                "{\"country\": [\"US\"]}",
                "{\"language\": [\"en\", \"es\"]}",
                "{\"tag\": [\"vip\", \"new\"]}",
                "{\"attribute\": {\"name\": \"city\", \"exists\": true}}",
                "{\"attribute\": {\"name\": \"orders\", \"atLeast\": 3}}",
                "{\"attribute\": {\"name\": \"since\", \"from\": \"2025-01-01\"}}",
                "{\"consent\": [\"OPTED_IN\", \"OPTED_OUT_OF_MARKETING\"]}",
                "{\"optedIn\": {\"to\": \"2031-01-01\"}}",
                "{\"created\": {\"from\": \"2024-01-01\"}}",
                campaign("SENT"),
                campaign("NOT_IN"),
                "{\"wrote\": {\"ever\": false}}",
                "{\"received\": {\"withinDays\": 7}}",
                "{\"any\": [{\"tag\": \"new\"}, {\"not\": {\"country\": [\"US\"]}}]}");
    }

    /// Lanes of another node: what is planned stays queued.
    private static void silence() {
        for (var number : SHOP.numbers())
            SharedServer.server()
                    .sql()
                    .sql(
                            """
                            INSERT INTO lane (phone_number_id, organization_id, owner, epoch, expires_at) VALUES (?, ?, 'a node that does nothing', 1, 'infinity')
                            ON CONFLICT (phone_number_id) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at\
                            """)
                    .params(number, SHOP.organization())
                    .update();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void whoWouldBeSentIsWhoIsPlanned(String filter) {
        var chosen = who(filter);
        silence();
        var audience =
                API.post(
                        "/api/audiences",
                        "{\"name\": \"%s\", \"filter\": %s}".formatted(UUID.randomUUID(), filter));
        assertThat(audience.status()).as(audience.toString()).isEqualTo(201);
        var campaign =
                draft(
                        "seasonal_promotion",
                        Map.of(
                                "header",
                                Map.of("1", Map.of("text", "sale")),
                                "body",
                                Map.of(
                                        "1", Map.of("field", "name", "fallback", "friend"),
                                        "2", Map.of("text", "chairs"),
                                        "3", Map.of("text", "20"))),
                        Map.of("id", audience.json().get("id").asString()));
        var preview = API.post(campaign + "/preview").json();

        var started = API.post(campaign + "/start");
        assertThat(started.status()).as(started.toString()).isLessThan(300);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        !List.of("PLANNING", "DRAFT")
                                .contains(API.get(campaign).json().path("state").asString()));

        assertThat(recipients(campaign).stream().map(AudienceCampaignTest::lastTwo).sorted())
                .as("planned or left out with a reason")
                .isEqualTo(chosen);
        assertThat(preview.path("matching").asInt()).isEqualTo(chosen.size());
        var planned = planned(campaign);
        assertThat(preview.path("willBeSent").asLong()).isEqualTo(planned.getOrDefault("", 0L));
        for (var skip : preview.path("skipped"))
            assertThat(planned)
                    .containsEntry(skip.path("reason").asString(), skip.path("people").asLong());
        assertThat(planned.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(chosen.size());
        API.post(campaign + "/cancel");
    }

    private static String lastTwo(String phone) {
        return phone.substring(phone.length() - 2);
    }

    /// How many are to be sent (under ""), and how many are not, by reason.
    private static Map<String, Long> planned(String campaign) {
        var counts = new HashMap<String, Long>();
        SharedServer.server()
                .sql()
                .sql(
                        "SELECT coalesce(skipped, ''), count(*) FROM message WHERE campaign_id = CAST(? AS uuid) GROUP BY 1")
                .param(campaign.substring(campaign.lastIndexOf('/') + 1))
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    @Test
    void aDraftWhoseAudienceIsGoneSaysSo() {
        var campaign = draft("order_update_short", VARIABLES, Map.of("id", UUID.randomUUID()));

        var start = API.post(campaign + "/start");

        assertThat(start.status()).isEqualTo(409);
        assertThat(start.json().get("errors").get(0).get("field").asString())
                .isEqualTo("audience.id");
    }

    private static List<String> recipients(String campaign) {
        return SharedServer.server()
                .sql()
                .sql(
                        "SELECT recipient_key FROM message WHERE campaign_id = CAST(? AS uuid) ORDER BY 1")
                .param(campaign.substring(campaign.lastIndexOf('/') + 1))
                .query(String.class)
                .list();
    }
}
