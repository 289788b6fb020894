package org.wabs.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.PipelineDb;

/// Signing in, staying signed in, and signing out.
final class Login {
    private static final Logger log = LoggerFactory.getLogger(Login.class);

    /// @param accessToken for `Authorization: Bearer`, good until `expiresAt`
    record Session(String accessToken, Instant expiresAt, Person user) {}

    record Person(UUID id, String email, String name, Role role, UUID organizationId) {}

    /// @param refreshToken for the cookie
    record Started(Session session, String refreshToken) {}

    private final PipelineDb db;
    private final Users users;
    private final Sessions sessions;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final EventBus events;

    Login(
            PipelineDb db,
            Users users,
            Sessions sessions,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            Passwords passwords,
            LoginThrottle throttle,
            EventBus events) {
        this.db = db;
        this.users = users;
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.passwords = passwords;
        this.throttle = throttle;
        this.events = events;
    }

    Started login(String email, String password, Caller caller) {
        var user = users.findByEmail(email);
        throttle.tryNow(email, caller.address())
                .ifPresent(wait -> {
                    user.ifPresent(one -> tellThrottled(one, caller));
                    throw throttled(wait);
                });
        if (user.isEmpty()) {
            passwords.matchesNobody(password);
            log.info("Login failed, unknown address from={}", caller.address());
            throw failed();
        }
        if (!passwords.matches(password, user.get().passwordHash()) || !user.get().active()) {
            tellFailed(user.get());
            throw failed();
        }
        throttle.succeeded(email, caller.address());
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            tell(user.get(), "login.succeeded");
                            return start(user.get(), caller);
                        }));
    }

    private void tellFailed(User user) {
        db.tx()
                .executeWithoutResult(status ->
                        events.publish(
                                user.organization(),
                                SecurityEvent.by(
                                        null,
                                        "login.failed",
                                        "user",
                                        user.id(),
                                        Map.of("deactivated", !user.active()))));
    }

    private void tellThrottled(User user, Caller caller) {
        db.tx()
                .executeWithoutResult(status -> {
                    if (throttle.isNews(user.email(), caller.address()))
                        events.publish(
                                user.organization(),
                                SecurityEvent.by(
                                        null, "login.throttled", "user", user.id(), Map.of()));
                });
    }

    private void tell(User user, String action) {
        events.publish(
                user.organization(),
                SecurityEvent.by(user.id(), action, "user", user.id(), Map.of()));
    }

    /// A session of somebody who has proven who they are, in the caller's transaction.
    Started start(User user, Caller caller) {
        var session = sessions.start(user.organization(), user.id(), caller);
        return started(user, session, refreshTokens.issue(user.organization(), user.id(), session));
    }

    Started refresh(String token) {
        var rotated = refreshTokens.rotate(token).orElseThrow(Login::ended);
        var user =
                users.find(rotated.organization(), rotated.user())
                        .filter(User::active)
                        .orElseThrow(Login::ended);
        return started(user, rotated.session(), rotated.token());
    }

    /// Ends the session of the cookie and of the access token; either may be missing.
    void logout(@Nullable String refreshToken, @Nullable SignedIn signedIn) {
        Optional.ofNullable(refreshToken)
                .flatMap(refreshTokens::session)
                .ifPresent(key -> sessions.end(key, "session.logout"));
        if (signedIn != null && !signedIn.user().isApiKey()) {
            var user = signedIn.user();
            sessions.end(
                    new Sessions.Key(user.organization(), user.id(), SignedIn.sessionOfPerson()),
                    "session.logout");
        }
    }

    /// @throws ProblemException when the old password is not theirs, or was tried too often
    void changePassword(CurrentUser person, UUID session, String old, String fresh, Caller caller) {
        var user = users.find(person.organization(), person.id()).orElseThrow(Login::ended);
        throttle.tryNow(user.email(), caller.address())
                .ifPresent(wait -> {
                    throw throttled(wait);
                });
        if (!passwords.matches(old, user.passwordHash())) {
            db.tx().executeWithoutResult(status -> tell(user, "password.refused"));
            throw new ProblemException(ProblemType.INVALID_REQUEST, "The password is not yours.")
                    .field("oldPassword", "the password you sign in with now");
        }
        throttle.succeeded(user.email(), caller.address());
        var hash = passwords.hash(fresh);
        db.tx()
                .executeWithoutResult(status -> {
                    users.setPassword(user.organization(), user.id(), hash);
                    sessions.endOthers(user.organization(), user.id(), session);
                    users.endResetLinks(user.organization(), user.id());
                    tell(user, "password.changed");
                });
    }

    private static ProblemException failed() {
        return new ProblemException(ProblemType.LOGIN_FAILED, "Check both and try again.");
    }

    private static ProblemException throttled(Duration wait) {
        return new ProblemException(
                        ProblemType.TOO_MANY_REQUESTS,
                        "Too many failed tries. Try again in %s seconds, or have your password reset."
                                .formatted(wait.toSeconds()))
                .with("retryAfterSeconds", wait.toSeconds());
    }

    static ProblemException ended() {
        return new ProblemException(ProblemType.REFRESH_FAILED, "Sign in again.");
    }

    private Started started(User user, UUID session, String refreshToken) {
        var access = accessTokens.issue(user, session);
        var person =
                new Person(
                        user.id(),
                        user.email(),
                        user.name(),
                        user.role(),
                        user.organization().value());
        return new Started(new Session(access.value(), access.expiresAt(), person), refreshToken);
    }
}
