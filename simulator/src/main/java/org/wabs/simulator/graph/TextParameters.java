package org.wabs.simulator.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.world.Template;
import tools.jackson.databind.JsonNode;

/// Checks the parameters of texts, positional or named.
final class TextParameters {
    /// Line breaks, tabs and more than four spaces in a row.
    private static final Pattern UNTIDY = Pattern.compile("[\\n\\r\\t]| {5}");

    /// The version that brought 132018.
    private static final int PROBLEM_CODE_SINCE = 23;

    private final int version;

    TextParameters(int version) {
        this.version = version;
    }

    /// The values in the order of the template's variables.
    List<String> values(
            Template template, List<JsonNode> parameters, List<String> variables, String where) {
        if (parameters.size() != variables.size()) {
            throw new Refusal(
                    MetaCode.PARAMETER_COUNT,
                    where
                            + ": number of localizable_params ("
                            + parameters.size()
                            + ") does not match the expected number of params ("
                            + variables.size()
                            + ")");
        }
        String[] values = new String[variables.size()];
        for (int i = 0; i < parameters.size(); i++) {
            JsonNode parameter = parameters.get(i);
            int at = i;
            String name = parameter.path("parameter_name").asString("");
            if (template.shape().named()) {
                at = variables.indexOf(name);
                if (at < 0 || values[at] != null) {
                    throw new Refusal(
                            MetaCode.PARAMETER_COUNT,
                            where
                                    + ": Parameter name is missing, unknown or repeated: '"
                                    + name
                                    + "', expected "
                                    + variables);
                }
            } else if (!name.isEmpty()) {
                throw new Refusal(
                        MetaCode.PARAMETER_FORMAT,
                        where + ": parameter_name is not allowed, the template is positional");
            }
            values[at] = text(parameter, where);
        }
        return List.of(values);
    }

    private String text(JsonNode parameter, String where) {
        expectType(parameter, List.of("text", "currency", "date_time"), where);
        String type = parameter.path("type").asString("").toLowerCase(Locale.ROOT);
        JsonNode value =
                type.equals("text")
                        ? parameter.path("text")
                        : parameter.path(type).path("fallback_value");
        if (!value.isString() || value.asString().isEmpty()) {
            throw new Refusal(
                    MetaCode.PARAMETER_MISSING,
                    where + ": Parameter of type " + type + " is missing its text value");
        }
        tidy(value.asString(), where);
        return value.asString();
    }

    private void tidy(String text, String where) {
        if (UNTIDY.matcher(text).find()) {
            throw new Refusal(
                    version >= PROBLEM_CODE_SINCE
                            ? MetaCode.PARAMETER_PROBLEM
                            : MetaCode.PARAMETER_FORMAT,
                    where
                            + ": Param text cannot have new-line/tab characters or more than 4 consecutive spaces");
        }
    }

    static List<JsonNode> all(@Nullable JsonNode component) {
        List<JsonNode> parameters = new ArrayList<>();
        if (component != null) {
            component.path("parameters").forEach(parameters::add);
        }
        return parameters;
    }

    static void expectType(JsonNode parameter, List<String> types, String where) {
        String type = parameter.path("type").asString("").toLowerCase(Locale.ROOT);
        if (!types.contains(type)) {
            throw new Refusal(
                    MetaCode.PARAMETER_FORMAT,
                    where
                            + ": Format mismatch, expected "
                            + types.getFirst().toUpperCase(Locale.ROOT)
                            + ", received "
                            + (type.isEmpty() ? "UNKNOWN" : type.toUpperCase(Locale.ROOT)));
        }
    }
}
