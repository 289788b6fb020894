package org.wabs.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.Tenant;

/// The API keys of the bound organization. A key may what it was given, as long as whoever made it
/// may it too; it ends with its expiry, its revocation, or the deactivation of its maker.
final class ApiKeyBook {
    static final String PREFIX = "wabs_";
    private static final int HINT = 4;

    /// @param hint the end of the key, to tell keys apart
    /// @param permissions as they were given
    /// @param working false while its maker is deactivated, and once it has expired
    /// @param lastUsedAt to the minute
    record View(
            UUID id,
            String name,
            String hint,
            List<String> permissions,
            UUID createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            boolean working) {}

    private static final String SELECT =
            """
            SELECT k.id, k.name, k.hint, k.permissions, k.created_by, k.created_at, k.expires_at, k.last_used_at,
                   u.deactivated_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > clock_timestamp()) AS working
              FROM api_key k JOIN app_user u ON u.organization_id = k.organization_id AND u.id = k.created_by
             WHERE k.revoked_at IS NULL\
            """;

    private final AppDb db;
    private final EventBus events;

    ApiKeyBook(AppDb db, EventBus events) {
        this.db = db;
        this.events = events;
    }

    /// @return the key, shown once
    String create(UUID id, String name, Set<Permission> permissions, @Nullable Instant expiresAt) {
        var me = CurrentUser.get();
        SignedIn.sessionOfPerson(); // a key makes no keys: who made it would be lost
        refuseMore(me, permissions);
        var key = PREFIX + Tokens.random();
        db.tx()
                .executeWithoutResult(status -> {
                    insert(id, name, permissions, expiresAt, me.id(), key);
                    events.publish(
                            Tenant.current(),
                            SecurityEvent.of(
                                    "api-key.created",
                                    "api-key",
                                    id,
                                    Map.of("name", name, "permissions", permissions)));
                });
        return key;
    }

    private static void refuseMore(CurrentUser me, Set<Permission> permissions) {
        var more = EnumSet.noneOf(Permission.class);
        permissions.stream().filter(one -> !me.may(one)).forEach(more::add);
        if (!more.isEmpty())
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "A key may get only what you may do yourself, which %s is not."
                            .formatted(
                                    more.stream()
                                            .map(Permission::name)
                                            .collect(Collectors.joining(", "))));
    }

    /// A former run of the same request told nobody its key: the new one counts.
    private void insert(
            UUID id,
            String name,
            Set<Permission> permissions,
            @Nullable Instant expiresAt,
            UUID by,
            String key) {
        db.sql()
                .sql(
                        """
                        INSERT INTO api_key (id, name, token_hash, hint, permissions, created_by, expires_at)
                        VALUES (:id, :name, :hash, :hint, :permissions, :by, :expiresAt)
                        ON CONFLICT (organization_id, id) DO UPDATE SET token_hash = excluded.token_hash, hint = excluded.hint\
                        """)
                .param("id", id)
                .param("name", name)
                .param("hash", Tokens.hash(key))
                .param("hint", key.substring(key.length() - HINT))
                .param("permissions", SqlArrays.texts(permissions, Permission::name))
                .param("by", by)
                .param("expiresAt", expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    View get(UUID id) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(SELECT + " AND k.id = :id")
                                        .param("id", id)
                                        .query(ApiKeyBook::view)
                                        .optional()
                                        .orElseThrow(() -> unknown(id))));
    }

    /// Newest first.
    Page<View> list(PageRequest page) {
        var after = Cursor.decode(page.cursor(), 1);
        int size = page.size();
        var rows =
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                SELECT
                                                        + " AND (CAST(:after AS uuid) IS NULL OR k.id < :after) ORDER BY k.id DESC LIMIT :limit")
                                        .param("after", after == null ? null : after.uuid(0))
                                        .param("limit", size + 1)
                                        .query(ApiKeyBook::view)
                                        .list());
        return Page.of(Objects.requireNonNull(rows), size, key -> Cursor.encode(key.id));
    }

    void revoke(UUID id) {
        db.tx()
                .executeWithoutResult(status -> {
                    int revoked =
                            db.sql()
                                    .sql(
                                            "UPDATE api_key SET revoked_at = clock_timestamp() WHERE id = :id AND revoked_at IS NULL")
                                    .param("id", id)
                                    .update();
                    if (revoked == 0) throw unknown(id);
                    events.publish(
                            Tenant.current(),
                            SecurityEvent.of("api-key.revoked", "api-key", id, Map.of()));
                });
    }

    private static ProblemException unknown(UUID id) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no API key " + id + ".");
    }

    private static View view(ResultSet row, int number) throws SQLException {
        return new View(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("hint"),
                Arrays.asList((String[]) row.getArray("permissions").getArray()),
                row.getObject("created_by", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                row.getBoolean("working"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
