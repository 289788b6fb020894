package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

/// A campaign pauses itself, with its reason, when Meta does something that makes going on harmful;
/// each case in a business of its own, while the campaign is on its way.
class CampaignGuardsTest {
    private static final int PEOPLE = 4_000;

    private Business shop;
    private Api owner;
    private World world;

    @BeforeEach
    void connect() {
        shop = SharedServer.business().connect();
        owner = shop.owner();
        world = new World(SharedServer.server(), shop.organization());
    }

    private String underWay() {
        world.crowd("guarded", PEOPLE);
        var id =
                world.campaign(
                        owner,
                        Map.of(
                                "name",
                                "Guarded",
                                "template",
                                Map.of("name", "order_update_short", "language", "en_US"),
                                "audience",
                                Map.of("tags", List.of("guarded")),
                                "variables",
                                Map.of(
                                        "body",
                                        Map.of("1", Map.of("field", "name", "fallback", "A-1")))));
        act(id, "start");
        await().atMost(Duration.ofSeconds(30)).until(() -> accepted(id) > 0);
        return id;
    }

    private void act(String id, String action) {
        var answer = owner.post("/api/campaigns/" + id + "/" + action, Map.of());
        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
    }

    private long accepted(String id) {
        return owner.get("/api/campaigns/" + id + "/report").json().at("/counts/accepted").asLong();
    }

    private static void incident(String path, Map<String, Object> body) {
        var answer = SharedServer.meta().post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void template(String action, Map<String, Object> body) {
        incident(
                "/admin/templates/order_update_short/en_US/" + action + "?waba=" + shop.wabaId(),
                body);
    }

    private JsonNode paused(String id, String reason) {
        var view = world.awaitState(owner, id, "PAUSED");
        assertThat(view.at("/reason/kind").asString()).isEqualTo(reason);
        assertThat(accepted(id)).isLessThan(PEOPLE * 9 / 10);
        var audit = owner.get("/api/audit?action=campaign.paused&subject=campaign:" + id).json();
        assertThat(audit.at("/items/0/actor/kind").asString()).isEqualTo("SYSTEM");
        assertThat(audit.at("/items/0/detail/reason").asString()).isEqualTo(reason);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> world.assertFiguresEqualRows(owner, id));
        return view;
    }

    @Test
    void templatePaused() {
        var id = underWay();

        template("pause", Map.of());

        paused(id, "TEMPLATE");
        template("approve", Map.of());
        act(id, "cancel");
    }

    @Test
    void oneOfItsLanguagesPaused() {
        world.crowd("guarded", PEOPLE);
        var text = Map.of("text", "A-1");
        var id =
                world.campaign(
                        owner,
                        Map.of(
                                "name",
                                "Guarded",
                                "template",
                                Map.of("name", "order_update", "language", "en_US"),
                                "languages",
                                "BY_CONTACT",
                                "audience",
                                Map.of("tags", List.of("guarded")),
                                "variables",
                                Map.of("body", Map.of("1", text, "2", text, "3", text))));
        act(id, "start");
        await().atMost(Duration.ofSeconds(30)).until(() -> accepted(id) > 0);

        incident("/admin/templates/order_update/de/pause?waba=" + shop.wabaId(), Map.of());

        assertThat(paused(id, "TEMPLATE").at("/reason/detail").asString()).contains("(de)");
        act(id, "cancel");
    }

    @Test
    void templateMadeMarketingGoesOnByTheRulesOfMarketing() {
        var id = underWay();
        var last =
                world.sql()
                        .sql(
                                "SELECT recipient_key FROM message WHERE campaign_id = CAST(:id AS uuid) AND wanted > 0 ORDER BY id DESC LIMIT 1")
                        .param("id", id)
                        .query(String.class)
                        .single();

        template("category", Map.of("category", "MARKETING"));

        var view = paused(id, "CATEGORY_CHANGED");
        assertThat(view.at("/reason/detail").asString()).contains("MARKETING");
        world.optOut(last, "MARKETING");
        act(id, "resume");
        assertThat(owner.get("/api/campaigns/" + id).json().at("/template/category").asString())
                .isEqualTo("MARKETING");
        assertThat(world.messages(id, "wanted > attempt AND category <> 'MARKETING'")).isZero();
        act(id, "cancel");
    }

    @Test
    void qualityOfItsNumberFalls() {
        var id = underWay();

        incident(
                "/admin/numbers/" + shop.numbers().getFirst() + "/quality",
                Map.of("quality", "RED"));

        paused(id, "NUMBER_QUALITY");
        act(id, "resume");
        var started = accepted(id);
        await().atMost(Duration.ofSeconds(20)).until(() -> accepted(id) > started);
        act(id, "cancel");
    }

    @Test
    void accountRestricted() {
        var id = underWay();

        incident(
                "/admin/numbers/" + shop.numbers().getFirst() + "/status",
                Map.of("status", "RESTRICTED"));

        paused(id, "ACCOUNT");
        act(id, "cancel");
    }

    @Test
    void tokenDies() {
        var id = underWay();

        incident("/admin/tokens/revoke", Map.of("token", shop.token()));

        paused(id, "ACCOUNT");
        assertThat(owner.get("/api/accounts/" + shop.wabaId()).json().has("loginNeeded")).isTrue();
        act(id, "cancel");
    }

    @Test
    void usedUpLimitIsShownAndNotAPause() {
        world.sql()
                .sql(
                        "UPDATE waba SET messaging_limit = 10, portfolio_id = 'limit of ' || waba_id WHERE organization_id = :organization")
                .param("organization", shop.organization())
                .update();
        var id = underWay();

        var report =
                await().atMost(Duration.ofSeconds(20))
                        .until(
                                () -> owner.get("/api/campaigns/" + id + "/report").json(),
                                one -> one.has("limitedUntil"));

        assertThat(report.at("/campaign/state").asString()).isEqualTo("RUNNING");
        assertThat(report.at("/counts/accepted").asInt()).isLessThanOrEqualTo(10);
        act(id, "cancel");
    }

    @Test
    void numberThatWaitsIsShownWithItsReason() {
        var id = underWay();
        world.sql()
                .sql(
                        "UPDATE lane SET paused_until = now() + interval '1 hour', pause_reason = 'Meta is upgrading this number' WHERE phone_number_id = :number")
                .param("number", shop.numbers().getFirst())
                .update();

        var waits = owner.get("/api/campaigns/" + id + "/report").json().get("waits");

        assertThat(waits.at("/0/phoneNumberId").asString()).isEqualTo(shop.numbers().getFirst());
        assertThat(waits.at("/0/reason").asString()).isEqualTo("Meta is upgrading this number");
        act(id, "cancel");
    }
}
