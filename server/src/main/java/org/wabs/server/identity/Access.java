package org.wabs.server.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// What a session or an API key is good for right now: asked for each request, remembered briefly,
/// so that a changed role, a deactivation or a revocation takes effect at once on the node that
/// made it and within five seconds on all others.
final class Access {
    /// @param session and organization as an access token names them
    record SessionKey(OrganizationId organization, UUID session) {}

    private record Key(CurrentUser user, @Nullable Instant expiresAt) {}

    private final PipelineDb db;
    private final Clock clock;
    private final LastUse lastUse;
    private final BriefMemory<SessionKey, CurrentUser> sessions = new BriefMemory<>();
    private final BriefMemory<String, Key> keys = new BriefMemory<>();

    Access(PipelineDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
        this.lastUse = new LastUse(db, clock);
    }

    /// Empty when the session has ended or its user was deactivated.
    Optional<CurrentUser> ofSession(SessionKey key) {
        return sessions.get(key, this::loadSession);
    }

    private Optional<CurrentUser> loadSession(SessionKey key) {
        return db.sql()
                .sql(
                        """
                        SELECT u.id, u.role
                          FROM session s JOIN app_user u ON u.organization_id = s.organization_id AND u.id = s.user_id
                         WHERE s.organization_id = :organization AND s.id = :id AND u.deactivated_at IS NULL\
                        """)
                .param("organization", key.organization.value())
                .param("id", key.session)
                .query((row, n) -> {
                    var role = Role.valueOf(row.getString("role"));
                    return new CurrentUser(
                            row.getObject("id", UUID.class),
                            key.organization,
                            role,
                            Permission.of(role),
                            false);
                })
                .optional();
    }

    /// Empty when the key is unknown, revoked or expired, or whoever made it was deactivated.
    Optional<CurrentUser> ofApiKey(String key) {
        var found =
                keys.get(HexFormat.of().formatHex(Tokens.hash(key)), this::loadKey)
                        .filter(one -> !isOver(one))
                        .map(Key::user);
        found.ifPresent(lastUse::note);
        return found;
    }

    private boolean isOver(Key key) {
        return key.expiresAt != null && !clock.instant().isBefore(key.expiresAt);
    }

    private Optional<Key> loadKey(String hash) {
        return db.sql()
                .sql(
                        """
                        SELECT k.organization_id, k.id, k.permissions, k.expires_at, u.role
                          FROM api_key k JOIN app_user u ON u.organization_id = k.organization_id AND u.id = k.created_by
                         WHERE k.token_hash = :hash AND k.revoked_at IS NULL AND u.deactivated_at IS NULL\
                        """)
                .param("hash", HexFormat.of().parseHex(hash))
                .query((row, n) -> {
                    var role = Role.valueOf(row.getString("role"));
                    var given = (String[]) row.getArray("permissions").getArray();
                    return new Key(
                            new CurrentUser(
                                    row.getObject("id", UUID.class),
                                    new OrganizationId(
                                            row.getObject("organization_id", UUID.class)),
                                    role,
                                    effective(Set.of(given), role),
                                    true),
                            instant(row.getObject("expires_at", OffsetDateTime.class)));
                })
                .optional();
    }

    /// A key never may more than whoever made it may today, and always ask who it is.
    private static Set<Permission> effective(Set<String> given, Role maker) {
        var permissions = EnumSet.of(Permission.SELF);
        Arrays.stream(Permission.values())
                .filter(one -> given.contains(one.name()) && one.roles().contains(maker))
                .forEach(permissions::add);
        return permissions;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /// A user, session or key has changed in the current transaction.
    void forgetAfterCommit() {
        sessions.forgetAfterCommit();
        keys.forgetAfterCommit();
    }
}
