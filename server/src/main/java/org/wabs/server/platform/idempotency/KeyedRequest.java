package org.wabs.server.platform.idempotency;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.id.Ids;

/// The present request, which came with a key. Used by its own thread only.
final class KeyedRequest {
    private final String key;
    private final byte @Nullable [] body;
    private RequestKeys.@Nullable Run run;
    private int made;

    /// @param body null for one that is too big to be held, which is then read in parts
    KeyedRequest(String key, byte @Nullable [] body) {
        this.key = key;
        this.body = body;
    }

    String key() {
        return key;
    }

    byte @Nullable [] body() {
        return body;
    }

    void begun(RequestKeys.Run begun) {
        run = begun;
    }

    /// Absent while, or when, no handler took the key.
    RequestKeys.@Nullable Run run() {
        return run;
    }

    UUID nextId() {
        var begun = run;
        if (begun == null) return Ids.next();
        int n = made++;
        return n == 0 ? begun.firstId() : derived(begun.firstId(), n);
    }

    /// As old as the first, and the same whenever it is asked for.
    private static UUID derived(UUID first, int n) {
        var hash =
                Fingerprint.sha256(
                        ByteBuffer.allocate(20)
                                .putLong(first.getMostSignificantBits())
                                .putLong(first.getLeastSignificantBits())
                                .putInt(n)
                                .array());
        var random = ByteBuffer.wrap(hash);
        long high = first.getMostSignificantBits() & ~0xFFFL | random.getLong() & 0xFFFL;
        long low = 0x8000_0000_0000_0000L | random.getLong() & 0x3FFF_FFFF_FFFF_FFFFL;
        return new UUID(high, low);
    }
}
