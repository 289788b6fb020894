package org.wabs.server.template;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which language of a template somebody gets: the very one, else one of the same base language
/// (the bare one such as `es` first, then the template's own, then by code), else the template's
/// own. The plan's statement does the same; a test compares the two.
public final class LanguageFallback {
    private LanguageFallback() {}

    /// @param wanted of the person, such as `es_MX`; null when nobody knows
    /// @param own the template's
    /// @param languages those that can be sent, its own among them
    public static String choose(@Nullable String wanted, String own, List<String> languages) {
        if (wanted == null || wanted.isBlank()) return own;
        var exact = wanted.strip().replace('-', '_').toLowerCase(Locale.ROOT);
        var base = base(exact);
        return languages.stream()
                .filter(code -> base(lower(code)).equals(base))
                .min(
                        Comparator.comparing((String code) -> !lower(code).equals(exact))
                                .thenComparing(code -> !lower(code).equals(base))
                                .thenComparing(code -> !code.equals(own))
                                .thenComparing(Comparator.naturalOrder()))
                .orElse(own);
    }

    private static String lower(String code) {
        return code.toLowerCase(Locale.ROOT);
    }

    private static String base(String code) {
        int end = code.indexOf('_');
        return end < 0 ? code : code.substring(0, end);
    }
}
