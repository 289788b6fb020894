package org.wabs.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TemplateLinterTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BODY =
            """
            {"type": "BODY", "text": "Hello {{1}}, thank you for your order.", "example": {"body_text": [["Ana"]]}}\
            """;

    private static List<LintProblem> lint(String category, String components) {
        return TemplateLinter.lint(
                new NewTemplate(
                        "order_update",
                        "en_US",
                        category,
                        null,
                        JSON.readTree("[" + components + "]")));
    }

    private static List<String> fields(String category, String components) {
        return lint(category, components).stream().map(LintProblem::field).toList();
    }

    private static List<String> utility(String components) {
        return fields("UTILITY", components);
    }

    private static List<String> body(String text, String example) {
        return utility(
                "{\"type\": \"BODY\", \"text\": " + JSON.writeValueAsString(text) + example + "}");
    }

    private static List<String> buttons(String buttons) {
        return utility(BODY + ", {\"type\": \"BUTTONS\", \"buttons\": [" + buttons + "]}");
    }

    private static final String EXAMPLE = ", \"example\": {\"body_text\": [[\"Ana\"]]}";

    @Test
    void whatMetaTakesPasses() {
        assertThat(
                        utility(
                                """
                                {"type": "HEADER", "format": "TEXT", "text": "Your order {{1}}", "example": {"header_text": ["A-1"]}},
                                """
                                        + BODY
                                        + """
                                        , {"type": "FOOTER", "text": "The shop"},
                                        {"type": "BUTTONS", "buttons": [
                                            {"type": "QUICK_REPLY", "text": "Thanks"}, {"type": "QUICK_REPLY", "text": "Help"},
                                            {"type": "URL", "text": "Track", "url": "https://example.com/{{1}}", "example": ["https://example.com/1"]},
                                            {"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+12025550123"}]}
                                        """))
                .isEmpty();
        assertThat(
                        fields(
                                "AUTHENTICATION",
                                """
                                {"type": "BODY", "add_security_recommendation": true},
                                {"type": "FOOTER", "code_expiration_minutes": 10},
                                {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]}
                                """))
                .isEmpty();
    }

    @Test
    void nameLanguageAndCategoryAreChecked() {
        var problems =
                TemplateLinter.lint(
                        new NewTemplate(
                                "Order Update",
                                "English",
                                "NEWS",
                                "LOOSE",
                                JSON.readTree("[" + BODY + "]")));
        assertThat(problems)
                .extracting(LintProblem::field)
                .containsExactly("name", "language", "category", "parameterFormat");
    }

    @Test
    void bodyIsNeededOnceAndWithinItsLength() {
        assertThat(utility("{\"type\": \"FOOTER\", \"text\": \"x\"}"))
                .containsExactly("components");
        assertThat(utility(BODY + "," + BODY)).containsExactly("components[1]");
        assertThat(body("a".repeat(1025), "")).containsExactly("components[0].text");
        assertThat(body(" ", "")).containsExactly("components[0].text");
        assertThat(utility("{\"type\": \"POEM\"}," + BODY)).containsExactly("components[0].type");
    }

    @Test
    void variablesStandBetweenWordsAndHaveExamples() {
        assertThat(body("{{1}} is ready now", EXAMPLE)).containsExactly("components[0].text");
        assertThat(body("Your name is {{1}}", EXAMPLE)).containsExactly("components[0].text");
        assertThat(
                        body(
                                "Dear {{1}} {{2}}, hello.",
                                ", \"example\": {\"body_text\": [[\"a\", \"b\"]]}"))
                .containsExactly("components[0].text");
        assertThat(body("Dear {{2}}, hello.", EXAMPLE)).containsExactly("components[0].text");
        assertThat(body("Dear {{name}}, hello.", EXAMPLE)).containsExactly("components[0].text");
        assertThat(body("Dear {{1}}, hello.", ""))
                .containsExactly("components[0].example.body_text");
    }

    @Test
    void namedVariablesHaveNamedExamples() {
        var template =
                new NewTemplate(
                        "hello",
                        "en",
                        "UTILITY",
                        "NAMED",
                        JSON.readTree(
                                """
                                [{"type": "BODY", "text": "Dear {{first_name}} of {{City}}, hello.",
                                  "example": {"body_text_named_params": [{"param_name": "City", "example": "Rome"}]}}]\
                                """));
        assertThat(TemplateLinter.lint(template))
                .extracting(LintProblem::field)
                .containsExactly(
                        "components[0].text", "components[0].example.body_text_named_params");
    }

    @Test
    void headersAndFootersAreChecked() {
        assertThat(utility("{\"type\": \"HEADER\", \"format\": \"IMAGE\"}," + BODY))
                .containsExactly("components[0].example.mediaId");
        assertThat(
                        utility(
                                "{\"type\": \"HEADER\", \"format\": \"TEXT\", \"text\": \"*Bold*\"},"
                                        + BODY))
                .containsExactly("components[0].text");
        assertThat(utility("{\"type\": \"HEADER\", \"format\": \"SMELL\"}," + BODY))
                .containsExactly("components[0].format");
        assertThat(utility(BODY + ", {\"type\": \"FOOTER\", \"text\": \"for {{1}}\"}"))
                .containsExactly("components[1].text");
        assertThat(utility(BODY + ", {\"type\": \"FOOTER\", \"text\": \"" + "x".repeat(61) + "\"}"))
                .containsExactly("components[1].text");
    }

    @Test
    void buttonsHaveTheirLimits() {
        var reply = "{\"type\": \"QUICK_REPLY\", \"text\": \"Yes\"}";
        var call =
                "{\"type\": \"PHONE_NUMBER\", \"text\": \"Call\", \"phone_number\": \"+12025550123\"}";
        assertThat(buttons("")).containsExactly("components[1].buttons");
        assertThat(buttons(reply + "," + call + "," + reply))
                .containsExactly("components[1].buttons");
        assertThat(buttons(call + "," + call)).containsExactly("components[1].buttons");
        assertThat(buttons("{\"type\": \"QUICK_REPLY\", \"text\": \"" + "y".repeat(26) + "\"}"))
                .containsExactly("components[1].buttons[0].text");
        assertThat(
                        buttons(
                                "{\"type\": \"URL\", \"text\": \"Go\", \"url\": \"https://example.com/{{1}}/x\", \"example\": [\"a\"]}"))
                .containsExactly("components[1].buttons[0].url");
        assertThat(
                        buttons(
                                "{\"type\": \"URL\", \"text\": \"Go\", \"url\": \"https://example.com/{{1}}\"}"))
                .containsExactly("components[1].buttons[0].example");
        assertThat(buttons("{\"type\": \"OTP\"}")).containsExactly("components[1].buttons[0]");
        assertThat(buttons("{\"type\": \"DANCE\"}"))
                .containsExactly("components[1].buttons[0].type");
    }

    @Test
    void authenticationTemplatesHaveMetasTexts() {
        assertThat(fields("AUTHENTICATION", BODY))
                .containsExactly("components[0].text", "components");
        assertThat(
                        fields(
                                "AUTHENTICATION",
                                """
                                {"type": "BODY"}, {"type": "FOOTER", "code_expiration_minutes": 900},
                                {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "x", "url": "https://example.com"}]}
                                """))
                .containsExactly("components[1].code_expiration_minutes", "components[2].buttons");
    }

    @Test
    void offersAndCarouselsAreForMarketing() {
        var offer =
                "{\"type\": \"LIMITED_TIME_OFFER\", \"limited_time_offer\": {\"text\": \"Today only\"}}";
        assertThat(utility(offer + "," + BODY)).containsExactly("components[0]");
        assertThat(
                        fields(
                                "MARKETING",
                                offer + "," + BODY + ", {\"type\": \"FOOTER\", \"text\": \"x\"}"))
                .containsExactly("components");
        assertThat(
                        fields(
                                "MARKETING",
                                BODY
                                        + ", {\"type\": \"CAROUSEL\", \"cards\": [{\"components\": []}]}"))
                .containsExactly("components[1].cards");
    }
}
