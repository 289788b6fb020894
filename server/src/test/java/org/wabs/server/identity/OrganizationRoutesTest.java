package org.wabs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;

class OrganizationRoutesTest {
    private static final Business SHOP = SharedServer.business();
    private static final String PATH = "/api/organizations/current";

    @Test
    void theNameChangesOnceForTwoEditorsAndIsWrittenDown() {
        var before = SHOP.owner().get(PATH).json();
        int version = before.get("version").asInt();

        var changed = SHOP.owner().patch(PATH, Map.of("name", "Corner Shop", "version", version));
        var late = SHOP.owner().patch(PATH, Map.of("name", "Late", "version", version));

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().get("name").asString()).isEqualTo("Corner Shop");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("version").asInt()).isEqualTo(version + 1);
        var audit = SHOP.owner().get("/api/audit?action=organization.changed").json();
        assertThat(audit.at("/items/0/detail/to").asString()).isEqualTo("Corner Shop");
        assertThat(audit.at("/items/0/actor/kind").asString()).isEqualTo("USER");
    }

    @Test
    void everybodySeesItAndManagersDoNotChangeIt() {
        var manager = SHOP.user("MANAGER");

        assertThat(SHOP.user("AGENT").get(PATH).status()).isEqualTo(200);
        assertThat(manager.patch(PATH, Map.of("name", "Mine", "version", 1)).status())
                .isEqualTo(403);
        assertThat(manager.patch("/api/settings", Map.of("settings", Map.of())).status())
                .isEqualTo(403);
    }

    @Test
    void aBlankNameAndAMissingVersionAreNamed() {
        var answer = SHOP.owner().patch(PATH, Map.of("name", "  "));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"name\"", "\"field\":\"version\"");
    }

    @Test
    void settingsAreListedAndUnknownOnesRefused() {
        assertThat(SHOP.owner().get("/api/settings").status()).isEqualTo(200);
        var answer =
                SHOP.owner()
                        .patch(
                                "/api/settings",
                                Map.of(
                                        "settings",
                                        Map.of("no.such", Map.of("value", 1, "version", 0))));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"settings.no.such\"");
    }
}
