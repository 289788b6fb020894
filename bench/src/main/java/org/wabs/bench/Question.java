package org.wabs.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One line of the table.
///
/// @param asks taken in turn
record Question(String name, List<Ask> asks) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int LONGEST = 70;

    Question {
        asks = List.copyOf(asks);
    }

    static Question of(String path) {
        return new Question(shown(path), List.of(Ask.get(path)));
    }

    /// Without ids, which say nothing to a reader.
    private static String shown(String path) {
        return ID.matcher(path).replaceAll("…");
    }

    /// The same address with different values.
    ///
    /// @param path with `{}` where the values go
    static Question of(String path, String... values) {
        var named = String.join(" | ", values);
        return new Question(
                shown(path.replace("{}", named.length() > LONGEST ? "…" : named)),
                Stream.of(values)
                        .map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .map(value -> Ask.get(path.replace("{}", value)))
                        .toList());
    }

    static Question ofPost(String name, String path, String... bodies) {
        return new Question(name, Stream.of(bodies).map(body -> Ask.post(path, body)).toList());
    }
}
