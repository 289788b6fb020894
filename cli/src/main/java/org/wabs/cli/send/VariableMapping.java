package org.wabs.cli.send;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wabs.cli.CommandProblem;
import tools.jackson.databind.JsonNode;

/// Which column of the file fills which variable of the template.
///
/// @param columns variable → column, as given with `--map`
/// @param uses column → what the import made of it: `name`, `phone`, `attribute:NAME` …
final class VariableMapping {
    private final Map<String, String> columns;
    private final Map<String, String> uses = new LinkedHashMap<>();
    private final List<String> headers = new ArrayList<>();

    VariableMapping(Map<String, String> columns, JsonNode importedColumns) {
        this.columns = columns;
        for (var column : importedColumns) {
            headers.add(column.path("header").asString(""));
            uses.put(
                    column.path("header").asString("").toLowerCase(Locale.ROOT),
                    column.path("field").asString(""));
        }
    }

    /// The campaign's `variables`: each place of the template is filled by the column named for it
    /// with `--map`, else by the column of the same name.
    ///
    /// @param slots of the template, as `GET /api/templates/…` shows them
    Map<String, Object> variables(JsonNode slots) {
        var parts = new LinkedHashMap<String, Object>();
        var missing = new LinkedHashSet<String>();
        for (var slot : slots) {
            var part = slot.path("part").asString("");
            var variable = variable(slot);
            var column = columns.getOrDefault(variable, variable);
            if (columns.containsKey(variable)) check(variable, column);
            var source = source(column);
            if (source == null) {
                missing.add(variable);
                continue;
            }
            @SuppressWarnings("unchecked")
            var of =
                    (Map<String, Object>)
                            parts.computeIfAbsent(
                                    part.equals("BUTTON")
                                            ? "buttons"
                                            : part.toLowerCase(Locale.ROOT),
                                    key -> new LinkedHashMap<String, Object>());
            of.put(place(slot), source);
        }
        if (!missing.isEmpty()) throw unfilled(List.copyOf(missing));
        return parts;
    }

    private static String variable(JsonNode slot) {
        return slot.path("part").asString("").equals("BUTTON")
                ? "button" + slot.path("buttonIndex").asInt(0)
                : slot.path("variable").asString("");
    }

    private static String place(JsonNode slot) {
        return slot.path("part").asString("").equals("BUTTON")
                ? Integer.toString(slot.path("buttonIndex").asInt(0))
                : slot.path("variable").asString("");
    }

    private @org.jspecify.annotations.Nullable Map<String, String> source(String column) {
        var use = uses.get(column.toLowerCase(Locale.ROOT));
        if (use == null) return null;
        if (use.startsWith("attribute:"))
            return Map.of("attribute", use.substring("attribute:".length()));
        return switch (use) {
            case "name", "language" -> Map.of("field", use);
            case "phone" -> Map.of("field", "number");
            default -> null;
        };
    }

    private CommandProblem unfilled(List<String> missing) {
        return CommandProblem.cannotStart(
                "The template's "
                        + String.join(", ", missing)
                        + (missing.size() == 1 ? " has" : " have")
                        + " no column: name one with --map "
                        + missing.getFirst()
                        + "=COLUMN. The file's columns: "
                        + String.join(", ", headers)
                        + ".");
    }

    private void check(String variable, String column) {
        if (source(column) != null) return;
        var given = "--map " + variable + "=" + column + ": ";
        if (uses.containsKey(column.toLowerCase(Locale.ROOT)))
            throw CommandProblem.cannotStart(
                    given
                            + "the column "
                            + column
                            + " cannot fill a variable; the import reads it as "
                            + uses.get(column.toLowerCase(Locale.ROOT))
                            + ".");
        throw CommandProblem.cannotStart(
                given
                        + "the file has no column "
                        + column
                        + "; it has "
                        + String.join(", ", headers)
                        + ".");
    }

    /// What is told of people whose file has nothing for a variable: variable → the headers of
    /// which one must hold something.
    ///
    /// @param slots that [#variables(JsonNode)] took
    Map<String, List<String>> filledBy(JsonNode slots) {
        var filled = new LinkedHashMap<String, List<String>>();
        for (var slot : slots) {
            var variable = variable(slot);
            var column = columns.getOrDefault(variable, variable);
            var use = uses.get(column.toLowerCase(Locale.ROOT));
            if (use == null || use.equals("phone")) continue;
            filled.put(
                    variable,
                    headers.stream()
                            .filter(header -> use.equals(uses.get(header.toLowerCase(Locale.ROOT))))
                            .toList());
        }
        return filled;
    }
}
