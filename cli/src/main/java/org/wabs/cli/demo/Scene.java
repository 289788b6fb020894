package org.wabs.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wabs.cli.http.JsonHttp;
import tools.jackson.databind.JsonNode;

/// What goes on in the demo's flower shop, as `scene.json` tells it. People are named by phone
/// numbers of the shipped list.
///
/// @param tags everybody of a language gets its tag
record Scene(
        List<Member> team,
        List<CannedReply> cannedReplies,
        List<Person> people,
        List<LanguageTag> tags,
        List<Talk> conversations,
        List<OptOut> optOuts,
        List<Planned> campaigns) {
    record Member(String key, String name, String email, String role) {}

    record CannedReply(String shortcut, String body) {}

    record Person(String phone, List<String> tags, Map<String, String> attributes) {}

    record LanguageTag(String tag, String language) {}

    /// @param agent who is assigned and answers; null: nobody yet
    /// @param end `open`, `resolved` or `snoozed`
    /// @param turns `in` or `out`, and what is written
    record Talk(
            String phone,
            @Nullable String agent,
            List<String> tags,
            String end,
            @Nullable String note,
            List<List<String>> turns) {}

    /// @param backAgain where the new consent is on file; null: the person stays away
    record OptOut(String phone, String words, @Nullable String backAgain) {}

    /// @param state `sent`, `scheduled` or `draft`
    /// @param inDays from today, for a scheduled one
    /// @param at local time of the zone
    record Planned(
            String name,
            String template,
            String language,
            String tag,
            String state,
            @Nullable String zone,
            @Nullable Integer inDays,
            @Nullable String at,
            JsonNode variables) {}

    private static final String FILE = "scene.json";

    static Scene shipped() {
        try (var in = Scene.class.getResourceAsStream(FILE)) {
            if (in == null) throw new IllegalStateException(FILE + " is missing from the jar");
            return JsonHttp.JSON.readValue(in.readAllBytes(), Scene.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
