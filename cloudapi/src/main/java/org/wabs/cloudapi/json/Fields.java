package org.wabs.cloudapi.json;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// One JSON object of Meta's, read leniently: what is absent, null or of another kind is null;
/// numbers and strings stand for each other. All text comes out clean (see [MetaText]).
public record Fields(JsonNode node) {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    public boolean isObject() {
        return node.isObject();
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    public @Nullable String text(String name) {
        return textOf(node.path(name));
    }

    public String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /// @throws MissingField when there is none
    public String requiredText(String name) {
        String text = text(name);
        if (text == null || text.isEmpty()) {
            throw new MissingField(name);
        }
        return text;
    }

    public @Nullable Long whole(String name) {
        String text = text(name);
        return text != null && WHOLE.matcher(text).matches() ? Long.valueOf(text) : null;
    }

    public @Nullable Integer small(String name) {
        Long whole = whole(name);
        return whole == null || whole != whole.intValue()
                ? null
                : Integer.valueOf(whole.intValue());
    }

    /// Finite numbers only.
    public @Nullable Double decimal(String name) {
        String text = text(name);
        try {
            double decimal = text == null ? Double.NaN : Double.parseDouble(text);
            return Double.isFinite(decimal) ? Double.valueOf(decimal) : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    public boolean flag(String name) {
        JsonNode value = node.path(name);
        return value.isBoolean() ? value.booleanValue() : "true".equals(textOf(value));
    }

    /// Unix seconds, as string or number.
    public @Nullable Instant instant(String name) {
        Long seconds = whole(name);
        try {
            return seconds == null ? null : Instant.ofEpochSecond(seconds);
        } catch (DateTimeException outOfRange) {
            return null;
        }
    }

    /// @throws MissingField when there is none
    public Instant requiredInstant(String name) {
        Instant instant = instant(name);
        if (instant == null) {
            throw new MissingField(name);
        }
        return instant;
    }

    /// The object of that name; one without fields when there is none.
    public Fields object(String name) {
        JsonNode value = node.path(name);
        return new Fields(value.isObject() ? value : MissingNode.getInstance());
    }

    /// The elements of the array of that name, whatever they are.
    public List<Fields> list(String name) {
        JsonNode array = node.path(name);
        if (!array.isArray()) {
            return List.of();
        }
        var elements = new ArrayList<Fields>(array.size());
        for (JsonNode element : array) {
            elements.add(new Fields(element));
        }
        return elements;
    }

    public List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (Fields element : list(name)) {
            String text = textOf(element.node);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static @Nullable String textOf(JsonNode value) {
        if (value.isString()) {
            return MetaText.clean(value.stringValue());
        }
        if (value.isIntegralNumber()) {
            BigInteger whole = value.bigIntegerValue(); // template ids exceed 2^53
            return whole.toString();
        }
        return value.isNumber() || value.isBoolean() ? value.asString() : null;
    }
}
