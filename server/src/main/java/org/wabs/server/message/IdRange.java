package org.wabs.server.message;

import java.util.UUID;
import org.wabs.server.platform.sql.SqlArrays;

/// The smallest and largest id of some messages, and how many of them are to be sent.
public record IdRange(UUID first, UUID last, long queued) {
    public IdRange merge(IdRange other) {
        return new IdRange(
                SqlArrays.compare(first, other.first) <= 0 ? first : other.first,
                SqlArrays.compare(last, other.last) >= 0 ? last : other.last,
                queued + other.queued);
    }
}
