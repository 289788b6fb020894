package org.wabs.server.contact;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Names as they are searched in: lower case, without Latin accents, and every letter beyond ASCII
/// spelled out by its code point, since PostgreSQL makes trigrams of ASCII letters only where its
/// locale is C.
public final class SearchText {
    private SearchText() {}

    public static @Nullable String of(@Nullable String name) {
        return name == null ? null : spelled(name);
    }

    public static String spelled(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        var spelled = new StringBuilder(plain.length());
        plain.codePoints()
                .filter(c -> !isAccent(c))
                .forEach(c -> {
                    if (c < 0x80) spelled.appendCodePoint(c);
                    else spelled.append('u').append(Integer.toHexString(c));
                });
        return spelled.toString();
    }

    private static boolean isAccent(int c) {
        return c >= 0x300 && c <= 0x36F;
    }

    /// As a pattern of LIKE: anywhere in the text.
    public static String pattern(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
