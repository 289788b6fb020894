package org.wabs.server.platform.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Which of the existing names somebody may have meant.
public final class NearestNames {
    private NearestNames() {}

    /// @return the nearest first; none that is wholly different
    public static List<String> of(String given, Collection<String> existing) {
        record Near(String name, int distance) {}
        var wanted = given.toLowerCase(Locale.ROOT);
        return existing.stream()
                .map(name -> new Near(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(near -> isNear(wanted, near.name(), near.distance()))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .map(Near::name)
                .toList();
    }

    private static boolean isNear(String wanted, String name, int distance) {
        return distance <= Math.max(2, wanted.length() / 3)
                || wanted.length() > 3 && name.toLowerCase(Locale.ROOT).contains(wanted)
                || name.length() > 3 && wanted.contains(name.toLowerCase(Locale.ROOT));
    }

    /// Letters to put in, leave out or replace (Levenshtein).
    private static int distance(String from, String to) {
        var above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) above[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            var row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[to.length()];
    }
}
