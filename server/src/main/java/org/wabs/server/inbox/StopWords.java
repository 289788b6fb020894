package org.wabs.server.inbox;

import java.util.regex.Pattern;

/// Words and labels that mean "write to me no more", in many languages. Only a whole message
/// counts: "please do not stop" is no opt-out.
final class StopWords {
    /// A payload that the author of a template made for this, such as STOP_PROMOTIONS.
    private static final Pattern STOP_PAYLOAD =
            Pattern.compile("stop([^\\p{L}].*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final WholeMessages words;

    private StopWords(WholeMessages words) {
        this.words = words;
    }

    static StopWords load() {
        return new StopWords(WholeMessages.load("stop-words.txt"));
    }

    /// Whether this is all that the person says.
    boolean matches(String message) {
        return words.contains(message);
    }

    /// Whether a button with this label or payload was pressed to opt out.
    boolean matchesButton(String label, String payload) {
        return matches(label)
                || matches(payload)
                || STOP_PAYLOAD.matcher(payload.strip()).matches();
    }
}
