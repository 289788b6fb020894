package org.wabs.server.contact;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.TestDatabase;

/// For tests that extend it: an organization whose books are empty before each of them.
abstract class ContactScenario {
    static TestDatabase database;
    static PipelineDb db;
    static OrganizationId organization;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
        db = database.pipeline();
        organization = database.organization();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void nobodyInTheBooks() {
        for (var table : List.of("contact", "consent_event", "suppression"))
            database.sql().sql("DELETE FROM " + table).update();
    }
}
