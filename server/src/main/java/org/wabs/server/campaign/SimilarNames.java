package org.wabs.server.campaign;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Which of the existing names somebody may have meant.
final class SimilarNames {
    private static final int MOST = 3;
    private static final int SHORTEST_PART = 4;

    private SimilarNames() {}

    /// @return at most three, the nearest first
    static List<String> of(String given, Collection<String> existing) {
        record Near(String name, int distance) {}
        var wanted = bare(given);
        return existing.stream()
                .map(name -> new Near(name, distance(wanted, bare(name))))
                .filter(near ->
                        near.distance() <= Math.max(1, wanted.length() / 3)
                                || isPart(wanted, bare(near.name())))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(MOST)
                .map(Near::name)
                .toList();
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", "");
    }

    private static boolean isPart(String one, String other) {
        return Math.min(one.length(), other.length()) >= SHORTEST_PART
                && (one.contains(other) || other.contains(one));
    }

    /// Letters to put in, leave out, replace or swap with their neighbour (optimal string
    /// alignment).
    static int distance(String from, String to) {
        var former = new int[to.length() + 1];
        var last = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) last[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            var row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                row[j] = Math.min(last[j - 1] + (same ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1))
                    row[j] = Math.min(row[j], former[j - 2] + 1);
            }
            former = last;
            last = row;
        }
        return last[to.length()];
    }
}
