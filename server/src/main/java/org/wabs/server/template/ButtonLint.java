package org.wabs.server.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The rules for buttons.
final class ButtonLint {
    private static final int MOST = 10;
    private static final int LONGEST_LABEL = 25;
    private static final int LONGEST_URL = 2000;
    private static final int LONGEST_NUMBER = 20;

    /// 15 until December 2025, by Meta's changelog 20 since.
    private static final int LONGEST_CODE = 20;

    private static final Map<String, Integer> MOST_OF =
            Map.of(
                    "QUICK_REPLY",
                    10,
                    "URL",
                    2,
                    "PHONE_NUMBER",
                    1,
                    "COPY_CODE",
                    1,
                    "FLOW",
                    1,
                    "CATALOG",
                    1,
                    "MPM",
                    1,
                    "SPM",
                    1,
                    "OTP",
                    1,
                    "VOICE_CALL",
                    1);

    private final NewTemplate template;
    private final List<LintProblem> problems;
    private final TextLint texts;

    ButtonLint(NewTemplate template, List<LintProblem> problems) {
        this.template = template;
        this.problems = problems;
        this.texts = new TextLint(template.isNamed(), problems);
    }

    void buttons(String parent, JsonNode buttons) {
        var field = parent + ".buttons";
        if (buttons.isEmpty() || buttons.size() > MOST) add(field, "1 to " + MOST + " buttons");
        var seen = new HashMap<String, Integer>();
        int blocks = 0;
        var before = "";
        for (int i = 0; i < buttons.size(); i++) {
            var button = buttons.path(i);
            var type = NewTemplate.upper(button, "type");
            if (type.equals("QUICK_REPLY") && !before.equals(type)) blocks++;
            before = type;
            seen.merge(type, 1, Integer::sum);
            button(field + "[" + i + "]", type, button);
        }
        if (blocks > 1) add(field, "quick replies stand together, not among other buttons");
        seen.forEach((type, count) -> {
            if (count > MOST_OF.getOrDefault(type, MOST))
                add(field, "at most " + MOST_OF.get(type) + " of kind " + type);
        });
        if (template.is(Category.AUTHENTICATION)
                && !(seen.size() == 1 && seen.getOrDefault("OTP", 0) == 1))
            add(field, "an authentication template has exactly one OTP button");
    }

    private void button(String field, String type, JsonNode button) {
        if (!MOST_OF.containsKey(type)) {
            add(
                    field + ".type",
                    "one of " + String.join(", ", MOST_OF.keySet().stream().sorted().toList()));
            return;
        }
        switch (type) {
            case "OTP" -> {
                if (!template.is(Category.AUTHENTICATION))
                    add(field, "OTP buttons belong to AUTHENTICATION templates");
            }
            case "COPY_CODE" -> copyCode(field, button);
            default -> label(field, button);
        }
        if (type.equals("URL")) url(field, button);
        if (type.equals("PHONE_NUMBER")) number(field, button);
    }

    private void label(String field, JsonNode button) {
        var text = button.path("text").asString("");
        if (text.isBlank()) add(field + ".text", "must not be blank");
        texts.longest(field + ".text", text, LONGEST_LABEL);
        if (Variables.in(text)) add(field + ".text", "no variables in a label");
    }

    private void url(String field, JsonNode button) {
        var url = button.path("url").asString("");
        if (!url.startsWith("https://") && !url.startsWith("http://"))
            add(field + ".url", "an address that starts with https://");
        texts.longest(field + ".url", url, LONGEST_URL);
        var variables = Variables.of(url, false);
        if (variables.isEmpty()) return;
        if (variables.size() > 1 || !url.endsWith("{{1}}"))
            add(field + ".url", "one variable at most, {{1}} at the very end");
        var example = button.path("example");
        var given = example.isArray() ? example.path(0) : example;
        if (given.asString("").isBlank())
            add(field + ".example", "an example of the address is missing");
    }

    private void number(String field, JsonNode button) {
        var number = button.path("phone_number").asString("");
        if (number.isBlank()) add(field + ".phone_number", "must not be blank");
        texts.longest(field + ".phone_number", number, LONGEST_NUMBER);
    }

    private void copyCode(String field, JsonNode button) {
        var example = button.path("example");
        var code = (example.isArray() ? example.path(0) : example).asString("");
        if (code.isBlank()) add(field + ".example", "an example of the code is missing");
        texts.longest(field + ".example", code, LONGEST_CODE);
    }

    private void add(String field, String message) {
        problems.add(new LintProblem(field, message));
    }
}
