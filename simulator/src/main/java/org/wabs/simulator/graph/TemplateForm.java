package org.wabs.simulator.graph;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.world.TemplateShape;
import tools.jackson.databind.JsonNode;

/// Checks the form of a template that is created or edited. Its mistakes are told by subcode, under
/// code 100.
final class TemplateForm {
    static final int EXISTS = 2388024;
    static final int TOO_MANY = 2388019;
    private static final int TOO_LONG = 2388040;
    static final int HEADER = 2388047;
    private static final int BODY = 2388072;
    private static final int FOOTER = 2388073;
    private static final int CROWDED = 2388293;
    private static final int AT_THE_EDGE = 2388299;

    private static final int LONGEST_NAME = 512;
    private static final int LONGEST_HEADER = 60;
    private static final int LONGEST_BODY = 1_024;
    private static final int LONGEST_FOOTER = 60;
    private static final int LONGEST_LABEL = 25;
    private static final int MOST_BUTTONS = 10;

    /// How many words a body needs for each variable; Meta's own number is not published.
    private static final int WORDS_PER_VARIABLE = 3;

    private static final Set<String> CATEGORIES = Set.of("AUTHENTICATION", "MARKETING", "UTILITY");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1," + LONGEST_NAME + "}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Z]{2})?");
    private static final Pattern EDGE = Pattern.compile("^\\s*\\{\\{\\w+}}|\\{\\{\\w+}}[\\s.!?]*$");
    private static final Pattern ADJACENT = Pattern.compile("}}\\s*\\{\\{");

    private TemplateForm() {}

    /// @throws Refusal 100 with a subcode
    static void check(JsonNode spec) {
        if (!NAME.matcher(spec.path("name").asString("")).matches()) {
            throw Refusal.invalid("name: 1 to 512 of lower-case letters, digits and underscores");
        }
        if (!LANGUAGE.matcher(spec.path("language").asString("")).matches()) {
            throw Refusal.invalid("language: a code such as en_US is wanted");
        }
        String category = spec.path("category").asString("").toUpperCase(Locale.ROOT);
        if (!CATEGORIES.contains(category)) {
            throw Refusal.invalid("category: one of " + CATEGORIES);
        }
        if (!spec.path("components").isArray()) {
            throw Refusal.invalid("components: an array is wanted");
        }
        boolean named = spec.path("parameter_format").asString("").equalsIgnoreCase("named");
        boolean body = false;
        for (JsonNode component : spec.path("components")) {
            switch (component.path("type").asString("").toUpperCase(Locale.ROOT)) {
                case "HEADER" -> header(component);
                case "BODY" -> {
                    body = true;
                    // the text of an authentication template is Meta's own
                    if (!category.equals("AUTHENTICATION")) {
                        body(component, named);
                    }
                }
                case "FOOTER" -> footer(component);
                case "BUTTONS" -> buttons(component.path("buttons"));
                case "CAROUSEL", "LIMITED_TIME_OFFER" -> {}
                default ->
                        throw Refusal.invalid("components: unknown type " + component.path("type"));
            }
        }
        if (!body) {
            throw refusal(BODY, "components: a BODY is required");
        }
    }

    static Refusal refusal(int subcode, String details) {
        return Refusal.withSubcode(MetaCode.INVALID_PARAMETER, subcode, details);
    }

    private static void header(JsonNode header) {
        String format = header.path("format").asString("TEXT").toUpperCase(Locale.ROOT);
        if (!format.equals("TEXT")) {
            boolean example = !header.path("example").path("header_handle").isEmpty();
            if (!example && !format.equals("LOCATION")) {
                throw refusal(HEADER, "header: a media header needs example.header_handle");
            }
            return;
        }
        String text = header.path("text").asString("");
        longest(text, LONGEST_HEADER, "header");
        List<String> variables = TemplateShape.variables(text);
        if (text.isEmpty() || variables.size() > 1) {
            throw refusal(HEADER, "header: a text with at most one variable is wanted");
        }
        if (!variables.isEmpty() && header.path("example").isEmpty()) {
            throw refusal(HEADER, "header: an example of the variable is missing");
        }
    }

    private static void body(JsonNode body, boolean named) {
        String text = body.path("text").asString("");
        if (text.isEmpty()) {
            throw refusal(BODY, "body: a text is wanted");
        }
        longest(text, LONGEST_BODY, "body");
        List<String> variables = TemplateShape.variables(text);
        if (EDGE.matcher(text).find()) {
            throw refusal(AT_THE_EDGE, "body: a variable cannot stand at the start or the end");
        }
        int words = text.trim().split("\\s+").length;
        if (ADJACENT.matcher(text).find() || words < variables.size() * WORDS_PER_VARIABLE + 1) {
            throw refusal(CROWDED, "body: too many variables for its length");
        }
        for (int i = 0; i < variables.size(); i++) {
            boolean fits =
                    named
                            ? variables.get(i).matches("[a-z_][a-z0-9_]*")
                            : variables.contains(Integer.toString(i + 1));
            if (!fits) {
                throw refusal(
                        BODY,
                        named
                                ? "body: names are lower-case letters, digits and underscores"
                                : "body: variables are {{1}}, {{2}}, ... without gaps");
            }
        }
        if (!variables.isEmpty() && body.path("example").isEmpty()) {
            throw refusal(BODY, "body: examples of the variables are missing");
        }
    }

    private static void footer(JsonNode footer) {
        String text = footer.path("text").asString("");
        longest(text, LONGEST_FOOTER, "footer");
        if (!TemplateShape.variables(text).isEmpty()) {
            throw refusal(FOOTER, "footer: no variables");
        }
    }

    private static void buttons(JsonNode buttons) {
        if (buttons.isEmpty() || buttons.size() > MOST_BUTTONS) {
            throw Refusal.invalid("buttons: 1 to " + MOST_BUTTONS);
        }
        int changes = 0;
        String before = "";
        for (JsonNode button : buttons) {
            longest(button.path("text").asString(""), LONGEST_LABEL, "button");
            boolean quick = button.path("type").asString("").equalsIgnoreCase("QUICK_REPLY");
            String kind = quick ? "quick" : "other";
            changes += kind.equals(before) ? 0 : 1;
            before = kind;
        }
        if (changes > 2) {
            throw Refusal.invalid("buttons: quick replies must stand together");
        }
    }

    private static void longest(String text, int most, String where) {
        if (text.codePointCount(0, text.length()) > most) {
            throw refusal(TOO_LONG, where + ": at most " + most + " characters");
        }
    }
}
