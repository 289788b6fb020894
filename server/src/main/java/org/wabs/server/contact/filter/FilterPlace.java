package org.wabs.server.contact.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A place in a filter's JSON, and the values that may stand there.
///
/// @param path of its place, such as `filter.all[0].country`
/// @param depth of conditions around it
record FilterPlace(JsonNode node, String path, int depth) {
    private static final int MOST_VALUES = 200;
    private static final int LONGEST = 1_000;

    /// A value that breaks the filter, found while reading.
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String path;

        Wrong(String path, String message) {
            super(message, null, false, false);
            this.path = path;
        }

        String path() {
            return path;
        }
    }

    FilterPlace member(String name) {
        return new FilterPlace(node.path(name), path.isEmpty() ? name : path + "." + name, depth);
    }

    private FilterPlace item(int i) {
        return new FilterPlace(node.get(i), path + "[" + i + "]", depth);
    }

    List<FilterPlace> items() {
        return IntStream.range(0, node.size()).mapToObj(this::item).toList();
    }

    /// As the place of a condition inside another.
    FilterPlace deeper() {
        return new FilterPlace(node, path, depth + 1);
    }

    String text() {
        if (!node.isString() || node.asString().isBlank()) throw wrong("a text that is not blank");
        var text = node.asString();
        if (text.length() > LONGEST) throw wrong("at most " + LONGEST + " characters");
        if (text.indexOf('\0') >= 0) throw wrong("no NUL characters");
        return text;
    }

    /// One or several; a single text stands for a list of one.
    List<String> texts() {
        if (node.isString()) return List.of(text());
        if (!node.isArray() || node.isEmpty()) throw wrong("a list with at least one value");
        if (node.size() > MOST_VALUES) throw wrong("at most " + MOST_VALUES + " values");
        return items().stream().map(FilterPlace::text).toList();
    }

    boolean flag() {
        if (!node.isBoolean()) throw wrong("true or false");
        return node.asBoolean();
    }

    @Nullable Double amount() {
        if (node.isMissingNode()) return null;
        if (!node.isNumber()) throw wrong("a number");
        return node.asDouble();
    }

    @Nullable String date() {
        if (node.isMissingNode()) return null;
        try {
            return LocalDate.parse(text()).toString();
        } catch (DateTimeParseException e) {
            throw wrong("a date such as 2026-05-03");
        }
    }

    @Nullable Instant time() {
        return node.isMissingNode() ? null : FilterReader.time(text(), path);
    }

    <E extends Enum<E>> E constant(E[] values) {
        return constant(values, text());
    }

    <E extends Enum<E>> List<E> constants(E[] values) {
        return texts().stream().map(text -> constant(values, text)).toList();
    }

    private <E extends Enum<E>> E constant(E[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        wrong(
                                "one of "
                                        + Arrays.stream(values)
                                                .map(Enum::name)
                                                .collect(Collectors.joining(", "))));
    }

    /// @param message what may stand there
    Wrong wrong(String message) {
        return new Wrong(path, message);
    }
}
