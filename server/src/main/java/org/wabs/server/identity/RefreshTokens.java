package org.wabs.server.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.platform.crypto.SealedColumn;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Rotating refresh tokens. Each use gives a successor; a token used again later than ten seconds
/// after its use was stolen or copied, and ends its whole family. Within the ten seconds the same
/// successor is given, so that two tabs do not sign each other out.
public final class RefreshTokens {
    public static final List<SealedColumn> SEALED =
            List.of(
                    new SealedColumn(
                            "refresh_token",
                            "successor",
                            "'refresh_token:' || organization_id || ':' || id"));

    static final Duration LIFE = Duration.ofDays(30);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(RefreshTokens.class);

    /// @param session the family of tokens that follow each other
    record Rotated(OrganizationId organization, UUID user, UUID session, String token) {}

    private record Row(
            OrganizationId organization,
            UUID id,
            UUID user,
            UUID family,
            @Nullable String successor,
            @Nullable Instant usedAt,
            Instant expiresAt) {}

    private final PipelineDb db;
    private final Sessions sessions;
    private final SecretBox secrets;
    private final Clock clock;

    RefreshTokens(PipelineDb db, Sessions sessions, SecretBox secrets, Clock clock) {
        this.db = db;
        this.sessions = sessions;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// The first token of a session.
    String issue(OrganizationId organization, UUID user, UUID session) {
        return insert(organization, user, session);
    }

    /// The session of a token, whether or not it was used.
    Optional<Sessions.Key> session(String token) {
        return db.sql()
                .sql(
                        "SELECT organization_id, user_id, family FROM refresh_token WHERE token_hash = :hash")
                .param("hash", Tokens.hash(token))
                .query((row, n) ->
                        new Sessions.Key(
                                new OrganizationId(row.getObject("organization_id", UUID.class)),
                                row.getObject("user_id", UUID.class),
                                row.getObject("family", UUID.class)))
                .optional();
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
            sessions.used(row.organization(), row.family(), now.plus(LIFE));
            return new Rotated(row.organization(), row.user(), row.family(), successor);
        }
        if (now.isBefore(row.usedAt().plus(GRACE)) && row.successor() != null) {
            return new Rotated(
                    row.organization(),
                    row.user(),
                    row.family(),
                    secrets.open(row.successor(), context(row)));
        }
        log.warn(
                "Refresh token used again, session ended organization={} user={}",
                row.organization(),
                row.user());
        sessions.reused(new Sessions.Key(row.organization(), row.user(), row.family()));
        return null;
    }

    private Optional<Row> lock(String token) {
        return db.sql()
                .sql(
                        """
                        SELECT organization_id, id, user_id, family, successor, used_at, expires_at
                          FROM refresh_token WHERE token_hash = :hash FOR UPDATE\
                        """)
                .param("hash", Tokens.hash(token))
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
        var token = Tokens.random();
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
                .param("hash", Tokens.hash(token))
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

    private static String context(Row row) {
        return "refresh_token:" + row.organization() + ":" + row.id();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
