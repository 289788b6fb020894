package org.wabs.cli.send;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wabs.cli.CommandProblem;
import org.wabs.server.platform.config.NearestNames;

/// The approved templates of an account, for somebody who named one that it does not have.
final class KnownTemplates {
    private static final int MOST = 5;

    private final KeyedServer server;
    private final String waba;

    KnownTemplates(KeyedServer server, String waba) {
        this.server = server;
        this.waba = waba;
    }

    CommandProblem unknown(String name, String language) {
        var languages = languages();
        var near =
                (languages.containsKey(name)
                                ? List.of(name)
                                : NearestNames.of(name, languages.keySet()))
                        .stream()
                                .flatMap(one ->
                                        languages.getOrDefault(one, List.of()).stream()
                                                .map(code -> one + " (" + code + ")"))
                                .limit(MOST)
                                .toList();
        return CommandProblem.cannotStart(
                "There is no template "
                        + name
                        + " ("
                        + language
                        + ") in the account of that number. "
                        + (near.isEmpty() ? "" : "Did you mean " + String.join(", ", near) + "? ")
                        + "If it is new at Meta, sync templates in the app or with POST /api/templates/sync.");
    }

    /// Name → languages of the approved ones.
    private Map<String, List<String>> languages() {
        var languages = new LinkedHashMap<String, List<String>>();
        var first = "/api/templates?limit=200&account=" + encoded(waba);
        var page = server.get("listing the templates", first);
        while (true) {
            for (var template : page.path("items"))
                languages
                        .computeIfAbsent(
                                template.path("name").asString(""), key -> new ArrayList<>())
                        .add(template.path("language").asString(""));
            var next = page.path("next").asString("");
            if (next.isEmpty()) return languages;
            page = server.get("listing the templates", first + "&cursor=" + encoded(next));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
