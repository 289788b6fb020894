package org.wabs.server.contact;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.wabs.server.audit.Audit;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Filters that people gave a name, in the bound organization. Kept here, below campaigns, so that
/// a campaign can copy one when it is planned; `audience` is what people do with them (ADR 0007).
public final class ContactFilters {
    /// @param filter as [org.wabs.server.contact.filter.FilterReader] reads it
    /// @param version to be given with an edit
    public record Saved(
            UUID id,
            String name,
            JsonNode filter,
            Instant createdAt,
            Instant updatedAt,
            int version) {}

    private static final String COLUMNS =
            "SELECT id, name, filter, created_at, updated_at, version FROM contact_filter";

    private final AppDb db;
    private final ObjectMapper json;
    private final Audit audit;

    ContactFilters(AppDb db, ObjectMapper json, Audit audit) {
        this.db = db;
        this.json = json;
        this.audit = audit;
    }

    public Optional<Saved> find(UUID id) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(COLUMNS + " WHERE id = :id")
                                        .param("id", id)
                                        .query((row, n) -> saved(row))
                                        .optional()));
    }

    /// Newest first.
    ///
    /// @param part of the name, in any case; none for all
    public Page<Saved> list(@Nullable String part, PageRequest page) {
        var after = Cursor.decode(page.cursor(), 1);
        var rows =
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                COLUMNS
                                                        + " WHERE (CAST(:after AS uuid) IS NULL OR id < :after) AND strpos(lower(name), lower(:part)) > 0 ORDER BY id DESC LIMIT :limit")
                                        .param("part", part == null ? "" : part.strip())
                                        .param("after", after == null ? null : after.uuid(0))
                                        .param("limit", page.size() + 1)
                                        .query((row, n) -> saved(row))
                                        .list());
        return Page.of(Objects.requireNonNull(rows), page.size(), last -> Cursor.encode(last.id()));
    }

    private Saved saved(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Saved(
                row.getObject("id", UUID.class),
                row.getString("name"),
                json.readValue(row.getString("filter"), JsonNode.class),
                ContactRows.instant(row, "created_at"),
                ContactRows.instant(row, "updated_at"),
                row.getInt("version"));
    }

    /// @throws ProblemException when the name is taken
    public void create(UUID id, String name, JsonNode filter, UUID user) {
        changed(
                id,
                "audience.created",
                name,
                db.sql()
                        .sql(
                                """
                                INSERT INTO contact_filter (id, name, filter, created_by)
                                VALUES (:id, :name, CAST(:filter AS jsonb), :user)
                                ON CONFLICT (organization_id, id) DO NOTHING\
                                """)
                        .param("id", id)
                        .param("name", name)
                        .param("filter", filter.toString())
                        .param("user", user));
    }

    /// What is null stays as it is.
    ///
    /// @return false when it is another version by now
    /// @throws ProblemException when the name is taken
    public boolean change(UUID id, int version, @Nullable String name, @Nullable JsonNode filter) {
        return changed(
                id,
                "audience.changed",
                name,
                db.sql()
                        .sql(
                                """
                                UPDATE contact_filter
                                   SET name = coalesce(:name, name), filter = coalesce(CAST(:filter AS jsonb), filter),
                                       version = version + 1, updated_at = now()
                                 WHERE id = :id AND version = :version\
                                """)
                        .param("name", name)
                        .param("filter", filter == null ? null : filter.toString())
                        .param("id", id)
                        .param("version", version));
    }

    /// @return false when there was none
    public boolean delete(UUID id) {
        return changed(
                id,
                "audience.deleted",
                null,
                db.sql().sql("DELETE FROM contact_filter WHERE id = :id").param("id", id));
    }

    private boolean changed(UUID id, String action, @Nullable String name, StatementSpec change) {
        try {
            return Objects.requireNonNull(
                    db.tx()
                            .execute(status -> {
                                if (change.update() == 0) return false;
                                db.changes().note(Tenant.current(), Subject.AUDIENCE, id);
                                audit.record(action, "audience", id.toString(), Map.of());
                                return true;
                            }));
        } catch (DuplicateKeyException e) {
            throw new ProblemException(
                            ProblemType.CONFLICT, "There is an audience named " + name + ".")
                    .field("name", "another name");
        }
    }
}
