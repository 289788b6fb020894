package org.wabs.server.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wabs.server.identity.OrganizationSettings.Key;
import tools.jackson.core.type.TypeReference;

/// What each organization decides about the words by which people opt out and in.
final class ConsentSettings {
    private static final int MOST = 200;
    private static final int LONGEST = 60;

    static final Key<List<String>> STOP_WORDS =
            Key.of(
                            "consent.stopWords",
                            new TypeReference<List<String>>() {},
                            List.of(),
                            "Further words that opt their writer out of marketing when they are the whole message, beside the built-in ones such as STOP.")
                    .checked(ConsentSettings::problem);

    static final Key<List<String>> START_WORDS =
            Key.of(
                            "consent.startWords",
                            new TypeReference<List<String>>() {},
                            List.of(),
                            "Further words by which people who opted out opt in to marketing again when they are the whole message, beside the built-in ones such as START.")
                    .checked(ConsentSettings::problem);

    private ConsentSettings() {}

    private static @Nullable String problem(List<String> words) {
        if (words.size() > MOST) return "at most " + MOST + " words";
        boolean good =
                words.stream()
                        .allMatch(word ->
                                word.length() <= LONGEST && !WholeMessages.plain(word).isEmpty());
        return good ? null : "each 1 to " + LONGEST + " characters with a letter or digit";
    }
}
