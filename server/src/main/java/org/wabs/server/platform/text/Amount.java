package org.wabs.server.platform.text;

import java.util.Locale;

/// A number and its noun: `1 person`, `2,000 people`.
public final class Amount {
    private Amount() {}

    public static String people(long n) {
        return of(n, "person", "people");
    }

    public static String of(long n, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", n, n == 1 ? one : many);
    }
}
