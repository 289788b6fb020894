package org.wabs.server.identity;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// What people do with a one-time link: join, choose a new password. The link is used up in the
/// transaction that does it.
final class OneTimeLinks {
    private record Invited(OrganizationId organization, UUID id, String email, Role role) {}

    private record Reset(OrganizationId organization, UUID user) {}

    private final PipelineDb db;
    private final Users users;
    private final Login login;
    private final Sessions sessions;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final EventBus events;

    OneTimeLinks(
            PipelineDb db,
            Users users,
            Login login,
            Sessions sessions,
            Passwords passwords,
            LoginThrottle throttle,
            EventBus events) {
        this.db = db;
        this.users = users;
        this.login = login;
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.events = events;
    }

    /// The invited person joins and is signed in.
    Login.Started accept(String token, String name, String password, Caller caller) {
        requireKnown("invitation", token);
        var hash = passwords.hash(password);
        try {
            return Objects.requireNonNull(
                    db.tx().execute(status -> accepted(token, name, hash, caller)));
        } catch (DuplicateKeyException e) {
            throw UserBook.emailInUse();
        }
    }

    private Login.Started accepted(String token, String name, String hash, Caller caller) {
        var invited = takeInvitation(token).orElseThrow(OneTimeLinks::over);
        var user =
                new User(
                        invited.organization,
                        Ids.next(),
                        invited.email,
                        name,
                        invited.role,
                        hash,
                        true);
        users.insert(user);
        events.publish(
                user.organization(),
                SecurityEvent.by(
                        user.id(),
                        "user.joined",
                        "user",
                        user.id(),
                        Map.of("role", user.role(), "invitation", invited.id)));
        db.changes().note(user.organization(), Subject.USER, user.id());
        return login.start(user, caller);
    }

    private Optional<Invited> takeInvitation(String token) {
        return db.sql()
                .sql(
                        """
                        DELETE FROM invitation WHERE token_hash = :hash AND expires_at > clock_timestamp()
                        RETURNING organization_id, id, email, role\
                        """)
                .param("hash", Tokens.hash(token))
                .query((row, n) ->
                        new Invited(
                                new OrganizationId(row.getObject("organization_id", UUID.class)),
                                row.getObject("id", UUID.class),
                                row.getString("email"),
                                Role.valueOf(row.getString("role"))))
                .optional();
    }

    /// Sets the password and ends every session of the user, and all their other links.
    void reset(String token, String password) {
        requireKnown("password_reset", token);
        var hash = passwords.hash(password);
        db.tx()
                .executeWithoutResult(status -> {
                    var reset = takeReset(token).orElseThrow(OneTimeLinks::over);
                    var user =
                            users.find(reset.organization, reset.user)
                                    .filter(User::active)
                                    .orElseThrow(OneTimeLinks::over);
                    users.setPassword(user.organization(), user.id(), hash);
                    sessions.endOthers(user.organization(), user.id(), null);
                    throttle.forget(user.email());
                    events.publish(
                            user.organization(),
                            SecurityEvent.by(
                                    user.id(), "password.reset", "user", user.id(), Map.of()));
                });
    }

    private Optional<Reset> takeReset(String token) {
        var reset =
                db.sql()
                        .sql(
                                """
                                DELETE FROM password_reset WHERE token_hash = :hash AND expires_at > clock_timestamp()
                                RETURNING organization_id, user_id\
                                """)
                        .param("hash", Tokens.hash(token))
                        .query((row, n) ->
                                new Reset(
                                        new OrganizationId(
                                                row.getObject("organization_id", UUID.class)),
                                        row.getObject("user_id", UUID.class)))
                        .optional();
        reset.ifPresent(one -> users.endResetLinks(one.organization, one.user));
        return reset;
    }

    /// Before a password is hashed, which is dear: whoever has no link gets no work done.
    private void requireKnown(String table, String token) {
        boolean known =
                db.sql()
                        .sql(
                                "SELECT EXISTS (SELECT FROM "
                                        + table
                                        + " WHERE token_hash = :hash AND expires_at > clock_timestamp())")
                        .param("hash", Tokens.hash(token))
                        .query(Boolean.class)
                        .single();
        if (!known) throw over();
    }

    static ProblemException over() {
        return new ProblemException(
                ProblemType.LINK_OVER, "Each link is good for one use. Ask for a new one.");
    }

    /// Deletes links that nobody can use any more.
    void deleteExpired() {
        for (var table : new String[] {"invitation", "password_reset"})
            db.sql()
                    .sql(
                            "DELETE FROM "
                                    + table
                                    + " WHERE expires_at < clock_timestamp() - interval '30 days'")
                    .update();
    }
}
