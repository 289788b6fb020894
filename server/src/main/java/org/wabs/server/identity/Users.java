package org.wabs.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Reads users across organizations: at login nobody is known yet.
final class Users {
    private static final String SELECT =
            "SELECT organization_id, id, email, name, role, password_hash FROM app_user ";
    private final PipelineDb db;

    Users(PipelineDb db) {
        this.db = db;
    }

    Optional<User> findByEmail(String email) {
        return db.sql()
                .sql(SELECT + "WHERE email = :email")
                .param("email", email.strip().toLowerCase(Locale.ROOT))
                .query(Users::user)
                .optional();
    }

    Optional<User> find(OrganizationId organization, UUID id) {
        return db.sql()
                .sql(SELECT + "WHERE organization_id = :organization AND id = :id")
                .param("organization", organization.value())
                .param("id", id)
                .query(Users::user)
                .optional();
    }

    private static User user(ResultSet row, int number) throws SQLException {
        return new User(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getString("password_hash"));
    }
}
