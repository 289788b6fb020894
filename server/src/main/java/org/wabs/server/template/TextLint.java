package org.wabs.server.template;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The rules for texts with variables.
final class TextLint {
    private static final Pattern AT_THE_EDGE = Pattern.compile("^\\s*\\{\\{|}}\\s*$");
    private static final Pattern ADJACENT = Pattern.compile("}}\\s*\\{\\{");
    private static final Pattern NAMED = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern BRACES = Pattern.compile("\\{\\{([^}]*)}}");

    private final boolean named;
    private final List<LintProblem> problems;

    TextLint(boolean named, List<LintProblem> problems) {
        this.named = named;
        this.problems = problems;
    }

    void body(String field, JsonNode body, int longest) {
        var text = body.path("text").asString("");
        if (text.isBlank()) add(field + ".text", "must not be blank");
        longest(field + ".text", text, longest);
        var variables = variables(field + ".text", text);
        if (AT_THE_EDGE.matcher(text).find())
            add(field + ".text", "no variable at the very start or end: put words around it");
        if (ADJACENT.matcher(text).find())
            add(field + ".text", "no two variables side by side: put words between them");
        if (!variables.isEmpty())
            examples(field + ".example", body.path("example"), "body_text", variables);
    }

    /// The variables of a text, after having judged their names.
    List<String> variables(String field, String text) {
        var variables = Variables.of(text, named);
        for (var written : BRACES.matcher(text).results().map(found -> found.group(1)).toList()) {
            if (!fits(written.strip(), variables.size()))
                add(
                        field,
                        named
                                ? "{{" + written + "}}: lower-case letters, digits and underscores"
                                : "{{"
                                        + written
                                        + "}}: variables are {{1}}, {{2}}, … without gaps; names need parameterFormat NAMED");
        }
        return variables;
    }

    private boolean fits(String variable, int count) {
        if (named) return NAMED.matcher(variable).matches();
        return variable.matches("[1-9][0-9]{0,3}") && Integer.parseInt(variable) <= count;
    }

    /// @param part `header_text` or `body_text`
    void examples(String field, JsonNode example, String part, List<String> variables) {
        if (named) {
            var given =
                    example.path(part + "_named_params")
                            .valueStream()
                            .filter(one -> !one.path("example").asString("").isBlank())
                            .map(one -> one.path("param_name").asString(""))
                            .toList();
            for (var variable : variables) {
                if (!given.contains(variable))
                    add(
                            field + "." + part + "_named_params",
                            "an example of " + variable + " is missing");
            }
            return;
        }
        var values = example.path(part);
        if (part.equals("body_text") && values.path(0).isArray()) values = values.path(0);
        long filled = values.valueStream().filter(value -> !value.asString("").isBlank()).count();
        if (filled != variables.size())
            add(
                    field + "." + part,
                    variables.size() + " examples, one for each variable; there are " + filled);
    }

    void longest(String field, String text, int most) {
        int length = text.codePointCount(0, text.length());
        if (length > most) add(field, "at most " + most + " characters, it has " + length);
    }

    private void add(String field, String message) {
        problems.add(new LintProblem(field, message));
    }
}
