package org.wabs.server.identity;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.wabs.server.platform.tenant.OrganizationId;

/// Who makes the current request: a person, or a program with an API key.
///
/// @param id of the user, or of the API key
/// @param role of the user, or of the one who made the API key
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

    /// @throws org.wabs.server.platform.problem.ProblemException naming the roles that may
    void require(Permission permission) {
        if (!may(permission)) throw AccessCheck.forbidden(permission);
    }

    /// Empty where the server works by itself.
    public static Optional<CurrentUser> find() {
        return Optional.ofNullable(SignedIn.find()).map(SignedIn::user);
    }

    /// The session by which the person of this request is signed in; empty for an API key.
    public static Optional<UUID> session() {
        return Optional.ofNullable(SignedIn.find()).map(SignedIn::session);
    }

    /// @throws IllegalStateException outside an authenticated request
    public static CurrentUser get() {
        var present = SignedIn.find();
        if (present == null) throw new IllegalStateException("no user is signed in");
        return present.user();
    }
}
