package org.wabs.server.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.sql.AppDb;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What happened to a person of the bound organization beside messages. In the caller's
/// transaction.
public final class ContactStory {
    /// One of consent, merged and added.
    ///
    /// @param id the same whenever it is read
    public record Told(
            UUID id,
            Instant at,
            @Nullable Consent consent,
            @Nullable Merged merged,
            @Nullable Added added) {}

    /// An entry of the ledger.
    ///
    /// @param action OPT_IN or OPT_OUT
    /// @param text the person's words, or what a user wrote down
    public record Consent(
            String action,
            ConsentCategory category,
            String source,
            @Nullable String text,
            @Nullable JsonNode evidence) {}

    /// @param formerId of the contact that became part of this one
    public record Merged(UUID formerId) {}

    /// @param importId of the import that added the person; absent for all other ways
    /// @param file of that import
    public record Added(@Nullable UUID importId, @Nullable String file) {}

    private static final String TOLD =
            """
            SELECT * FROM (
                SELECT md5(concat_ws(' ', extract(epoch FROM e.at), e.recipient_key, e.action, e.category, e.source))::uuid AS id, e.at, 'CONSENT' AS kind,
                       e.action, e.category, e.source, e.text, e.evidence, NULL::uuid AS other, NULL AS file
                  FROM consent_event e
                 WHERE e.contact_id = ANY (ARRAY(SELECT CAST(:id AS uuid) UNION ALL SELECT former_id FROM contact_merge WHERE contact_id = :id))
                UNION ALL
                SELECT former_id, merged_at, 'MERGED', NULL, NULL, NULL, NULL, NULL, former_id, NULL FROM contact_merge WHERE contact_id = :id
                UNION ALL
                SELECT c.id, c.created_at, 'ADDED', NULL, NULL, NULL, NULL, NULL, i.id, i.file_name
                  FROM contact c LEFT JOIN contact_import i ON i.organization_id = c.organization_id AND i.id = c.import_id
                 WHERE c.id = :id) told
            """;

    private final AppDb db;
    private final ContactBook book;
    private final ObjectMapper json;

    ContactStory(AppDb db, ContactBook book, ObjectMapper json) {
        this.db = db;
        this.book = book;
        this.json = json;
    }

    /// Newest first.
    ///
    /// @param before time and id of the last one that is known; none for the newest
    /// @throws org.wabs.server.platform.problem.ProblemException when there is no such contact
    public List<Told> list(
            UUID contact, @Nullable Instant beforeAt, @Nullable UUID before, int most) {
        book.mustBeThere(contact);
        var where = beforeAt == null ? "" : " WHERE (told.at, told.id) < (:at, :before)";
        var query =
                db.sql()
                        .sql(TOLD + where + " ORDER BY told.at DESC, told.id DESC LIMIT :most")
                        .param("id", contact)
                        .param("most", most);
        if (beforeAt != null)
            query = query.param("at", beforeAt.atOffset(ZoneOffset.UTC)).param("before", before);
        return query.query(this::told).list();
    }

    private Told told(ResultSet row, int number) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var at = row.getObject("at", OffsetDateTime.class).toInstant();
        var other = row.getObject("other", UUID.class);
        return switch (row.getString("kind")) {
            case "CONSENT" -> new Told(id, at, consent(row), null, null);
            case "MERGED" -> new Told(id, at, null, new Merged(other), null);
            case "ADDED" -> new Told(id, at, null, null, new Added(other, row.getString("file")));
            default -> throw new IllegalStateException(row.getString("kind"));
        };
    }

    private Consent consent(ResultSet row) throws SQLException {
        var evidence = row.getString("evidence");
        return new Consent(
                row.getString("action"),
                ConsentCategory.valueOf(row.getString("category")),
                row.getString("source"),
                row.getString("text"),
                evidence == null ? null : json.readValue(evidence, JsonNode.class));
    }
}
