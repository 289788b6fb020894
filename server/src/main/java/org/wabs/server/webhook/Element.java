package org.wabs.server.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.webhook.WebhookEvent;

/// One element of a body, as it came to one app.
record Element(String appKey, Instant receivedAt, WebhookEvent event) {

    /// The account it belongs to; what stands in its place when that is none.
    String wabaId() {
        return event.wabaId().map(WabaId::value).orElseGet(event::entryId);
    }

    @Nullable String phoneNumberId() {
        var number = event.phoneNumberId();
        return number == null ? null : number.value();
    }

    byte[] copy() {
        return event.source().asBody();
    }

    /// An id made of the content, so that a repeat is known.
    static UUID idOf(String appKey, byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(appKey.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            var hash = java.nio.ByteBuffer.wrap(digest.digest(content));
            // a UUID of version 8: made by our own rule
            return new UUID(
                    hash.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x8000L,
                    hash.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
