package org.wabs.server.identity;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Whoever a request was proven to come from. Its name tells users and API keys apart.
final class SignedIn extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient CurrentUser user;
    private final @Nullable UUID session;

    /// @param session of a person; null for an API key
    SignedIn(CurrentUser user, @Nullable UUID session) {
        super(List.of());
        this.user = user;
        this.session = session;
        setAuthenticated(true);
    }

    static @Nullable SignedIn find() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn one
                ? one
                : null;
    }

    CurrentUser user() {
        return user;
    }

    @Nullable UUID session() {
        return session;
    }

    /// The session of the person who makes this request.
    ///
    /// @throws ProblemException for an API key, which has none
    static UUID sessionOfPerson() {
        var present = find();
        if (present != null && present.session != null) return present.session;
        throw new ProblemException(
                ProblemType.FORBIDDEN, "Only a person who signed in can do this, not an API key.");
    }

    @Override
    public Object getPrincipal() {
        return user;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return (user.isApiKey() ? "key:" : "user:") + user.id();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn one && one.getName().equals(getName());
    }

    @Override
    public int hashCode() {
        return getName().hashCode();
    }
}
