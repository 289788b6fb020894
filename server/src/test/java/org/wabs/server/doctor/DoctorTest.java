package org.wabs.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

class DoctorTest {
    private Business shop;

    @BeforeEach
    void connect() {
        shop = SharedServer.business().connect();
    }

    private JsonNode look() {
        var answer = shop.owner().get("/api/doctor");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode check(JsonNode health, String name) {
        return health.get("checks")
                .valueStream()
                .filter(check -> check.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " in " + health));
    }

    private static String state(JsonNode health, String name) {
        return check(health, name).get("state").asString();
    }

    @Test
    void healthyInstallationIsFoundHealthy() {
        shop.receive("12025550188", "Hello");
        await().atMost(Duration.ofSeconds(20)).until(() -> state(look(), "WEBHOOKS").equals("OK"));

        var health = look();

        for (var name :
                List.of(
                        "MIGRATIONS",
                        "DATABASE_CLOCK",
                        "CLOCK",
                        "GRAPH_VERSION",
                        "TOKEN",
                        "TOKEN_SCOPES",
                        "TOKEN_LIFE",
                        "NUMBERS",
                        "SENDING",
                        "APP_SUBSCRIBED",
                        "WEBHOOK_SECRET"))
            assertThat(state(health, name)).as(check(health, name).toString()).isEqualTo("OK");
        assertThat(check(health, "DISK").get("detail").asString()).contains("GB are free");
        // tests do without fsync; the simulator is not Meta
        assertThat(check(health, "DATABASE").has("detail")).isTrue();
        assertThat(check(health, "SETTINGS").get("fix").asString()).contains("WABS_CLOUD_API_URL");
    }

    @Test
    void deadTokenFailsWithTheWayOut() {
        SharedServer.meta().post("/admin/tokens/revoke", Map.of("token", shop.token()));

        var health = look();

        assertThat(health.get("state").asString()).isEqualTo("FAIL");
        var token = check(health, "TOKEN");
        assertThat(token.get("state").asString()).isEqualTo("FAIL");
        assertThat(token.get("detail").asString()).contains(shop.wabaId());
        assertThat(token.get("fix").asString()).contains("token");
    }

    @Test
    void onlyThoseWhoRunTheInstallationMayAsk() {
        assertThat(shop.user("MANAGER").get("/api/doctor").status()).isEqualTo(403);
        assertThat(shop.user("ADMIN").get("/api/doctor").status()).isEqualTo(200);
    }
}
