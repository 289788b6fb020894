package org.wabs.server.contact;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Text that may stand in a template's parameter: Meta refuses newlines, tabs and more than four
/// spaces in a row there; PostgreSQL refuses NUL.
final class PlainText {
    /// Longest name, in characters.
    static final int NAME = 200;

    /// Longest attribute value: a template's body ends at 1,024 characters.
    static final int VALUE = 1024;

    static final int ATTRIBUTE_NAME = 60;
    static final int TAG = 60;

    private static final int MOST_SPACES = 3;

    private PlainText() {}

    /// White space of every kind becomes a space; runs of four and more, or with anything but
    /// spaces in them, become one; control characters, lone surrogates and the byte order mark go.
    static String clean(String text) {
        var clean = new StringBuilder(text.length());
        int spaces = 0;
        boolean onlySpaces = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isSpace(c)) {
                spaces++;
                onlySpaces &= c == ' ';
            } else if (isShown(c)) {
                if (spaces > 0 && !clean.isEmpty())
                    clean.repeat(' ', onlySpaces && spaces <= MOST_SPACES ? spaces : 1);
                spaces = 0;
                onlySpaces = true;
                clean.appendCodePoint(c);
            }
        }
        return clean.toString();
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> c != '\uFEFF';
        };
    }

    /// The text without what PostgreSQL cannot keep: NUL and lone surrogates.
    static String storable(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0 && Character.getType(c) != Character.SURROGATE)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /// For search, the same on every database: PostgreSQL's own lower() depends on its locale.
    static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /// Lower case letters and digits only, accents removed: how headers and words are compared.
    static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /// Cleaned and cut to `length` characters; null when nothing is left.
    static @Nullable String shortened(@Nullable String text, int length) {
        if (text == null) return null;
        var clean = clean(text);
        if (clean.length() > length) {
            int end = Character.isHighSurrogate(clean.charAt(length - 1)) ? length - 1 : length;
            clean = clean.substring(0, end).strip();
        }
        return clean.isEmpty() ? null : clean;
    }
}
