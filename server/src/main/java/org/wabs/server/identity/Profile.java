package org.wabs.server.identity;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;

/// What somebody can know of themselves.
final class Profile {
    enum Kind {
        USER,
        API_KEY
    }

    record Organization(UUID id, String name) {}

    /// @param email of a user
    record Me(
            Kind kind,
            UUID id,
            String name,
            @Nullable String email,
            Role role,
            List<Permission> permissions,
            Organization organization) {}

    private record Named(String name, @Nullable String email, String organization) {}

    private static final String OF_USER =
            """
            SELECT u.name, u.email, o.name AS organization FROM app_user u JOIN organization o ON o.id = u.organization_id
             WHERE u.id = :id\
            """;

    private static final String OF_KEY =
            """
            SELECT k.name, NULL AS email, o.name AS organization FROM api_key k JOIN organization o ON o.id = k.organization_id
             WHERE k.id = :id\
            """;

    private final AppDb db;

    Profile(AppDb db) {
        this.db = db;
    }

    Me me() {
        var user = CurrentUser.get();
        var named =
                Objects.requireNonNull(
                        db.tx()
                                .execute(status ->
                                        db.sql()
                                                .sql(user.isApiKey() ? OF_KEY : OF_USER)
                                                .param("id", user.id())
                                                .query((row, n) ->
                                                        new Named(
                                                                row.getString("name"),
                                                                row.getString("email"),
                                                                row.getString("organization")))
                                                .single()));
        return new Me(
                user.isApiKey() ? Kind.API_KEY : Kind.USER,
                user.id(),
                named.name,
                named.email,
                user.role(),
                user.permissions().stream().sorted().toList(),
                new Organization(Tenant.current().value(), named.organization));
    }
}
