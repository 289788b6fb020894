package org.wabs.server.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Words that mean something when they are all that a person says, compared without regard to case,
/// accents and punctuation.
final class WholeMessages {
    static final WholeMessages NONE = new WholeMessages(Set.of());

    private static final int LONGEST = 60;

    /// Accents of Latin, Greek and Cyrillic, Hebrew points, Arabic vowel signs. Signs of other
    /// scripts (Devanagari, Thai) are letters of their own there.
    private static final Pattern ACCENTS =
            Pattern.compile("[\\u0300-\\u036F\\u0591-\\u05C7\\u064B-\\u065F\\u0670]");

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\u0640]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final Set<String> words;

    private WholeMessages(Set<String> words) {
        this.words = words;
    }

    static WholeMessages of(Collection<String> words) {
        if (words.isEmpty()) return NONE;
        return new WholeMessages(
                words.stream().map(WholeMessages::plain).collect(Collectors.toUnmodifiableSet()));
    }

    /// @param list a file beside this class: a word a line, `#` begins a comment
    static WholeMessages load(String list) {
        try (InputStream file = WholeMessages.class.getResourceAsStream(list)) {
            var text =
                    new String(
                            Objects.requireNonNull(file, list).readAllBytes(),
                            StandardCharsets.UTF_8);
            return of(
                    text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean contains(String message) {
        return !words.isEmpty() && message.length() <= LONGEST && words.contains(plain(message));
    }

    /// Lower case, no accents, no punctuation, single spaces.
    static String plain(String text) {
        var folded = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        folded = ACCENTS.matcher(folded).replaceAll("").replace('ı', 'i');
        folded = UNSEEN.matcher(folded).replaceAll("");
        return BETWEEN_WORDS.matcher(folded).replaceAll(" ").strip();
    }
}
