package org.wabs.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.wabs.server.platform.sql.AppDb;

/// The people of the bound organization, for features that show or choose them. Statements of other
/// features read the view `member(organization_id, user_id, name, email, role, active)`.
public final class Members {
    /// @param active whether they may sign in
    public record Member(UUID id, String name, String email, Role role, boolean active) {}

    private final AppDb db;

    Members(AppDb db) {
        this.db = db;
    }

    public Optional<Member> find(UUID id) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                "SELECT user_id, name, email, role, active FROM member WHERE user_id = :id")
                                        .param("id", id)
                                        .query(Members::member)
                                        .optional()));
    }

    /// Those who may sign in and have the role, by name.
    public List<Member> active(Role role) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                """
                                                SELECT user_id, name, email, role, active FROM member
                                                 WHERE active AND role = :role ORDER BY name, user_id\
                                                """)
                                        .param("role", role.name())
                                        .query(Members::member)
                                        .list()));
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        return new Member(
                row.getObject("user_id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("active"));
    }
}
