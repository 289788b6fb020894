package org.wabs.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

class AgentsTest {
    private static final Business SHOP = SharedServer.business();
    private static final Api MANAGER = SHOP.user("MANAGER");
    private static final Instant DAY = Instant.parse("2026-07-06T08:00:00Z");
    private static final String PERIOD = "?from=2026-07-06T00:00:00Z&to=2026-07-07T00:00:00Z";
    private static final UUID ONE = UUID.randomUUID();
    private static final UUID TWO = UUID.randomUUID();

    private static UUID busy;
    private static UUID calm;

    @BeforeAll
    static void aDayOfWork() {
        busy = me(SHOP.user("AGENT"));
        calm = me(SHOP.user("AGENT"));
        for (int seconds : new int[] {60, 120, 180, 240, 600}) did("REPLY", busy, ONE, seconds, 0);
        did("REPLY", busy, TWO, null, 0);
        did("RESOLUTION", busy, ONE, 3_600, 0);
        did("RESOLUTION", busy, TWO, 7_200, 0);
        did("REPLY", calm, TWO, 30, 0);
        did("RESOLUTION", null, ONE, 10, 0);
        did("REPLY", busy, ONE, 1_000, 1);
        did("REPLY", busy, ONE, 5, -1);
    }

    private static UUID me(Api user) {
        return UUID.fromString(user.get("/api/auth/me").json().at("/id").asString());
    }

    private static void did(
            String kind,
            @Nullable UUID user,
            UUID conversation,
            @Nullable Integer seconds,
            int daysBefore) {
        var at = DAY.minusSeconds(86_400L * daysBefore).atOffset(ZoneOffset.UTC);
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO agent_work (organization_id, at, id, kind, user_id, conversation_id, since)
                        VALUES (?, ?, ?, ?, ?, ?, ?)\
                        """)
                .params(
                        SHOP.organization(),
                        at,
                        Ids.next(),
                        kind,
                        user,
                        conversation,
                        seconds == null ? null : at.minusSeconds(seconds))
                .update();
    }

    private static JsonNode read() {
        var answer = MANAGER.get("/api/analytics/agents" + PERIOD);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static String work(JsonNode work) {
        return "sent %s in %s resolved %s response %s resolution %s"
                .formatted(
                        work.get("messagesSent"),
                        work.get("conversations"),
                        work.get("resolved"),
                        times(work.get("firstResponse")),
                        times(work.get("resolution")));
    }

    private static String times(JsonNode times) {
        return "%s/%s/%s"
                .formatted(
                        times.get("count"), times.path("medianSeconds"), times.path("p90Seconds"));
    }

    @Test
    void eachAgentsDayIsThereWithMedianAndNinetiethPercentile() {
        var agents = read().get("items");

        assertThat(agents.size()).isEqualTo(2);
        assertThat(agents.get(0).get("userId").asString()).isEqualTo(busy.toString());
        assertThat(agents.get(0).get("name").asString()).isNotBlank();
        assertThat(work(agents.get(0).get("work")))
                .isEqualTo(
                        "sent 6 in 2 resolved 2 response 5/180.0/456.0 resolution 2/5400.0/6840.0");
        assertThat(work(agents.get(1).get("work")))
                .isEqualTo("sent 1 in 1 resolved 0 response 1/30.0/30.0 resolution 0//");
    }

    @Test
    void theyAreComparedWithThePeriodBefore() {
        var report = read();

        assertThat(work(report.at("/items/0/before")))
                .isEqualTo("sent 1 in 1 resolved 0 response 1/1000.0/1000.0 resolution 0//");
        assertThat(work(report.at("/items/1/before")))
                .isEqualTo("sent 0 in 0 resolved 0 response 0// resolution 0//");
        assertThat(work(report.get("total")))
                .isEqualTo(
                        "sent 7 in 2 resolved 2 response 6/150.0/420.0 resolution 2/5400.0/6840.0");
        assertThat(work(report.get("before")))
                .isEqualTo("sent 1 in 1 resolved 0 response 1/1000.0/1000.0 resolution 0//");
    }

    @Test
    void theyAreAFileToo() {
        assertThat(MANAGER.get("/api/analytics/agents.csv" + PERIOD).body())
                .startsWith("userId,name,messagesSent,conversations,resolved,")
                .contains(",6,2,2,180.0,456.0,5400.0,6840.0")
                .contains(calm + ",");
    }

    @Test
    void agentsDoNotSeeThemAndStrangersSeeNothing() {
        assertThat(SHOP.user("AGENT").get("/api/analytics/agents").status()).isEqualTo(403);
        var stranger = SharedServer.business().owner();
        assertThat(stranger.get("/api/analytics/agents" + PERIOD).json().get("items").size())
                .isZero();
        assertThat(
                        MANAGER.get(
                                        "/api/analytics/agents?from=2026-07-07T00:00:00Z&to=2026-07-06T00:00:00Z")
                                .body())
                .contains("\"field\":\"from\"");
    }
}
