package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

/// How far a campaign was while it ran: `GET /campaigns/{id}/pace`.
class PaceTest {
    private static final Business SHOP = SharedServer.business();
    private static final Api OWNER = SHOP.owner();

    private static World world;

    @BeforeAll
    static void start() {
        SHOP.connect();
        world = new World(SharedServer.server(), SHOP.organization());
    }

    @Test
    void aFinishedCampaignTellsHowFarItWasUpToItsEnd() {
        var campaign = draft("finished");
        assertThat(OWNER.post("/api/campaigns/" + campaign + "/start").status()).isEqualTo(202);
        var ended = world.awaitState(OWNER, campaign, "COMPLETED").get("endedAt").asString();

        var pace = pace(campaign);

        assertThat(pace.get("stepSeconds").asInt()).isEqualTo(10);
        var last = pace.get("points").get(pace.get("points").size() - 1);
        assertThat(last.get("sent").asInt()).isEqualTo(9);
        assertThat(last.get("failed").asInt()).isZero();
        assertThat(Instant.parse(last.get("at").asString()))
                .isBetween(
                        Instant.parse(ended).minusSeconds(10),
                        Instant.parse(ended).plusSeconds(10));
    }

    @Test
    void aDraftHasNoneYet() {
        var pace = pace(draft("draft"));

        assertThat(pace.get("stepSeconds").asInt()).isEqualTo(10);
        assertThat(pace.get("points").isEmpty()).isTrue();
    }

    @Test
    void thereIsNoneOfACampaignThatIsUnknownOrOfSomebodyElse() {
        var unknown = OWNER.get("/api/campaigns/" + UUID.randomUUID() + "/pace");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().get("type").asString()).isEqualTo("/problems/not-found");

        var foreign = SharedServer.business().owner();
        assertThat(foreign.get("/api/campaigns/" + draft("hidden") + "/pace").status())
                .isEqualTo(404);
    }

    @Test
    void aLongCampaignIsToldInLongerStretchesEachAsFarAsItsEnd() {
        var campaign = draft("long");
        world.sql()
                .sql(
                        """
                        INSERT INTO campaign_pace (organization_id, campaign_id, at, sent, delivered, read, failed)
                        SELECT :organization, CAST(:campaign AS uuid), to_timestamp(1800000000 + n * 10), n, n, n, 0
                          FROM generate_series(0, 720) n\
                        """)
                .param("organization", SHOP.organization())
                .param("campaign", campaign)
                .update();

        var pace = pace(campaign);

        assertThat(pace.get("stepSeconds").asInt()).isEqualTo(30);
        var points = pace.get("points");
        assertThat(points.size()).isEqualTo(241);
        assertThat(points.get(1).get("sent").asInt()).isEqualTo(3);
        assertThat(
                        Duration.between(
                                Instant.parse(points.get(0).get("at").asString()),
                                Instant.parse(points.get(1).get("at").asString())))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(points.get(240).get("sent").asInt()).isEqualTo(720);
    }

    private static JsonNode pace(String campaign) {
        var answer = OWNER.get("/api/campaigns/" + campaign + "/pace");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    /// For ten people, one of them without opt-in.
    private static String draft(String tag) {
        world.crowd(tag, 10);
        return world.campaign(
                OWNER,
                Map.of(
                        "name", tag,
                        "template", Map.of("name", "order_update_short", "language", "en_US"),
                        "audience", Map.of("tags", List.of(tag)),
                        "variables", Map.of("body", Map.of("1", Map.of("text", "A-1")))));
    }
}
