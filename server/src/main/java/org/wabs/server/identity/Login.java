package org.wabs.server.identity;

import java.time.Instant;
import java.util.UUID;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Signing in and staying signed in.
final class Login {
    record Session(String accessToken, Instant expiresAt, SignedIn user) {}

    record SignedIn(UUID id, String email, String name, Role role, UUID organizationId) {}

    record Started(Session session, String refreshToken) {}

    private final Users users;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final PasswordEncoder passwords;
    private final String nobodysHash;

    Login(
            Users users,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            PasswordEncoder passwords) {
        this.users = users;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.passwords = passwords;
        this.nobodysHash = String.valueOf(passwords.encode("nobody has this password"));
    }

    Started login(String email, String password) {
        var user = users.findByEmail(email);
        // an unknown address takes as long as a wrong password, so that addresses cannot be guessed
        // by time
        var matches = passwords.matches(password, user.map(User::passwordHash).orElse(nobodysHash));
        if (user.isEmpty() || !matches) {
            throw new ProblemException(ProblemType.LOGIN_FAILED, "Check both and try again.");
        }
        return started(user.get(), refreshTokens.issue(user.get().organization(), user.get().id()));
    }

    Started refresh(String token) {
        var rotated = refreshTokens.rotate(token).orElseThrow(Login::ended);
        var user = users.find(rotated.organization(), rotated.user()).orElseThrow(Login::ended);
        return started(user, rotated.token());
    }

    static ProblemException ended() {
        return new ProblemException(ProblemType.REFRESH_FAILED, "Sign in again.");
    }

    private Started started(User user, String refreshToken) {
        var access = accessTokens.issue(user);
        var signedIn =
                new SignedIn(
                        user.id(),
                        user.email(),
                        user.name(),
                        user.role(),
                        user.organization().value());
        return new Started(new Session(access.value(), access.expiresAt(), signedIn), refreshToken);
    }
}
