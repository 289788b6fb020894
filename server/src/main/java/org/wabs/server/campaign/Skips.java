package org.wabs.server.campaign;

import java.util.List;
import java.util.Map;
import org.wabs.server.message.SkipReason;

/// People left out for one reason.
///
/// @param words what it means and what to do
record Skips(String reason, long people, String words) {
    static List<Skips> of(Map<String, Long> people) {
        return people.entrySet().stream()
                .map(skip ->
                        new Skips(
                                skip.getKey(),
                                skip.getValue(),
                                String.valueOf(SkipReason.words(skip.getKey()))))
                .toList();
    }
}
