package org.wabs.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.sql.AppDb;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Reads what was written down, newest first.
final class AuditTrail {
    /// @param id of the user or API key, absent for SYSTEM and NOBODY
    /// @param name as it is today
    record Who(ActorKind kind, @Nullable UUID id, @Nullable String name) {}

    record What(String kind, String id) {}

    /// @param address where the request came from
    record Entry(
            UUID id,
            Instant at,
            Who actor,
            String action,
            What subject,
            @Nullable String address,
            JsonNode detail) {}

    record Filter(
            @Nullable String action,
            @Nullable UUID user,
            @Nullable String subject,
            @Nullable Instant from,
            @Nullable Instant to) {
        private boolean isGroup() {
            return action != null && !action.contains(".");
        }

        private @Nullable String subjectPart(int part) {
            if (subject == null) return null;
            var parts = subject.split(":", 2);
            return part < parts.length && !parts[part].isBlank() ? parts[part] : null;
        }
    }

    /// Served by the indexes of `audit_event`: ids sort by time. All comparisons are leakproof.
    private static final String LIST =
            """
            SELECT e.id, e.at, e.actor_kind, e.actor_id, a.name AS actor_name, e.action, e.subject_kind, e.subject_id, e.address, e.detail
              FROM audit_event e
              LEFT JOIN actor a ON a.organization_id = e.organization_id AND a.actor_id = e.actor_id
             WHERE (CAST(:action AS text) IS NULL OR e.action = :action)
               AND (CAST(:least AS text) IS NULL OR e.action >= :least AND e.action < :beyond)
               AND (CAST(:user AS uuid) IS NULL OR e.actor_id = :user)
               AND (CAST(:kind AS text) IS NULL OR e.subject_kind = :kind)
               AND (CAST(:subject AS text) IS NULL OR e.subject_id = :subject)
               AND (CAST(:from AS timestamptz) IS NULL OR e.id >= wabs_uuid_floor(:from))
               AND (CAST(:to AS timestamptz) IS NULL OR e.id < wabs_uuid_floor(:to))
               AND (CAST(:after AS uuid) IS NULL OR e.id < :after)
             ORDER BY e.id DESC
             LIMIT :limit\
            """;

    private final AppDb db;
    private final ObjectMapper json;

    AuditTrail(AppDb db, ObjectMapper json) {
        this.db = db;
        this.json = json;
    }

    Page<Entry> list(Filter filter, PageRequest page) {
        var after = Cursor.decode(page.cursor(), 1);
        int size = page.size();
        var rows =
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(LIST)
                                        .param("action", filter.isGroup() ? null : filter.action)
                                        .param(
                                                "least",
                                                filter.isGroup() ? filter.action + "." : null)
                                        .param(
                                                "beyond",
                                                filter.isGroup() ? filter.action + "/" : null)
                                        .param("user", filter.user)
                                        .param("kind", filter.subjectPart(0))
                                        .param("subject", filter.subjectPart(1))
                                        .param("from", at(filter.from))
                                        .param("to", at(filter.to))
                                        .param("after", after == null ? null : after.uuid(0))
                                        .param("limit", size + 1)
                                        .query(this::entry)
                                        .list());
        return Page.of(Objects.requireNonNull(rows), size, row -> Cursor.encode(row.id()));
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new Who(
                        ActorKind.valueOf(row.getString("actor_kind")),
                        row.getObject("actor_id", UUID.class),
                        row.getString("actor_name")),
                row.getString("action"),
                new What(row.getString("subject_kind"), row.getString("subject_id")),
                row.getString("address"),
                json.readTree(row.getString("detail")));
    }
}
