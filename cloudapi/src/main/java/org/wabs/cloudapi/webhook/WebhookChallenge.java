package org.wabs.cloudapi.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Meta's check of a callback address: `GET
/// ?hub.mode=subscribe&hub.challenge=…&hub.verify_token=…`.
public record WebhookChallenge(
        @Nullable String mode, @Nullable String challenge, @Nullable String verifyToken) {

    /// @return the bare text to answer with 200 as text/plain; empty means 403
    public Optional<String> answer(String expectedToken) {
        if (challenge == null
                || verifyToken == null
                || expectedToken.isEmpty()
                || !"subscribe".equals(mode)) {
            return Optional.empty();
        }
        boolean ours =
                MessageDigest.isEqual(
                        expectedToken.getBytes(StandardCharsets.UTF_8),
                        verifyToken.getBytes(StandardCharsets.UTF_8));
        return ours ? Optional.of(challenge) : Optional.empty();
    }

    @Override
    public String toString() {
        return "WebhookChallenge[mode=" + mode + "]";
    }
}
