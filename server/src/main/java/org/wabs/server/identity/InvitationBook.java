package org.wabs.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;

/// Open invitations of the bound organization: one for each address, the newest counts.
final class InvitationBook {
    record Invitation(
            UUID id,
            String email,
            Role role,
            UUID invitedBy,
            Instant createdAt,
            Instant expiresAt) {}

    private final AppDb db;
    private final EventBus events;
    private final Clock clock;

    InvitationBook(AppDb db, EventBus events, Clock clock) {
        this.db = db;
        this.events = events;
        this.clock = clock;
    }

    /// @return the link, shown once
    Link invite(UUID id, String email, Role role, Duration life) {
        var me = CurrentUser.get();
        if (role == Role.OWNER) me.require(Permission.MANAGE_OWNERS);
        var address = Users.normalized(email);
        var token = Tokens.random();
        var expiresAt = clock.instant().plus(life);
        db.tx()
                .executeWithoutResult(status -> {
                    refuseMembers(address);
                    db.sql()
                            .sql("DELETE FROM invitation WHERE email = :email AND id <> :id")
                            .param("email", address)
                            .param("id", id)
                            .update();
                    insert(id, address, role, me.id(), Tokens.hash(token), expiresAt);
                    events.publish(
                            Tenant.current(),
                            SecurityEvent.of(
                                    "user.invited",
                                    "invitation",
                                    id,
                                    Map.of("email", address, "role", role)));
                    db.changes().note(Tenant.current(), Subject.USER, id);
                });
        return Link.here("invitation", token, expiresAt);
    }

    private void refuseMembers(String email) {
        boolean known =
                db.sql()
                        .sql("SELECT EXISTS (SELECT FROM app_user WHERE email = :email)")
                        .param("email", email)
                        .query(Boolean.class)
                        .single();
        if (known)
            throw new ProblemException(
                            ProblemType.CONFLICT, email + " belongs to this organization already.")
                    .field("email", "an address that no user of the organization has");
    }

    /// A former run of the same request told nobody its token: the new one counts.
    private void insert(UUID id, String email, Role role, UUID by, byte[] hash, Instant expiresAt) {
        db.sql()
                .sql(
                        """
                        INSERT INTO invitation (id, email, role, invited_by, token_hash, expires_at)
                        VALUES (:id, :email, :role, :by, :hash, :expiresAt)
                        ON CONFLICT (organization_id, id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at\
                        """)
                .param("id", id)
                .param("email", email)
                .param("role", role.name())
                .param("by", by)
                .param("hash", hash)
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    Invitation get(UUID id) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                "SELECT id, email, role, invited_by, created_at, expires_at FROM invitation WHERE id = :id")
                                        .param("id", id)
                                        .query(InvitationBook::invitation)
                                        .optional()
                                        .orElseThrow(() -> unknown(id))));
    }

    /// Newest first; expired ones too, until they are deleted.
    Page<Invitation> list(PageRequest page) {
        var after = Cursor.decode(page.cursor(), 1);
        int size = page.size();
        var rows =
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                """
                                                SELECT id, email, role, invited_by, created_at, expires_at FROM invitation
                                                 WHERE CAST(:after AS uuid) IS NULL OR id < :after
                                                 ORDER BY id DESC LIMIT :limit\
                                                """)
                                        .param("after", after == null ? null : after.uuid(0))
                                        .param("limit", size + 1)
                                        .query(InvitationBook::invitation)
                                        .list());
        return Page.of(Objects.requireNonNull(rows), size, one -> Cursor.encode(one.id));
    }

    void revoke(UUID id) {
        var invitation = get(id);
        if (invitation.role == Role.OWNER) CurrentUser.get().require(Permission.MANAGE_OWNERS);
        db.tx()
                .executeWithoutResult(status -> {
                    int revoked =
                            db.sql()
                                    .sql("DELETE FROM invitation WHERE id = :id")
                                    .param("id", id)
                                    .update();
                    if (revoked == 0) throw unknown(id);
                    events.publish(
                            Tenant.current(),
                            SecurityEvent.of(
                                    "invitation.revoked",
                                    "invitation",
                                    id,
                                    Map.of("email", invitation.email)));
                    db.changes().note(Tenant.current(), Subject.USER, id);
                });
    }

    private static ProblemException unknown(UUID id) {
        return new ProblemException(
                ProblemType.NOT_FOUND, "There is no open invitation " + id + ".");
    }

    private static Invitation invitation(ResultSet row, int number) throws SQLException {
        return new Invitation(
                row.getObject("id", UUID.class),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                row.getObject("invited_by", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
