package org.wabs.server.platform.idempotency;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What makes two requests the same: method, address and body.
final class Fingerprint {
    private Fingerprint() {}

    /// @param body null: the parts of a multipart request are read
    static byte[] of(HttpServletRequest request, byte @Nullable [] body)
            throws IOException, ServletException {
        var digest = digest();
        text(digest, request.getMethod());
        text(digest, request.getRequestURI());
        text(digest, request.getQueryString());
        if (body != null) {
            digest.update(body);
            return digest.digest();
        }
        // not the raw bytes: the boundary between the parts is another each time
        var parts = request.getParts().stream().sorted(Comparator.comparing(Part::getName));
        for (var part : parts.toList()) {
            text(digest, part.getName());
            text(digest, part.getSubmittedFileName());
            text(digest, String.valueOf(part.getSize()));
            try (InputStream in = part.getInputStream();
                    var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                in.transferTo(out);
            }
        }
        return digest.digest();
    }

    private static void text(MessageDigest digest, @Nullable String text) {
        digest.update(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    static byte[] sha256(byte[] bytes) {
        return digest().digest(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }
}
