package org.wabs.server.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.wabs.cloudapi.Wamid;

/// Eight bytes that stand for a wamid in an index: Meta's ids are long, opaque and without order.
public final class WamidHash {
    private WamidHash() {}

    public static long of(Wamid wamid) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(wamid.value().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }
}
