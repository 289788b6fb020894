package org.wabs.simulator.network;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.http.Json;
import tools.jackson.databind.JsonNode;

/// What people say in their languages, as `small-talk.json` has it.
final class SmallTalk {
    private static final String FILE = "small-talk.json";
    private static final String FALLBACK = "en";
    private static final JsonNode WORDS = load();

    private SmallTalk() {}

    /// Answers to a message of that category; `STOP` words are not among them.
    ///
    /// @param language of the template; null: English
    static List<String> answers(@Nullable String language, @Nullable String category) {
        return words(language, "MARKETING".equals(category) ? "marketing" : "utility");
    }

    /// How somebody says that they want no more.
    static List<String> stops(@Nullable String language) {
        return words(language, "stop");
    }

    private static List<String> words(@Nullable String language, String kind) {
        String code = language == null ? FALLBACK : language.toLowerCase(Locale.ROOT);
        JsonNode known = WORDS.path(code.length() < 2 ? FALLBACK : code.substring(0, 2));
        List<String> words = new ArrayList<>();
        for (JsonNode word : (known.isObject() ? known : WORDS.path(FALLBACK)).path(kind)) {
            words.add(word.asString());
        }
        return words;
    }

    private static JsonNode load() {
        try (InputStream in = SmallTalk.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the jar");
            }
            return Json.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " cannot be read", e);
        }
    }
}
