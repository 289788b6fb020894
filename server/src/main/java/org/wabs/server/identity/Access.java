package org.wabs.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// What a session or an API key is good for right now: asked of the database for each request, so
/// that a changed role, a deactivation or a revocation counts from its commit on, on every node.
final class Access {
    /// @param session and organization as an access token names them
    record SessionKey(OrganizationId organization, UUID session) {}

    /// @param refusal why it does not work, null when it does
    private record Key(CurrentUser user, @Nullable String refusal) {}

    private final PipelineDb db;
    private final EventBus events;
    private final Clock clock;
    private final LastUse lastUse;

    /// Refusals that were told lately: a program that goes on trying would fill the audit.
    private final Cache<UUID, Boolean> told =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(TELL_AGAIN).build();

    private static final Duration TELL_AGAIN = Duration.ofMinutes(10);

    Access(PipelineDb db, EventBus events, Clock clock) {
        this.db = db;
        this.events = events;
        this.clock = clock;
        this.lastUse = new LastUse(db, clock);
    }

    /// Empty when the session has ended or its user was deactivated.
    Optional<CurrentUser> ofSession(SessionKey key) {
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
        var found = find(key).orElse(null);
        if (found == null) return Optional.empty();
        if (found.refusal == null) {
            lastUse.note(found.user);
            return Optional.of(found.user);
        }
        tellRefused(found.user, found.refusal);
        return Optional.empty();
    }

    private Optional<Key> find(String key) {
        return db.sql()
                .sql(
                        """
                        SELECT k.organization_id, k.id, k.permissions, u.role,
                               CASE WHEN k.revoked_at IS NOT NULL THEN 'revoked'
                                    WHEN k.expires_at <= :now THEN 'expired'
                                    WHEN u.deactivated_at IS NOT NULL THEN 'maker deactivated' END AS refusal
                          FROM api_key k JOIN app_user u ON u.organization_id = k.organization_id AND u.id = k.created_by
                         WHERE k.token_hash = :hash\
                        """)
                .param("hash", Tokens.hash(key))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
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
                            row.getString("refusal"));
                })
                .optional();
    }

    private void tellRefused(CurrentUser key, String reason) {
        if (told.asMap().putIfAbsent(key.id(), true) != null) return;
        db.tx()
                .executeWithoutResult(status ->
                        events.publish(
                                key.organization(),
                                SecurityEvent.by(
                                        null,
                                        "api-key.refused",
                                        "api-key",
                                        key.id(),
                                        Map.of("reason", reason))));
    }

    /// A key never may more than whoever made it may today, and always ask who it is.
    private static Set<Permission> effective(Set<String> given, Role maker) {
        var permissions = EnumSet.of(Permission.SELF);
        Arrays.stream(Permission.values())
                .filter(one -> given.contains(one.name()) && one.roles().contains(maker))
                .forEach(permissions::add);
        return permissions;
    }
}
