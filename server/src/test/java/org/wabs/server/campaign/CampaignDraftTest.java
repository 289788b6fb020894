package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CampaignDraftTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static TestServer server;
    private static World world;
    private static Api owner;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        world =
                new World(server)
                        .account(World.WABA, World.NUMBER, World.SECOND_NUMBER)
                        .account("100200300400501", "200300400500699")
                        .template(World.WABA, "order_ready", "APPROVED", "UTILITY", World.GREETING)
                        .template(
                                World.WABA, "spring_sale", "APPROVED", "MARKETING", World.GREETING)
                        .template(World.WABA, "paused_one", "PAUSED", "UTILITY", World.GREETING)
                        .template(World.WABA, "in_both", "APPROVED", "UTILITY", "Good morning.")
                        .template(
                                "100200300400501",
                                "in_both",
                                "APPROVED",
                                "UTILITY",
                                "Good morning.");
        world.person("+12025550101", "Ann", true, "{\"order_number\": \"A-1\"}", "few");
        world.person("+4915112345678", "Bert", true, "{\"order_number\": 7}", "few");
        world.person("+4915112345679", "Cleo", true, "{}", "few");
        world.person("+4915112345680", "Dora", false, "{}", "few");
        world.optOut(world.person("+4915112345681", "Emil", true, "{}", "few"), "ALL");
        world.optOut(world.person("+4915112345682", "Fay", true, "{}", "few"), "MARKETING");
        owner = server.owner();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

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
        assertThat(second.at("/items/0/id").asString()).isNotIn(newer, older);
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

    private static Map<String, Object> with(String field, Object value) {
        var draft = new HashMap<>(World.draft("order_ready", "few"));
        draft.put(field, value);
        return draft;
    }

    private static void assertProblem(Object body, int status, String type, String... words) {
        var answer = owner.post("/api/campaigns", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().get("type").asString()).isEqualTo(type);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void startTellsWhatKeepsItFromStarting() {
        assertCannotStart(
                with("template", Map.of("name", "paused_one", "language", "en_US")),
                409,
                "/problems/template-not-approved",
                "PAUSED");
        assertCannotStart(
                with("variables", Map.of("body", Map.of("1", Map.of("field", "name")))),
                422,
                "/problems/variables-mismatch",
                "body {{2}}");
        assertCannotStart(
                with("audience", Map.of("tags", List.of("nobody"))),
                409,
                "/problems/audience-empty",
                "nobody");
    }

    private static void assertCannotStart(
            Map<String, Object> draft, int status, String type, String word) {
        var id = world.campaign(owner, draft);
        var answer = owner.post("/api/campaigns/" + id + "/start");
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().get("type").asString()).isEqualTo(type);
        assertThat(answer.json().get("detail").asString()).contains(word);
        assertThat(owner.get("/api/campaigns/" + id).json().get("state").asString())
                .isEqualTo("DRAFT");
        var preview = owner.post("/api/campaigns/" + id + "/preview").json();
        assertThat(preview.get("problems").findValuesAsString("type")).contains(type);
        assertThat(preview.get("problems").findValuesAsString("detail"))
                .anySatisfy(detail -> assertThat(detail).contains(word));
    }

    @Test
    void numbersThatCannotSendAreNamedAtStart() {
        var other = world.account("100200300400502", "200300400500650");
        other.template("100200300400502", "alone", "APPROVED", "UTILITY", "Good morning.");
        server.sql()
                .sql(
                        "UPDATE phone_number SET status = 'BANNED' WHERE phone_number_id = '200300400500650'")
                .update();
        var id =
                world.campaign(
                        owner,
                        Map.of(
                                "name",
                                "Banned",
                                "template",
                                Map.of("name", "alone", "language", "en_US")));

        var answer = owner.post("/api/campaigns/" + id + "/start");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/sender-not-ready");
        assertThat(answer.json().get("detail").asString()).contains("200300400500650", "BANNED");
    }

    @Test
    void previewCountsAndShowsWithoutWriting() {
        var draft = World.draft("spring_sale", "few");
        draft.put(
                "variables",
                Map.of(
                        "body",
                        Map.of(
                                "1",
                                Map.of("field", "name"),
                                "2",
                                Map.of("attribute", "order_number"))));
        var id = world.campaign(owner, draft);

        var preview = owner.post("/api/campaigns/" + id + "/preview").json();

        assertThat(preview.get("matching").asInt()).isEqualTo(6);
        assertThat(preview.get("willBeSent").asInt()).isEqualTo(2);
        assertThat(preview.get("skipped").toString())
                .contains("{\"reason\":\"MISSING_PARAMETER\",\"people\":1")
                .contains("{\"reason\":\"NO_OPT_IN\",\"people\":1")
                .contains("{\"reason\":\"OPTED_OUT\",\"people\":2");
        assertThat(preview.get("samples").toString())
                .contains("Hello Ann, your order A-1 is ready.", "your order 7 is ready", "…0101")
                .doesNotContain("12025550101");
        assertThat(preview.get("warnings").toString())
                .contains("US_MARKETING", "1 person has a number", "TEMPLATE_QUALITY")
                .contains("1 person has no value for body {{2}} (1) and is left out")
                .doesNotContain("body {{1}}");
        assertThat(preview.get("messagesPerSecond").asDouble()).isEqualTo(2 * 80 * 0.75);
        assertThat(preview.get("estimatedSeconds").asInt()).isEqualTo(1);
        assertThat(preview.get("problems").isEmpty()).isTrue();
        assertThat(world.messages(id, "true")).isZero();
    }

    @Test
    void previewTellsCountriesLimitAndWhenItWouldEnd() {
        var preview = preview(World.draft("order_ready", "few"));

        assertThat(preview.get("countries").toString())
                .isEqualTo("[{\"code\":\"DE\",\"people\":3},{\"code\":\"US\",\"people\":1}]");
        assertThat(preview.get("limit").toString())
                .isEqualTo("{\"perDay\":2000,\"reached\":0,\"left\":2000}");
        assertThat(preview.at("/outlook/days/0/people").asLong()).isEqualTo(4);
        assertThat(Instant.parse(preview.at("/outlook/finishAt").asString()))
                .isAfter(Instant.parse(preview.at("/outlook/startAt").asString()));
        assertThat(preview.at("/samples/0/language").asString()).isEqualTo("en_US");
        assertThat(preview.get("samples").findValuesAsString("name")).contains("Ann").hasSize(4);
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
    void numbersTellWhatIsLeftOfTheirLimit() {
        var numbers = owner.get("/api/campaigns/numbers").json().get("numbers");

        assertThat(numbers.findValuesAsString("phoneNumberId"))
                .contains(World.NUMBER, World.SECOND_NUMBER, "200300400500699");
        assertThat(numbers.get(0).get("account").asString()).isEqualTo("Test account");
        assertThat(numbers.get(0).get("messagesPerSecond").asInt()).isEqualTo(80);
        assertThat(numbers.get(0).at("/limit/left").asInt()).isEqualTo(2000);
    }

    @Test
    void misspeltAttributeWithoutAFallbackIsABlockerThatNamesTheRightOne() {
        var variables =
                Map.of(
                        "body",
                        Map.of(
                                "1",
                                Map.of("field", "name"),
                                "2",
                                Map.of("attribute", "oder_number")));

        assertCannotStart(
                with("variables", variables),
                422,
                "/problems/variables-mismatch",
                "No contact of this audience has the attribute oder_number. Did you mean order_number?");

        var preview = preview(with("variables", variables));
        assertThat(preview.at("/problems/0/field").asString()).isEqualTo("variables.body.2");
    }

    @Test
    void misspeltAttributeWithAFallbackIsAWarning() {
        var preview =
                preview(
                        with(
                                "variables",
                                Map.of(
                                        "body",
                                        Map.of(
                                                "1",
                                                Map.of("attribute", "name", "fallback", "you"),
                                                "2",
                                                Map.of(
                                                        "attribute",
                                                        "town",
                                                        "fallback",
                                                        "of today")))));

        assertThat(preview.get("problems").isEmpty()).isTrue();
        assertThat(preview.get("warnings").findValuesAsString("detail"))
                .anySatisfy(words ->
                        assertThat(words)
                                .contains(
                                        "attribute name. Every contact's own name is {\"field\": \"name\"}. As it is, everybody gets the fallback."))
                .anySatisfy(words ->
                        assertThat(words).contains("attribute town. They have order_number."));
    }

    @Test
    void audienceInWhichEverybodyIsSkippedCannotStart() {
        world.person("+4915112345691", "Gil", false, "{}", "unasked");
        world.person("+4915112345692", "Hal", false, "{}", "unasked");
        world.optOut(world.person("+4915112345693", "Ina", true, "{}", "unasked"), "ALL");

        assertCannotStart(
                with("audience", Map.of("tags", List.of("unasked"))),
                409,
                "/problems/audience-empty",
                "All 3 people are skipped: 2 without an opt-in, 1 opted out. No opt-in is on record");
        var id = world.campaign(owner, with("audience", Map.of("tags", List.of("unasked"))));
        assertThat(owner.post("/api/campaigns/" + id + "/start").json().get("skipped").toString())
                .contains("{\"reason\":\"NO_OPT_IN\",\"people\":2")
                .contains("{\"reason\":\"OPTED_OUT\",\"people\":1");
    }

    private static JsonNode preview(Map<String, Object> draft) {
        return owner.post("/api/campaigns/" + world.campaign(owner, draft) + "/preview").json();
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
