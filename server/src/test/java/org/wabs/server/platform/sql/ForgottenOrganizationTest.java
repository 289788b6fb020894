package org.wabs.server.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.support.TestDatabase;

/// Statements of somebody who forgot the organization, run as requests run theirs.
class ForgottenOrganizationTest {
    private static final TestDatabase DATABASE = TestDatabase.migratedByItself();
    private static final AppDb DB = DATABASE.app();
    private static final OrganizationId OURS = DATABASE.organization();
    private static final OrganizationId THEIRS = DATABASE.newOrganization();
    private static UUID our;
    private static UUID their;

    @BeforeAll
    static void everybodyHasAContact() {
        our = contactOf(OURS);
        their = contactOf(THEIRS);
    }

    private static UUID contactOf(OrganizationId organization) {
        var id = Ids.next();
        DATABASE.sql()
                .sql(
                        "INSERT INTO contact (organization_id, id, recipient_key, phone) VALUES (?, ?, '+12025550123', '+12025550123')")
                .params(organization.value(), id)
                .update();
        return id;
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void aReadWithoutAConditionSeesNothingForeign() {
        assertThat(Tenant.call(OURS, ForgottenOrganizationTest::everybody)).containsExactly(our);
        assertThat(Tenant.call(THEIRS, ForgottenOrganizationTest::everybody))
                .containsExactly(their);
    }

    @Test
    void withoutABoundOrganizationNothingIsSeen() {
        assertThat(everybody()).isEmpty();
        assertThat(DB.sql().sql("SELECT id FROM contact").query(UUID.class).list())
                .as("outside a transaction")
                .isEmpty();
    }

    @Test
    void aForeignIdIsNotFoundChangedOrDeleted() {
        int touched =
                Tenant.call(
                        OURS,
                        () ->
                                changed("UPDATE contact SET name = 'Mine' WHERE id = ?")
                                        + changed("DELETE FROM contact WHERE id = ?"));

        assertThat(touched).isZero();
        assertThat(Tenant.call(THEIRS, ForgottenOrganizationTest::everybody))
                .containsExactly(their);
    }

    @Test
    void aRowCannotBeGivenToAnotherOrganization() {
        var refused =
                Tenant.call(
                        OURS,
                        () -> {
                            try {
                                changed(
                                        "UPDATE contact SET organization_id = '"
                                                + THEIRS
                                                + "' WHERE id <> ?");
                                return "";
                            } catch (org.springframework.dao.DataAccessException e) {
                                return String.valueOf(e.getMostSpecificCause().getMessage());
                            }
                        });

        assertThat(refused).contains("row-level security");
    }

    private static List<UUID> everybody() {
        return Objects.requireNonNull(
                DB.tx()
                        .execute(status ->
                                DB.sql().sql("SELECT id FROM contact").query(UUID.class).list()));
    }

    private static int changed(String sql) {
        return Objects.requireNonNull(
                DB.tx().execute(status -> DB.sql().sql(sql).param(their).update()));
    }
}
