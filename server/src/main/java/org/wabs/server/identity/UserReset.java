package org.wabs.server.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.PipelineDb;

/// A reset link made at the server's own shell, for somebody who is locked out.
public final class UserReset {
    public record Issued(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[***]";
        }
    }

    private final PipelineDb db;
    private final EventBus events;
    private final Clock clock;

    public UserReset(PipelineDb db, EventBus events, Clock clock) {
        this.db = db;
        this.events = events;
        this.clock = clock;
    }

    /// @throws StartProblem when nobody has the address, or they are deactivated
    public Issued link(String email) {
        return Objects.requireNonNull(db.tx().execute(status -> issue(email)));
    }

    private Issued issue(String email) {
        var user =
                new Users(db)
                        .findByEmail(email)
                        .orElseThrow(() ->
                                new StartProblem(
                                        "Nobody has the e-mail address " + email.strip() + "."));
        if (!user.active())
            throw new StartProblem(
                    user.email() + " is deactivated: an owner or an admin has to reactivate them.");
        var token = Tokens.random();
        var expiresAt = clock.instant().plus(UserBook.RESET_LIFE);
        db.sql()
                .sql(
                        """
                        INSERT INTO password_reset (organization_id, id, user_id, token_hash, expires_at)
                        VALUES (:organization, :id, :user, :hash, :expiresAt)\
                        """)
                .param("organization", user.organization().value())
                .param("id", Ids.next())
                .param("user", user.id())
                .param("hash", Tokens.hash(token))
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
        new LoginThrottle(db).forget(user.email());
        events.publish(
                user.organization(),
                SecurityEvent.by(
                        null, "user.reset-link", "user", user.id(), Map.of("by", "command line")));
        return new Issued(token, expiresAt);
    }
}
