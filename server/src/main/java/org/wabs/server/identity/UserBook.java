package org.wabs.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;

/// The users of the bound organization, as those who manage them see and change them. An
/// organization keeps at least one active owner, and only owners touch owners.
final class UserBook {
    static final Duration RESET_LIFE = Duration.ofDays(1);

    /// @param active whether they may sign in
    /// @param seenAt when a session of theirs was last used, to a quarter of an hour; absent when
    ///   none lives
    record View(
            UUID id,
            String email,
            String name,
            Role role,
            boolean active,
            Instant createdAt,
            @Nullable Instant seenAt,
            int version) {}

    /// What is null stays as it is.
    record Change(
            @Nullable String name, @Nullable Role role, @Nullable Boolean active, int version) {}

    private static final String SELECT =
            """
            SELECT u.id, u.email, u.name, u.role, u.deactivated_at IS NULL AS active, u.created_at, u.version,
                   (SELECT max(s.used_at) FROM session s WHERE s.user_id = u.id) AS seen_at
              FROM app_user u\
            """;

    private final AppDb db;
    private final EventBus events;
    private final Clock clock;

    UserBook(AppDb db, EventBus events, Clock clock) {
        this.db = db;
        this.events = events;
        this.clock = clock;
    }

    /// By name.
    Page<View> list(@Nullable Role role, @Nullable Boolean active, PageRequest page) {
        var after = Cursor.decode(page.cursor(), 2);
        int size = page.size();
        var rows =
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                SELECT
                                                        + """
                                                         WHERE (CAST(:role AS text) IS NULL OR u.role = :role)
                                                           AND (CAST(:active AS boolean) IS NULL OR (u.deactivated_at IS NULL) = :active)
                                                           AND (CAST(:name AS text) IS NULL OR (u.name, u.id) > (:name, :id))
                                                         ORDER BY u.name, u.id LIMIT :limit\
                                                        """)
                                        .param("role", role == null ? null : role.name())
                                        .param("active", active)
                                        .param("name", after == null ? null : after.text(0))
                                        .param("id", after == null ? null : after.uuid(1))
                                        .param("limit", size + 1)
                                        .query(UserBook::view)
                                        .list());
        return Page.of(
                Objects.requireNonNull(rows), size, user -> Cursor.encode(user.name, user.id));
    }

    View get(UUID id) {
        return Objects.requireNonNull(db.tx().execute(status -> find(id)))
                .orElseThrow(() -> unknown(id));
    }

    private Optional<View> find(UUID id) {
        return db.sql()
                .sql(SELECT + " WHERE u.id = :id")
                .param("id", id)
                .query(UserBook::view)
                .optional();
    }

    /// A user without a password, and the link by which they choose one.
    Link create(UUID id, String email, String name, Role role) {
        if (role == Role.OWNER) CurrentUser.get().require(Permission.MANAGE_OWNERS);
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            if (insert(id, Users.normalized(email), name, role))
                                tell("user.created", id, Map.of("role", role));
                            return newLink(id);
                        }));
    }

    private boolean insert(UUID id, String email, String name, Role role) {
        try {
            return db.sql()
                            .sql(
                                    """
                                    INSERT INTO app_user (id, email, name, role, password_hash) VALUES (:id, :email, :name, :role, :hash)
                                    ON CONFLICT (organization_id, id) DO NOTHING\
                                    """)
                            .param("id", id)
                            .param("email", email)
                            .param("name", name)
                            .param("role", role.name())
                            .param("hash", Passwords.NONE)
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            throw emailInUse();
        }
    }

    static ProblemException emailInUse() {
        return new ProblemException(
                        ProblemType.CONFLICT, "Somebody has this e-mail address already.")
                .field("email", "an address that no user of this installation has");
    }

    View change(UUID id, Change change) {
        var me = CurrentUser.get();
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            lockUsers();
                            var user = find(id).orElseThrow(() -> unknown(id));
                            if (user.role == Role.OWNER || change.role == Role.OWNER)
                                me.require(Permission.MANAGE_OWNERS);
                            if (user.version != change.version) throw changed(user);
                            return apply(user, change);
                        }));
    }

    /// One change of users after the other, so that two owners cannot remove each other at once.
    private void lockUsers() {
        db.sql()
                .sql("SELECT pg_advisory_xact_lock(hashtextextended('users ' || :organization, 0))")
                .param("organization", Tenant.current().toString())
                .query((row, n) -> true)
                .single();
    }

    private View apply(View user, Change change) {
        var name = change.name == null ? user.name : change.name.strip();
        var role = change.role == null ? user.role : change.role;
        boolean active = change.active == null ? user.active : change.active;
        boolean ownerGoes =
                user.role == Role.OWNER && user.active && (role != Role.OWNER || !active);
        if (ownerGoes && otherOwners(user.id) == 0) throw lastOwner();
        db.sql()
                .sql(
                        """
                        UPDATE app_user
                           SET name = :name, role = :role, version = version + 1,
                               deactivated_at = CASE WHEN :active THEN NULL ELSE coalesce(deactivated_at, clock_timestamp()) END
                         WHERE id = :id\
                        """)
                .param("name", name)
                .param("role", role.name())
                .param("active", active)
                .param("id", user.id)
                .update();
        if (user.active && !active) endSessions(user.id);
        if (role != user.role || active != user.active) endLinks(user.id);
        tell(action(user, active), user.id, differences(user, name, role));
        return find(user.id).orElseThrow();
    }

    private long otherOwners(UUID id) {
        return db.sql()
                .sql(
                        "SELECT count(*) FROM app_user WHERE role = 'OWNER' AND deactivated_at IS NULL AND id <> :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    private void endSessions(UUID id) {
        db.sql().sql("DELETE FROM session WHERE user_id = :id").param("id", id).update();
    }

    /// Those to the user, which somebody made who may not touch the new role, and those by which
    /// the user would let others in with rights that are theirs no more.
    private void endLinks(UUID id) {
        db.sql().sql("DELETE FROM password_reset WHERE user_id = :id").param("id", id).update();
        db.sql().sql("DELETE FROM invitation WHERE invited_by = :id").param("id", id).update();
    }

    private static String action(View user, boolean active) {
        if (user.active == active) return "user.changed";
        return active ? "user.reactivated" : "user.deactivated";
    }

    private static Map<String, Object> differences(View user, String name, Role role) {
        var all = new LinkedHashMap<String, Object>();
        if (!name.equals(user.name)) all.put("name", Map.of("from", user.name, "to", name));
        if (role != user.role) all.put("role", Map.of("from", user.role, "to", role));
        return all;
    }

    /// A link by which the user chooses a new password.
    Link resetLink(UUID id) {
        var me = CurrentUser.get();
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            // or the user becomes an owner in between
                            lockUsers();
                            var user = find(id).orElseThrow(() -> unknown(id));
                            if (user.role == Role.OWNER) me.require(Permission.MANAGE_OWNERS);
                            if (!user.active) throw deactivated(user);
                            tell("user.reset-link", id, Map.of());
                            return newLink(id);
                        }));
    }

    private static ProblemException deactivated(View user) {
        return new ProblemException(
                ProblemType.CONFLICT, user.name + " is deactivated; reactivate them first.");
    }

    private Link newLink(UUID user) {
        var token = Tokens.random();
        var expiresAt = clock.instant().plus(RESET_LIFE);
        db.sql()
                .sql(
                        "INSERT INTO password_reset (id, user_id, token_hash, expires_at) VALUES (:id, :user, :hash, :expiresAt)")
                .param("id", Ids.next())
                .param("user", user)
                .param("hash", Tokens.hash(token))
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
        return Link.here("reset", token, expiresAt);
    }

    private void tell(String action, UUID user, Map<String, ?> detail) {
        events.publish(Tenant.current(), SecurityEvent.of(action, "user", user, detail));
        db.changes().note(Tenant.current(), Subject.USER, user);
    }

    private static ProblemException changed(View user) {
        return new ProblemException(
                        ProblemType.CONFLICT,
                        user.name + " was changed in the meantime; look again.")
                .with("version", user.version);
    }

    private static ProblemException lastOwner() {
        return new ProblemException(
                ProblemType.LAST_OWNER,
                "This is the only owner; make somebody else an owner first.");
    }

    private static ProblemException unknown(UUID id) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no user " + id + ".");
    }

    private static View view(ResultSet row, int number) throws SQLException {
        var seenAt = row.getObject("seen_at", OffsetDateTime.class);
        return new View(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("active"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                seenAt == null ? null : seenAt.toInstant(),
                row.getInt("version"));
    }
}
