package org.wabs.server.campaign;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.wabs.server.message.SkipReason;
import org.wabs.server.platform.text.Amount;

/// People left out for one reason.
///
/// @param words what it means
/// @param wayOut whose move it is, and what to do
record Skips(String reason, long people, String words, String wayOut) {
    static List<Skips> of(Map<String, Long> people) {
        return people.entrySet().stream()
                .map(skip -> of(SkipReason.valueOf(skip.getKey()), skip.getValue()))
                .toList();
    }

    private static Skips of(SkipReason reason, long people) {
        return new Skips(reason.name(), people, reason.words(), reason.wayOut());
    }

    /// Of an audience in which nobody can be written to: `All 12 people are skipped: 10 without an
    /// opt-in, 2 opted out.`, and what to do about the most frequent reason.
    static String allOf(Map<String, Long> people) {
        if (people.isEmpty()) return "Nobody is in the audience any more.";
        var ordered =
                people.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .toList();
        long all = people.values().stream().mapToLong(Long::longValue).sum();
        var reasons =
                ordered.stream()
                        .map(skip ->
                                skip.getValue()
                                        + " "
                                        + SkipReason.valueOf(skip.getKey()).described())
                        .collect(Collectors.joining(", "));
        var first = SkipReason.valueOf(ordered.getFirst().getKey());
        return (all == 1
                        ? "The only person is skipped: "
                        : "All " + Amount.people(all) + " are skipped: ")
                + reasons
                + ". "
                + first.words()
                + " "
                + first.wayOut();
    }
}
