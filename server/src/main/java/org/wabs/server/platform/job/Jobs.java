package org.wabs.server.platform.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.platform.tenant.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The record of long work. The work itself runs as a task of db-scheduler, on any node, and
/// reports here in the transaction of each of its steps, so that progress and effects agree after a
/// crash.
public final class Jobs {
    /// Above all ids.
    private static final UUID LAST = new UUID(-1, -1);

    private final AppDb app;
    private final PipelineDb pipeline;
    private final ObjectMapper json;

    public Jobs(AppDb app, PipelineDb pipeline, ObjectMapper json) {
        this.app = app;
        this.pipeline = pipeline;
        this.json = json;
    }

    /// Makes a queued job of the bound organization, in the caller's transaction (of [AppDb]).
    ///
    /// @param id from [org.wabs.server.platform.idempotency.NewId]
    /// @return false when a former run of the same request made it, with all that belongs to it
    public boolean create(UUID id, String kind) {
        int made =
                app.sql()
                        .sql(
                                "INSERT INTO job (id, kind) VALUES (:id, :kind) ON CONFLICT (organization_id, id) DO NOTHING")
                        .param("id", id)
                        .param("kind", kind)
                        .update();
        app.changes().note(Tenant.current(), Subject.JOB, id);
        return made == 1;
    }

    /// A job of the bound organization.
    public Optional<Job> find(UUID id) {
        return Optional.ofNullable(
                app.tx()
                        .execute(status ->
                                app.sql()
                                        .sql(
                                                "SELECT id, kind, state, total, done, refused, result, error, created_at, finished_at FROM job WHERE id = :id")
                                        .param("id", id)
                                        .query(this::job)
                                        .optional()
                                        .orElse(null)));
    }

    /// The newest jobs of these kinds, of the bound organization, in the caller's transaction.
    ///
    /// @param before the last one that is known; none for the newest
    public List<Job> newest(List<String> kinds, @Nullable UUID before, int most) {
        return app.sql()
                .sql(
                        """
                        SELECT id, kind, state, total, done, refused, result, error, created_at, finished_at FROM job
                         WHERE kind = ANY (:kinds) AND id < :before ORDER BY id DESC LIMIT :most\
                        """)
                .param("kinds", SqlArrays.texts(kinds, kind -> kind))
                .param("before", before == null ? LAST : before)
                .param("most", most)
                .query(this::job)
                .list();
    }

    public void running(OrganizationId organization, UUID id, @Nullable Long total) {
        pipeline.sql()
                .sql(
                        """
                        UPDATE job SET state = 'RUNNING', started_at = coalesce(started_at, now()), total = coalesce(:total, total)
                         WHERE organization_id = :organization AND id = :id AND state IN ('QUEUED', 'RUNNING')\
                        """)
                .param("total", total)
                .param("organization", organization.value())
                .param("id", id)
                .update();
        pipeline.changes().note(organization, Subject.JOB, id);
    }

    /// Sets how far the job is, in the caller's transaction.
    public void progress(OrganizationId organization, UUID id, long done, long refused) {
        pipeline.sql()
                .sql(
                        "UPDATE job SET done = :done, refused = :refused WHERE organization_id = :organization AND id = :id")
                .param("done", done)
                .param("refused", refused)
                .param("organization", organization.value())
                .param("id", id)
                .update();
        pipeline.changes().note(organization, Subject.JOB, id);
    }

    public void finished(OrganizationId organization, UUID id, Object result) {
        end(organization, id, JobState.DONE, json.writeValueAsString(result), null);
    }

    /// @param error one sentence for a person
    public void failed(OrganizationId organization, UUID id, String error) {
        end(organization, id, JobState.FAILED, null, error);
    }

    /// Ends a job on somebody's wish; its work stops at its next step.
    ///
    /// @return false when it had ended
    public boolean cancelled(OrganizationId organization, UUID id) {
        return end(organization, id, JobState.CANCELLED, null, null);
    }

    private boolean end(
            OrganizationId organization,
            UUID id,
            JobState state,
            @Nullable String result,
            @Nullable String error) {
        int ended =
                pipeline.sql()
                        .sql(
                                """
                                UPDATE job SET state = :state, result = CAST(:result AS jsonb), error = :error, finished_at = now()
                                 WHERE organization_id = :organization AND id = :id AND state IN ('QUEUED', 'RUNNING')\
                                """)
                        .param("state", state.name())
                        .param("result", result)
                        .param("error", error)
                        .param("organization", organization.value())
                        .param("id", id)
                        .update();
        pipeline.changes().note(organization, Subject.JOB, id);
        return ended == 1;
    }

    private Job job(ResultSet row, int number) throws SQLException {
        var result = row.getString("result");
        return new Job(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                JobState.valueOf(row.getString("state")),
                row.getObject("total", Long.class),
                row.getLong("done"),
                row.getLong("refused"),
                result == null ? null : json.readValue(result, JsonNode.class),
                row.getString("error"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "finished_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
