package org.wabs.server.contact;

import java.util.Map;
import java.util.UUID;
import org.wabs.server.audit.Audit;
import org.wabs.server.platform.job.JobOrders;
import org.wabs.server.platform.sql.AppDb;
import tools.jackson.databind.ObjectMapper;

/// Takes orders for bulk actions.
final class BulkBook {
    private final AppDb app;
    private final JobOrders orders;
    private final ObjectMapper json;
    private final Audit audit;

    BulkBook(AppDb app, JobOrders orders, ObjectMapper json, Audit audit) {
        this.app = app;
        this.orders = orders;
        this.json = json;
        this.audit = audit;
    }

    /// For the bound organization.
    ///
    /// @return the job
    UUID order(BulkAction action, BulkPeople people, UUID user) {
        return orders.place(
                BulkRun.TASK,
                id -> {
                    insert(id, action, people, user);
                    audit.record(
                            "contacts.bulk",
                            "job",
                            id.toString(),
                            Map.of("action", action.kind().name()));
                });
    }

    /// Once the order is committed.
    void begin(UUID id) {
        orders.begin(BulkRun.TASK, id);
    }

    /// In the caller's transaction, after which it is to [#begin].
    UUID store(BulkAction action, BulkPeople people, UUID user) {
        return orders.store(BulkRun.TASK, id -> insert(id, action, people, user));
    }

    private void insert(UUID id, BulkAction action, BulkPeople people, UUID user) {
        app.sql()
                .sql(
                        """
                        INSERT INTO contact_bulk (id, action, people, user_id)
                        VALUES (:id, CAST(:action AS jsonb), CAST(:people AS jsonb), :user)\
                        """)
                .param("id", id)
                .param("action", json.writeValueAsString(action))
                .param("people", json.writeValueAsString(people))
                .param("user", user)
                .update();
    }
}
