package org.wabs.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Where people are signed in. A session ends with its refresh tokens, and its access tokens with
/// it: each request asks [Access].
final class Sessions {
    record Key(OrganizationId organization, UUID user, UUID id) {}

    /// @param current whether the request that asks belongs to it
    record Session(
            UUID id,
            boolean current,
            Instant createdAt,
            Instant usedAt,
            Instant expiresAt,
            @Nullable String address,
            @Nullable String client) {}

    private final PipelineDb db;
    private final EventBus events;
    private final Clock clock;

    Sessions(PipelineDb db, EventBus events, Clock clock) {
        this.db = db;
        this.events = events;
        this.clock = clock;
    }

    UUID start(OrganizationId organization, UUID user, Caller caller) {
        var id = Ids.next();
        db.sql()
                .sql(
                        """
                        INSERT INTO session (organization_id, id, user_id, created_at, used_at, expires_at, address, client)
                        VALUES (:organization, :id, :user, :now, :now, :expiresAt, :address, :client)\
                        """)
                .param("organization", organization.value())
                .param("id", id)
                .param("user", user)
                .param("now", at(clock.instant()))
                .param("expiresAt", at(clock.instant().plus(RefreshTokens.LIFE)))
                .param("address", caller.address())
                .param("client", caller.client())
                .update();
        return id;
    }

    void used(OrganizationId organization, UUID id, Instant expiresAt) {
        db.sql()
                .sql(
                        "UPDATE session SET used_at = :now, expires_at = :expiresAt WHERE organization_id = :organization AND id = :id")
                .param("now", at(clock.instant()))
                .param("expiresAt", at(expiresAt))
                .param("organization", organization.value())
                .param("id", id)
                .update();
    }

    /// Newest use first.
    List<Session> list(OrganizationId organization, UUID user, UUID current) {
        return db.sql()
                .sql(
                        """
                        SELECT id, created_at, used_at, expires_at, address, client FROM session
                         WHERE organization_id = :organization AND user_id = :user AND expires_at > :now
                         ORDER BY used_at DESC, id DESC\
                        """)
                .param("organization", organization.value())
                .param("user", user)
                .param("now", at(clock.instant()))
                .query((row, n) -> session(row, current))
                .list();
    }

    private static Session session(ResultSet row, UUID current) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Session(
                id,
                id.equals(current),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("used_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getString("address"),
                row.getString("client"));
    }

    /// @param action as the audit calls it: `session.logout`, `session.ended`
    /// @return false when that user has no such session
    boolean end(Key key, String action) {
        return Boolean.TRUE.equals(
                db.tx()
                        .execute(status -> {
                            boolean ended =
                                    db.sql()
                                                    .sql(
                                                            "DELETE FROM session WHERE organization_id = :organization AND id = :id AND user_id = :user")
                                                    .param("organization", key.organization.value())
                                                    .param("id", key.id)
                                                    .param("user", key.user)
                                                    .update()
                                            == 1;
                            if (ended) ended(key, key.user, action);
                            return ended;
                        }));
    }

    /// A token of it was used a second time: stolen, or copied. In the caller's transaction.
    void reused(Key key) {
        db.sql()
                .sql("DELETE FROM session WHERE organization_id = :organization AND id = :id")
                .param("organization", key.organization.value())
                .param("id", key.id)
                .update();
        ended(key, null, "session.token-reused");
    }

    private void ended(Key key, @Nullable UUID by, String action) {
        events.publish(
                key.organization,
                SecurityEvent.by(by, action, "user", key.user, Map.of("session", key.id)));
        db.changes().note(key.organization, Subject.USER, key.user);
    }

    /// All of a user but one, in the caller's transaction.
    ///
    /// @param kept null: none
    void endOthers(OrganizationId organization, UUID user, @Nullable UUID kept) {
        db.sql()
                .sql(
                        """
                        DELETE FROM session WHERE organization_id = :organization AND user_id = :user
                           AND (CAST(:kept AS uuid) IS NULL OR id <> :kept)\
                        """)
                .param("organization", organization.value())
                .param("user", user)
                .param("kept", kept)
                .update();
        db.changes().note(organization, Subject.USER, user);
    }

    /// With their tokens, which nobody can use any more, and the former tokens of living ones.
    void deleteExpired() {
        for (var table : new String[] {"session", "refresh_token"})
            db.sql()
                    .sql("DELETE FROM " + table + " WHERE expires_at < :now")
                    .param("now", at(clock.instant()))
                    .update();
    }

    private static OffsetDateTime at(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
