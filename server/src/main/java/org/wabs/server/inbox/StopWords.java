package org.wabs.server.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Words and labels that mean "write to me no more", in many languages. Only a whole message
/// counts: "please do not stop" is no opt-out.
final class StopWords {
    private static final String LIST = "stop-words.txt";
    private static final int LONGEST = 60;

    /// Accents of Latin, Greek and Cyrillic, Hebrew points, Arabic vowel signs. Signs of other
    /// scripts (Devanagari, Thai) are letters of their own there.
    private static final Pattern ACCENTS =
            Pattern.compile("[\\u0300-\\u036F\\u0591-\\u05C7\\u064B-\\u065F\\u0670]");

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\u0640]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /// A payload that the author of a template made for this, such as STOP_PROMOTIONS.
    private static final Pattern STOP_PAYLOAD =
            Pattern.compile("stop([^\\p{L}].*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Set<String> words;

    private StopWords(Set<String> words) {
        this.words = words;
    }

    static StopWords load() {
        try (InputStream list = StopWords.class.getResourceAsStream(LIST)) {
            var text =
                    new String(
                            Objects.requireNonNull(list, LIST).readAllBytes(),
                            StandardCharsets.UTF_8);
            return new StopWords(
                    text.lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(StopWords::plain)
                            .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether this is all that the person says.
    boolean matches(String message) {
        return message.length() <= LONGEST && words.contains(plain(message));
    }

    /// Whether a button with this label or payload was pressed to opt out.
    boolean matchesButton(String label, String payload) {
        return matches(label)
                || matches(payload)
                || STOP_PAYLOAD.matcher(payload.strip()).matches();
    }

    /// Lower case, no accents, no punctuation, single spaces.
    private static String plain(String text) {
        var folded = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        folded = ACCENTS.matcher(folded).replaceAll("").replace('ı', 'i');
        folded = UNSEEN.matcher(folded).replaceAll("");
        return BETWEEN_WORDS.matcher(folded).replaceAll(" ").strip();
    }
}
