package org.wabs.server.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/// Issues the short-lived JWT that each request carries as `Authorization: Bearer`.
final class AccessTokens {
    static final String ORGANIZATION = "org";
    static final String SESSION = "sid";
    private static final Duration LIFE = Duration.ofMinutes(15);

    record Issued(String value, Instant expiresAt) {}

    private final JwtEncoder encoder;
    private final Clock clock;

    AccessTokens(JwtEncoder encoder, Clock clock) {
        this.encoder = encoder;
        this.clock = clock;
    }

    Issued issue(User user, UUID session) {
        var now = clock.instant();
        var claims =
                JwtClaimsSet.builder()
                        .issuer("wabs")
                        .subject(user.id().toString())
                        .issuedAt(now)
                        .expiresAt(now.plus(LIFE))
                        .claim(ORGANIZATION, user.organization().toString())
                        .claim(SESSION, session.toString())
                        .build();
        return new Issued(
                encoder.encode(JwtEncoderParameters.from(claims)).getTokenValue(), now.plus(LIFE));
    }
}
