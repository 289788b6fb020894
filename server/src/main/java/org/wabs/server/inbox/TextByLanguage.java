package org.wabs.server.inbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.MessageLimits;
import org.wabs.server.template.LanguageFallback;
import tools.jackson.databind.JsonNode;

/// One text in several languages, as JSON `{"default": "…", "de": "…"}`; a text alone is the one
/// for everybody.
record TextByLanguage(Map<String, String> texts) {
    private static final String DEFAULT = "default";
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}([_-][A-Za-z]{2,4})?");

    TextByLanguage {
        texts = Map.copyOf(texts);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TextByLanguage of(JsonNode value) {
        if (value.isString()) return new TextByLanguage(Map.of(DEFAULT, value.asString()));
        if (!value.isObject()) throw new IllegalArgumentException("a text, or texts by language");
        var texts = new TreeMap<String, String>();
        for (var text : value.properties()) {
            if (!text.getValue().isString()) throw new IllegalArgumentException("texts only");
            texts.put(text.getKey(), text.getValue().asString());
        }
        return new TextByLanguage(texts);
    }

    @JsonValue
    Map<String, String> sorted() {
        return new TreeMap<>(texts);
    }

    /// For somebody of this language, by the rule for templates; the default where there is none.
    String in(@Nullable String language) {
        var chosen = LanguageFallback.choose(language, DEFAULT, List.copyOf(texts.keySet()));
        return texts.getOrDefault(chosen, "");
    }

    /// What is wrong with it, in words; null for a good one.
    @Nullable String problem() {
        if (!texts.containsKey(DEFAULT))
            return "needs \"default\", the text of everybody whose language has none";
        for (var language : texts.keySet()) {
            if (!language.equals(DEFAULT) && !LANGUAGE.matcher(language).matches())
                return "\"" + language + "\" is no language: codes such as de, es_MX or pt_BR";
        }
        return texts.values().stream()
                        .allMatch(
                                text -> text.codePointCount(0, text.length()) <= MessageLimits.TEXT)
                ? null
                : "at most " + MessageLimits.TEXT + " characters in each language";
    }
}
