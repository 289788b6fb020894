package org.wabs.server.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonProblemsTest {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    enum Size {
        SMALL,
        LARGE
    }

    record Colour(String value) {
        Colour {
            if (value.isBlank()) throw new IllegalArgumentException("has no name");
        }
    }

    record Item(Integer count, Size size, Colour colour) {}

    record Order(UUID id, Instant at, Boolean paid, List<Item> items, Map<String, Item> named) {}

    @Test
    void wrongTypesAreToldByPathAndInPlainWords() {
        assertWrong("{\"id\": \"x\"}", "id", "must be an id such as ");
        assertWrong("{\"at\": \"tomorrow\"}", "at", "must be a time such as 2026-11-22T10:00:00Z");
        assertWrong("{\"paid\": \"perhaps\"}", "paid", "must be true or false");
        assertWrong("{\"items\": 5}", "items", "must be a list");
        assertWrong(
                "{\"items\": [{}, {\"count\": \"many\"}]}",
                "items[1].count",
                "must be a whole number");
        assertWrong(
                "{\"items\": [{\"size\": \"HUGE\"}]}",
                "items[0].size",
                "must be one of SMALL, LARGE");
        assertWrong(
                "{\"named\": {\"first\": 5}}",
                "named.first",
                "must be an object with count, size, colour");
        assertWrong(
                "{\"items\": [{\"colour\": {\"value\": \" \"}}]}",
                "items[0].colour",
                "has no name");
    }

    @Test
    void anUnknownFieldIsNamedWithTheKnownOnes() {
        assertWrong(
                "{\"items\": [{\"amount\": 1}]}", "items[0].amount", "one of colour, count, size");
        assertThat(problem("{\"item\": []}").detail()).isEqualTo("The field item is not known.");
    }

    @Test
    void brokenJsonIsToldByItsPlace() {
        assertThat(problem("{\n  \"paid\": tru\n}").detail())
                .startsWith("The body is not valid JSON: see line 2, column ");
        assertThat(problem("[]").detail())
                .isEqualTo(
                        "The body is not valid: it must be an object with id, at, paid, items, named.");
    }

    @Test
    void requestsWithAFieldThatNobodyKnowsAreRefused() {
        var owner = SharedServer.business().owner();

        var answer = owner.post("/api/campaigns", Map.of("name", "Spring", "audiance", Map.of()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("audiance");
        assertThat(answer.json().at("/errors/0/message").asString())
                .startsWith("one of ")
                .contains("audience", "template");
        assertThat(answer.body()).doesNotContain("org.wabs", "java.");
    }

    @Test
    void queryParametersOfAnotherTypeAreToldInPlainWords() {
        var owner = SharedServer.business().owner();

        assertThat(owner.get("/api/campaigns/17").json().at("/errors/0/message").asString())
                .startsWith("must be an id such as ");
        assertThat(owner.get("/api/campaigns?state=BUSY").json().at("/errors/0/message").asString())
                .startsWith("must be one of DRAFT, ");
    }

    @Test
    void aBodyThatIsMissingIsTold() {
        var owner = SharedServer.business().owner();

        var answer =
                owner.send(
                        owner.request("/api/campaigns")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.noBody()));

        assertThat(answer.json().get("detail").asString())
                .isEqualTo("The body is missing or not valid JSON.");
    }

    private static void assertWrong(String json, String field, String message) {
        var errors = problem(json).members().get("errors").toString();
        assertThat(errors).contains("field=" + field + ",").contains("message=" + message);
        assertThat(errors).doesNotContain("org.wabs", "java.");
    }

    private static ProblemException problem(String json) {
        var exception =
                catchThrowableOfType(
                        JacksonException.class, () -> JSON.readValue(json, Order.class));
        return JsonProblems.of(exception, "");
    }
}
