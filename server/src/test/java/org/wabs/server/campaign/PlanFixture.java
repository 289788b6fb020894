package org.wabs.server.campaign;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import tools.jackson.databind.JsonNode;

/// A server whose senders are silent, so that what was queued stays queued, with a big crowd and a
/// small one, and plans that can be held.
abstract class PlanFixture {
    static final int BIG = 25_000;
    static final int SKIPPED = BIG / 10;

    static TestServer server;
    static World world;
    static PlannerHold planner;
    static Api owner;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        world =
                new World(server)
                        .account(World.WABA, World.NUMBER, World.SECOND_NUMBER)
                        .silent(World.NUMBER, World.SECOND_NUMBER)
                        .template(World.WABA, "order_ready", "APPROVED", "UTILITY", World.GREETING);
        world.crowd("big", BIG);
        world.crowd("some", 50);
        planner = PlannerHold.install(server.sql());
        owner = server.owner();
    }

    @AfterEach
    void letGo() {
        planner.release();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static int skips(String id) {
        JsonNode skips = owner.get("/api/campaigns/" + id + "/report").json().get("skips");
        return skips.at("/0/people").asInt();
    }

    static String state(String id) {
        return owner.get("/api/campaigns/" + id).json().get("state").asString();
    }

    static void awaitLockWait() {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        server.sql()
                                .sql(
                                        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE 'UPDATE campaign%SET state%')")
                                .query(Boolean.class)
                                .single());
    }

    static List<String> gates(String id) {
        return server.sql()
                .sql("SELECT state FROM campaign_lane WHERE campaign_id = CAST(:id AS uuid)")
                .param("id", id)
                .query(String.class)
                .list();
    }
}
