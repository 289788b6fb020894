package org.wabs.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Reads and makes users across organizations: at login nobody is known yet.
final class Users {
    private static final String SELECT =
            "SELECT organization_id, id, email, name, role, password_hash, deactivated_at IS NULL AS active FROM app_user ";
    private final PipelineDb db;

    Users(PipelineDb db) {
        this.db = db;
    }

    /// Addresses are one whatever their case.
    static String normalized(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    Optional<User> findByEmail(String email) {
        return db.sql()
                .sql(SELECT + "WHERE email = :email")
                .param("email", normalized(email))
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

    /// @throws org.springframework.dao.DuplicateKeyException when somebody has the address
    void insert(User user) {
        db.sql()
                .sql(
                        """
                        INSERT INTO app_user (organization_id, id, email, name, role, password_hash)
                        VALUES (:organization, :id, :email, :name, :role, :hash)\
                        """)
                .param("organization", user.organization().value())
                .param("id", user.id())
                .param("email", user.email())
                .param("name", user.name())
                .param("role", user.role().name())
                .param("hash", user.passwordHash())
                .update();
    }

    void setPassword(OrganizationId organization, UUID id, String hash) {
        db.sql()
                .sql(
                        "UPDATE app_user SET password_hash = :hash WHERE organization_id = :organization AND id = :id")
                .param("hash", hash)
                .param("organization", organization.value())
                .param("id", id)
                .update();
    }

    /// The links by which somebody could still choose another password for them.
    void endResetLinks(OrganizationId organization, UUID id) {
        db.sql()
                .sql(
                        "DELETE FROM password_reset WHERE organization_id = :organization AND user_id = :id")
                .param("organization", organization.value())
                .param("id", id)
                .update();
    }

    private static User user(ResultSet row, int number) throws SQLException {
        return new User(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getString("password_hash"),
                row.getBoolean("active"));
    }
}
