package org.wabs.server.contact;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.ObjectMapper;

/// How far bulk actions are: the rows of `contact_bulk`.
final class BulkProgress {
    /// @param position last contact done, null at the beginning
    record Order(
            OrganizationId organization,
            UUID id,
            BulkAction action,
            BulkPeople people,
            UUID user,
            @Nullable UUID position,
            long done,
            long changed,
            Instant createdAt) {}

    private final PipelineDb db;
    private final Jobs jobs;
    private final ObjectMapper json;

    BulkProgress(PipelineDb db, Jobs jobs, ObjectMapper json) {
        this.db = db;
        this.jobs = jobs;
        this.json = json;
    }

    /// Locked until the caller's transaction ends; empty when its job has ended.
    Optional<Order> next(OrganizationId organization, UUID id) {
        return db.sql()
                .sql(
                        """
                        SELECT b.action, b.people, b.user_id, b.position, b.done, b.changed, b.created_at
                          FROM contact_bulk b JOIN job j USING (organization_id, id)
                         WHERE b.organization_id = :organization AND b.id = :id AND j.state IN ('QUEUED', 'RUNNING')
                           FOR UPDATE OF b\
                        """)
                .param("organization", organization.value())
                .param("id", id)
                .query((row, n) ->
                        new Order(
                                organization,
                                id,
                                json.readValue(row.getString("action"), BulkAction.class),
                                json.readValue(row.getString("people"), BulkPeople.class),
                                row.getObject("user_id", UUID.class),
                                row.getObject("position", UUID.class),
                                row.getLong("done"),
                                row.getLong("changed"),
                                row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /// In the transaction of the chunk.
    void advance(Order order, UUID position, int done, int changed) {
        db.sql()
                .sql(
                        """
                        UPDATE contact_bulk SET position = :position, done = done + :done, changed = changed + :changed
                         WHERE organization_id = :organization AND id = :id\
                        """)
                .param("position", position)
                .param("done", done)
                .param("changed", changed)
                .param("organization", order.organization().value())
                .param("id", order.id())
                .update();
        jobs.progress(order.organization(), order.id(), order.done() + done, 0);
    }
}
