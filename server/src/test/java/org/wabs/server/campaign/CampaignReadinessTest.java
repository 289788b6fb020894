package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What keeps a draft from starting, and what it only warns of.
class CampaignReadinessTest extends DraftFixture {
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
}
