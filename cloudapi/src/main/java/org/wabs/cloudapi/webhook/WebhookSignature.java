package org.wabs.cloudapi.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.AppSecret;

/// Header `X-Hub-Signature-256: sha256=<hex>`: HMAC-SHA256 over the raw bytes of the body with the
/// app secret as key.
public final class WebhookSignature {
    public static final String HEADER = "X-Hub-Signature-256";
    private static final String PREFIX = "sha256=";
    private static final int HEX_LENGTH = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /// Takes the same time whatever the header says; every secret is tried.
    ///
    /// @param secrets of this one app: two while it is rotated
    /// @return false also for a missing or malformed header
    public static boolean matches(byte[] body, @Nullable String header, List<AppSecret> secrets) {
        byte[] given = digest(header);
        if (given == null) {
            return false;
        }
        boolean matches = false;
        for (AppSecret secret : secrets) {
            matches |= MessageDigest.isEqual(hmac(body, secret), given);
        }
        return matches;
    }

    private static byte @Nullable [] digest(@Nullable String header) {
        if (header == null
                || header.length() != PREFIX.length() + HEX_LENGTH
                || !header.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            return null;
        }
        try {
            return HexFormat.of().parseHex(header, PREFIX.length(), header.length());
        } catch (IllegalArgumentException notHex) {
            return null;
        }
    }

    private static byte[] hmac(byte[] body, AppSecret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
        }
    }
}
