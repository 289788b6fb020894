package org.wabs.server.identity;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.wabs.server.platform.tenant.OrganizationId;

/// Who makes the current request: a person, or a program with an API key.
///
/// @param id of the user, or of the API key
/// @param permissions of the role; of an API key those it was given
public record CurrentUser(
        UUID id,
        OrganizationId organization,
        Role role,
        Set<Permission> permissions,
        boolean isApiKey) {
    public CurrentUser {
        permissions = Set.copyOf(permissions);
    }

    /// The one question that code asks about rights, beside [Needs] on the handler.
    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /// @throws IllegalStateException outside an authenticated request
    public static CurrentUser get() {
        if (!(SecurityContextHolder.getContext().getAuthentication()
                instanceof JwtAuthenticationToken jwt)) {
            throw new IllegalStateException("no user is signed in");
        }
        return of(jwt);
    }

    static CurrentUser of(JwtAuthenticationToken jwt) {
        var claims = jwt.getToken();
        var role = Role.valueOf(Objects.requireNonNull(claims.getClaimAsString(AccessTokens.ROLE)));
        return new CurrentUser(
                UUID.fromString(claims.getSubject()),
                new OrganizationId(
                        UUID.fromString(claims.getClaimAsString(AccessTokens.ORGANIZATION))),
                role,
                Permission.of(role),
                false);
    }
}
