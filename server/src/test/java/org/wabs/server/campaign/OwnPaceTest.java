package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.JsonNode;

/// A pace that a person chooses for a campaign.
class OwnPaceTest {
    private static final String TAG = "own pace";
    private static Api owner;
    private static World world;

    @BeforeAll
    static void start() {
        var shop = SharedServer.business().connect();
        owner = shop.owner();
        world = new World(SharedServer.server(), shop.organization());
        world.crowd(TAG, 30);
    }

    private static String campaign(Map<String, ?> more) {
        var draft =
                new HashMap<String, Object>(
                        Map.of(
                                "name", "Slowly",
                                "template",
                                        Map.of(
                                                "name", "order_update_short",
                                                "language", "en_US"),
                                "audience", Map.of("tags", List.of(TAG)),
                                "variables",
                                        Map.of(
                                                "body",
                                                Map.of(
                                                        "1",
                                                        Map.of(
                                                                "field", "name",
                                                                "fallback", "A-1")))));
        draft.putAll(more);
        return world.campaign(owner, draft);
    }

    private static JsonNode read(String id) {
        return owner.get("/api/campaigns/" + id).json();
    }

    /// Three of the thirty have no opt-in.
    @Test
    void itTellsWhenTheCampaignIsDone() {
        var id = campaign(Map.of("messagesPerMinute", 10));

        assertThat(
                        owner.post("/api/campaigns/" + id + "/preview", Map.of())
                                .json()
                                .get("estimatedSeconds")
                                .asInt())
                .isEqualTo(162);
    }

    @Test
    void itIsShownChangedCopiedAndTakenBack() {
        var id = campaign(Map.of("messagesPerMinute", 600));
        assertThat(read(id).get("messagesPerMinute").asInt()).isEqualTo(600);
        var copy = owner.post("/api/campaigns/" + id + "/clone", Map.of()).json();
        assertThat(copy.get("messagesPerMinute").asInt()).isEqualTo(600);

        var renamed = owner.patch("/api/campaigns/" + id, Map.of("version", 1, "name", "Slower"));
        assertThat(renamed.json().get("messagesPerMinute").asInt()).isEqualTo(600);

        var free =
                owner.patch("/api/campaigns/" + id, Map.of("version", 2, "messagesPerMinute", 0));
        assertThat(free.status()).isEqualTo(200);
        assertThat(free.json().has("messagesPerMinute")).isFalse();
    }

    @Test
    void whatIsNoPaceIsNamed() {
        for (int wrong : new int[] {-1, 60_001}) {
            var answer =
                    owner.post(
                            "/api/campaigns", Map.of("name", "Slowly", "messagesPerMinute", wrong));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/field").asString())
                    .isEqualTo("messagesPerMinute");
        }
    }

    /// The account has two numbers, each of which does half.
    @Test
    void itIsWhatTheNumbersKeepTo() {
        var id = campaign(Map.of("messagesPerMinute", 1));
        assertThat(owner.post("/api/campaigns/" + id + "/start", Map.of()).status()).isEqualTo(202);
        world.awaitState(owner, id, "RUNNING");

        assertThat(
                        world.sql()
                                .sql(
                                        "SELECT interval_millis FROM campaign_lane WHERE campaign_id = CAST(? AS uuid)")
                                .param(id)
                                .query(Integer.class)
                                .list())
                .containsExactly(120_000, 120_000);
        assertThat(owner.post("/api/campaigns/" + id + "/cancel", Map.of()).status())
                .isEqualTo(200);
    }
}
