package org.wabs.server.message;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;

/// What a chunk of planning wrote.
///
/// @param people looked at; 0 means that the audience is exhausted
/// @param skipped people not written to, by reason
/// @param lastContact where the next chunk goes on
/// @param ranges ids written, by sender
public record PlanResult(
        int people,
        Map<String, Integer> skipped,
        @Nullable UUID lastContact,
        Map<PhoneNumberId, IdRange> ranges) {
    public PlanResult {
        skipped = Map.copyOf(skipped);
        ranges = Map.copyOf(ranges);
    }
}
