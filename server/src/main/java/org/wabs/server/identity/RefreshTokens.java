package org.wabs.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Rotating refresh tokens. Each use gives a successor; a token used again later than ten seconds
/// after its use was stolen or copied, and ends its whole family. Within the ten seconds the same
/// successor is given, so that two tabs do not sign each other out.
final class RefreshTokens {
    static final Duration LIFE = Duration.ofDays(30);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(RefreshTokens.class);

    record Rotated(OrganizationId organization, UUID user, String token) {}

    private record Row(
            OrganizationId organization,
            UUID id,
            UUID user,
            UUID family,
            @Nullable String successor,
            @Nullable Instant usedAt,
            Instant expiresAt) {}

    private final PipelineDb db;
    private final SecretBox secrets;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RefreshTokens(PipelineDb db, SecretBox secrets, Clock clock) {
        this.db = db;
        this.secrets = secrets;
        this.clock = clock;
    }

    String issue(OrganizationId organization, UUID user) {
        return insert(organization, user, Ids.next());
    }

    /// @return empty when the token is unknown, expired, or was used before
    Optional<Rotated> rotate(String token) {
        return Optional.ofNullable(
                db.tx().execute(status -> lock(token).map(this::rotate).orElse(null)));
    }

    private @Nullable Rotated rotate(Row row) {
        var now = clock.instant();
        if (now.isAfter(row.expiresAt())) return null;
        if (row.usedAt() == null) {
            var successor = insert(row.organization(), row.user(), row.family());
            use(row, successor, now);
            return new Rotated(row.organization(), row.user(), successor);
        }
        if (now.isBefore(row.usedAt().plus(GRACE)) && row.successor() != null) {
            return new Rotated(
                    row.organization(), row.user(), secrets.open(row.successor(), context(row)));
        }
        log.warn(
                "Refresh token used again, session ended organization={} user={}",
                row.organization(),
                row.user());
        endFamily(row);
        return null;
    }

    private Optional<Row> lock(String token) {
        return db.sql()
                .sql(
                        """
                        SELECT organization_id, id, user_id, family, successor, used_at, expires_at
                          FROM refresh_token WHERE token_hash = :hash FOR UPDATE\
                        """)
                .param("hash", hash(token))
                .query((row, number) ->
                        new Row(
                                new OrganizationId(row.getObject("organization_id", UUID.class)),
                                row.getObject("id", UUID.class),
                                row.getObject("user_id", UUID.class),
                                row.getObject("family", UUID.class),
                                row.getString("successor"),
                                instant(row.getObject("used_at", OffsetDateTime.class)),
                                row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private String insert(OrganizationId organization, UUID user, UUID family) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        db.sql()
                .sql(
                        """
                        INSERT INTO refresh_token (organization_id, id, user_id, family, token_hash, expires_at)
                        VALUES (:organization, :id, :user, :family, :hash, :expiresAt)\
                        """)
                .param("organization", organization.value())
                .param("id", Ids.next())
                .param("user", user)
                .param("family", family)
                .param("hash", hash(token))
                .param("expiresAt", clock.instant().plus(LIFE).atOffset(ZoneOffset.UTC))
                .update();
        return token;
    }

    private void use(Row row, String successor, Instant now) {
        db.sql()
                .sql(
                        "UPDATE refresh_token SET used_at = :now, successor = :successor WHERE organization_id = :organization AND id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("successor", secrets.seal(successor, context(row)))
                .param("organization", row.organization().value())
                .param("id", row.id())
                .update();
    }

    private void endFamily(Row row) {
        db.sql()
                .sql(
                        "DELETE FROM refresh_token WHERE organization_id = :organization AND family = :family")
                .param("organization", row.organization().value())
                .param("family", row.family())
                .update();
    }

    /// Deletes what has expired; nobody can use it any more.
    void deleteExpired() {
        db.sql()
                .sql("DELETE FROM refresh_token WHERE expires_at < :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String context(Row row) {
        return "refresh_token:" + row.organization() + ":" + row.id();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }
}
