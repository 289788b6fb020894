package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

/// A connected shop whose campaigns are sent to the simulator.
abstract class RulesFixture {
    static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    static Business shop;
    static Api owner;
    static World world;
    static int crowds;

    @BeforeAll
    static void start() {
        shop = SharedServer.business().connect();
        owner = shop.owner();
        world = new World(SharedServer.server(), shop.organization());
    }

    @AfterEach
    void everybodyIsReachable() {
        SharedServer.meta().put("/admin/behaviour", Map.of("failShare", 0));
    }

    static String crowd(int people) {
        var tag = "rules " + ++crowds;
        world.crowd(tag, people);
        return tag;
    }

    static Map<String, Object> draft(String tag) {
        return new HashMap<>(
                Map.of(
                        "name",
                        "For " + tag,
                        "template",
                        Map.of("name", "order_update_short", "language", "en_US"),
                        "audience",
                        Map.of("tags", List.of(tag)),
                        "variables",
                        Map.of("body", Map.of("1", Map.of("field", "name", "fallback", "A-1")))));
    }

    static String campaign(String tag, Map<String, Object> more) {
        var draft = draft(tag);
        draft.putAll(more);
        return world.campaign(owner, draft);
    }

    static Api.Answer act(String id, String action, Object body) {
        return owner.post("/api/campaigns/" + id + "/" + action, body);
    }

    static JsonNode done(String id, String action, Object body) {
        var answer = act(id, action, body);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 202);
        return answer.json();
    }

    static void schedule(String id, LocalDateTime at) {
        var scheduled = done(id, "schedule", Map.of("at", at.toString(), "zone", AUCKLAND.getId()));
        assertThat(scheduled.get("state").asString()).isEqualTo("SCHEDULED");
    }

    static LocalDateTime inAuckland(Duration ahead) {
        return LocalDateTime.ofInstant(Instant.now().plus(ahead), AUCKLAND).withNano(0);
    }

    static long counted(String id, String figure) {
        return owner.get("/api/campaigns/" + id + "/report")
                .json()
                .at("/counts/" + figure)
                .asLong();
    }

    /// Open for an hour of the day after tomorrow.
    static Map<String, Object> closed() {
        var day = Instant.now().atOffset(ZoneOffset.UTC).plusDays(2).getDayOfWeek();
        return Map.of("days", List.of(day.name()), "from", "09:00", "to", "10:00");
    }
}
