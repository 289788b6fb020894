package org.wabs.server.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.json.JsonMapper;

/// Audiences are saved, changed, deleted and told of.
class AudienceTest extends AudienceFixture {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void anAudienceIsSavedChangedAndDeleted() {
        var made =
                API.post("/api/audiences", Map.of("name", "VIPs", "filter", Map.of("tag", "vip")));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var path = "/api/audiences/" + made.json().get("id").asString();
        assertThat(API.get(path + "/count").json().get("total").asInt()).isEqualTo(2);
        assertThat(API.get("/api/audiences?q=ViP").json().get("items").size()).isOne();
        assertThat(API.get("/api/audiences?q=vip%25").json().get("items").size()).isZero();
        assertThat(
                        API.post(
                                        "/api/audiences",
                                        Map.of("name", "vips", "filter", Map.of("tag", "x")))
                                .status())
                .isEqualTo(409);

        var changed = patch(path, Map.of("version", 1, "filter", Map.of("tag", "new")));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.json().get("name").asString()).isEqualTo("VIPs");
        assertThat(patch(path, Map.of("version", 1, "name", "Late")).status()).isEqualTo(409);
        assertThat(API.get(path + "/count").json().get("total").asInt()).isOne();

        var stranger = SharedServer.business().owner();
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.delete(path).status()).isEqualTo(404);
        assertThat(stranger.get("/api/audiences").json().get("items").size()).isZero();
        assertThat(SHOP.user("AGENT").delete(path).status()).isEqualTo(403);
        assertThat(API.delete(path).status()).isEqualTo(204);
        assertThat(API.get(path).status()).isEqualTo(404);
    }

    @Test
    void whoeverWatchesAudiencesIsToldOfEachChange() {
        var made =
                API.post(
                        "/api/audiences",
                        Map.of("name", "Watched", "filter", Map.of("tag", "vip")));
        var id = UUID.fromString(made.json().get("id").asString());
        awaitTold(id, 1);
        patch("/api/audiences/" + id, Map.of("version", 1, "name", "Watched closely"));
        awaitTold(id, 2);
        API.delete("/api/audiences/" + id);
        awaitTold(id, 3);
    }

    private static void awaitTold(UUID id, int times) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        SharedServer.server()
                                        .sql()
                                        .sql(
                                                "SELECT count(*) FROM live_event WHERE organization_id = ? AND subject = 'AUDIENCE' AND ? = ANY (ids)")
                                        .params(SHOP.organization(), id)
                                        .query(Integer.class)
                                        .single()
                                == times);
    }

    private static Api.Answer patch(String path, Map<String, ?> change) {
        return API.send(
                API.request(path)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(JSON.writeValueAsString(change))));
    }
}
