package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import tools.jackson.databind.json.JsonMapper;

/// Drafts are made, read, listed and changed.
class CampaignDraftTest extends DraftFixture {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void draftIsMadeReadAndChanged() {
        var id = world.campaign(owner, World.draft("order_ready", "few"));

        var made = owner.get("/api/campaigns/" + id).json();
        assertThat(made.get("state").asString()).isEqualTo("DRAFT");
        assertThat(made.at("/template/wabaId").asString()).isEqualTo(World.WABA);
        assertThat(made.at("/template/category").asString()).isEqualTo("UTILITY");
        assertThat(made.at("/variables/body/2/attribute").asString()).isEqualTo("order_number");

        var changed =
                patch(
                        id,
                        Map.of(
                                "version",
                                1,
                                "name",
                                "Better",
                                "phoneNumberIds",
                                List.of(World.NUMBER)));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().get("name").asString()).isEqualTo("Better");
        assertThat(changed.json().get("version").asInt()).isEqualTo(2);
        assertThat(changed.json().at("/phoneNumberIds/0").asString()).isEqualTo(World.NUMBER);
        assertThat(changed.json().at("/audience/tags/0").asString()).isEqualTo("few");
    }

    @Test
    void changeOfAnOldVersionIsRefusedWithTheWayOut() {
        var id = world.campaign(owner, World.draft("order_ready", "few"));
        patch(id, Map.of("version", 1, "name", "First"));

        var late = patch(id, Map.of("version", 1, "name", "Second"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("type").asString()).isEqualTo("/problems/campaign-changed");
        assertThat(late.json().get("version").asInt()).isEqualTo(2);
        assertThat(late.json().get("detail").asString()).contains("load it again");
    }

    @Test
    void listPagesNewestFirstAndFiltersByState() {
        var oldest = world.campaign(owner, World.draft("order_ready", "few"));
        var older = world.campaign(owner, World.draft("order_ready", "few"));
        var newer = world.campaign(owner, World.draft("order_ready", "few"));
        owner.post("/api/campaigns/" + older + "/cancel");

        var first = owner.get("/api/campaigns?limit=1&state=DRAFT").json();
        assertThat(first.at("/items/0/id").asString()).isEqualTo(newer);
        var second =
                owner.get(
                                "/api/campaigns?limit=1&state=DRAFT&cursor="
                                        + first.get("next").asString())
                        .json();
        assertThat(second.at("/items/0/id").asString()).isEqualTo(oldest);
        var cancelled = owner.get("/api/campaigns?state=CANCELLED").json();
        assertThat(cancelled.toString()).contains(older).doesNotContain(newer);
    }

    @Test
    void badFieldsAreNamedWithTheWayOut() {
        assertProblem(Map.of(), 400, "/problems/invalid-request", "\"field\":\"name\"");
        assertProblem(
                with("template", Map.of("name", "no_such", "language", "en_US")),
                422,
                "/problems/template-unknown",
                "/api/templates/sync");
        assertProblem(
                with("template", Map.of("name", "order_ready", "language", "en_US", "wabaId", "5")),
                422,
                "/problems/template-unknown",
                "account 5");
        assertProblem(
                with("template", Map.of("name", "order_ready", "language", "e n")),
                400,
                "/problems/invalid-request",
                "template.language");
        assertProblem(
                with("template", Map.of("name", "in_both", "language", "en_US")),
                400,
                "/problems/invalid-request",
                "template.wabaId",
                "100200300400501");
        assertProblem(
                with("phoneNumberIds", List.of("200300400500699")),
                422,
                "/problems/sender-unknown",
                World.NUMBER);
        assertProblem(
                with("phoneNumberIds", List.of("+1202")),
                400,
                "/problems/invalid-request",
                "phoneNumberIds");
        assertProblem(
                with("variables", Map.of("body", Map.of("3", Map.of("text", "x")))),
                422,
                "/problems/variables-mismatch",
                "variables.body.3");
        assertProblem(
                with("variables", Map.of("body", Map.of("1", Map.of("field", "nam")))),
                400,
                "/problems/invalid-request",
                "variables.body.1",
                "name, number, language");
        assertProblem(
                with(
                        "variables",
                        Map.of("body", Map.of("1", Map.of("field", "name", "text", "x")))),
                400,
                "/problems/invalid-request",
                "exactly one");
        assertProblem(
                "{\"name\":\"x\",\"template\":{\"name\":\"order_ready\",\"language\":\"en_US\"},\"variables\":{\"body\":{\"1\":null}}}",
                400,
                "/problems/invalid-request",
                "variables.body.1");
        assertProblem(
                with("audience", Map.of("tags", List.of(" "))),
                400,
                "/problems/invalid-request",
                "audience.tags");
    }

    private static void assertProblem(Object body, int status, String type, String... words) {
        var answer = owner.post("/api/campaigns", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().get("type").asString()).isEqualTo(type);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void draftMayChooseItsTemplateLast() {
        var draft = new HashMap<String, Object>(Map.of("name", "Step by step"));
        draft.put("audience", Map.of("tags", List.of("few")));
        draft.put("phoneNumberIds", List.of(World.NUMBER));
        var id = world.campaign(owner, draft);

        var made = owner.get("/api/campaigns/" + id).json();
        assertThat(made.has("template")).isFalse();
        assertThat(made.get("owner").asString()).isEqualTo("Owner");
        var preview = owner.post("/api/campaigns/" + id + "/preview").json();
        assertThat(preview.get("willBeSent").asInt()).isEqualTo(3);
        assertThat(preview.get("skipped").toString())
                .contains("{\"reason\":\"OPTED_OUT\",\"people\":2");
        assertThat(preview.at("/problems/0/field").asString()).isEqualTo("template");
        for (var action : List.of("start", "test-send")) {
            var refused =
                    owner.post(
                            "/api/campaigns/" + id + "/" + action,
                            Map.of("to", List.of("+12025550101")));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().get("detail").asString()).contains("choose one first");
        }
        assertThat(owner.get("/api/search?q=Step%20by").json().toString()).contains(id);
        assertThat(patch(id, Map.of("version", 1, "variables", World.greeting())).status())
                .isEqualTo(422);

        var chosen =
                patch(
                        id,
                        Map.of(
                                "version", 1,
                                "template", Map.of("name", "order_ready", "language", "en_US"),
                                "variables", World.greeting()));
        assertThat(chosen.status()).as(chosen.body()).isEqualTo(200);
        assertThat(chosen.json().at("/template/category").asString()).isEqualTo("UTILITY");
        assertThat(owner.post("/api/campaigns/" + id + "/preview").json().get("problems").isEmpty())
                .isTrue();
    }

    @Test
    void draftWithoutATemplateNamesNumbersThatAreConnected() {
        assertProblem(
                Map.of("name", "No template", "phoneNumberIds", List.of("999")),
                422,
                "/problems/sender-unknown",
                "phoneNumberIds");
    }

    @Test
    void wrongStatesAreRefused() {
        var id = world.campaign(owner, World.draft("order_ready", "few"));
        assertWrongState(id, "pause");
        assertWrongState(id, "resume");

        assertThat(owner.post("/api/campaigns/" + id + "/cancel").status()).isEqualTo(200);
        assertWrongState(id, "start");
        assertWrongState(id, "resume");
        assertThat(patch(id, Map.of("version", 2, "name", "Late")).json().get("type").asString())
                .isEqualTo("/problems/campaign-state");
    }

    private static void assertWrongState(String id, String action) {
        var answer = owner.post("/api/campaigns/" + id + "/" + action);
        assertThat(answer.status()).as(action).isEqualTo(409);
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/campaign-state");
    }

    @Test
    void agentsLookButDoNotTouch() {
        var id = world.campaign(owner, World.draft("order_ready", "few"));
        var agent = world.user("agent@localhost", "AGENT");
        var manager = world.user("manager@localhost", "MANAGER");

        assertThat(agent.get("/api/campaigns/" + id).status()).isEqualTo(200);
        assertThat(agent.get("/api/campaigns/" + id + "/report").status()).isEqualTo(200);
        assertThat(agent.post("/api/campaigns/" + id + "/preview").status()).isEqualTo(200);
        assertThat(agent.post("/api/campaigns", World.draft("order_ready", "few")).status())
                .isEqualTo(403);
        for (var action : List.of("start", "pause", "resume", "cancel"))
            assertThat(agent.post("/api/campaigns/" + id + "/" + action).status()).isEqualTo(403);
        assertThat(manager.post("/api/campaigns", World.draft("order_ready", "few")).status())
                .isEqualTo(201);
    }

    @Test
    void anotherOrganizationSeesNothing() {
        var id = world.campaign(owner, World.draft("order_ready", "few"));
        var stranger = world.otherOrganization().user("stranger@localhost", "OWNER");

        assertThat(stranger.get("/api/campaigns").json().get("items").isEmpty()).isTrue();
        for (var part : List.of("", "/report", "/recipients"))
            assertThat(stranger.get("/api/campaigns/" + id + part).status()).isEqualTo(404);
        for (var action : List.of("preview", "start", "pause", "resume", "cancel"))
            assertThat(stranger.post("/api/campaigns/" + id + "/" + action).status())
                    .isEqualTo(404);
        assertThat(stranger.post("/api/campaigns", World.draft("order_ready", "few")).status())
                .isEqualTo(422);
        assertThat(owner.get("/api/campaigns/" + id).json().get("state").asString())
                .isEqualTo("DRAFT");
    }

    private static Api.Answer patch(String id, Map<String, Object> change) {
        return owner.send(
                owner.request("/api/campaigns/" + id)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(JSON.writeValueAsString(change))));
    }
}
