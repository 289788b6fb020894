package org.wabs.server.contact;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.ContactView.ConsentEntry;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;
import tools.jackson.databind.ObjectMapper;

/// What users write down of consent, and the ledger of a person. In the bound organization.
final class ConsentBook {
    /// Those of contacts that were merged into this one among them.
    static final String ENTRIES =
            """
            SELECT at, action, category, source, text, evidence, recorded_at FROM consent_event
             WHERE contact_id = ANY (ARRAY(SELECT CAST(:id AS uuid) UNION ALL SELECT former_id FROM contact_merge WHERE contact_id = :id))\
            """;

    /// A consent as a user writes it down.
    ///
    /// @param at when it was given; null for now
    /// @param text the person's words, or where the consent is on file
    record Statement(
            boolean optIn,
            ConsentCategory category,
            @Nullable Instant at,
            @Nullable String text,
            Map<String, Object> evidence) {}

    private record Logged(ConsentEntry entry, Instant recordedAt) {}

    private final AppDb db;
    private final ConsentLedger ledger;
    private final ContactRows rows;
    private final ObjectMapper json;

    ConsentBook(AppDb db, ObjectMapper json) {
        this.db = db;
        this.ledger = new ConsentLedger(db.sql(), db.changes());
        this.rows = new ContactRows(json);
        this.json = json;
    }

    /// @param user who writes it down
    void record(UUID contact, Statement said, UUID user) {
        db.tx().executeWithoutResult(status -> write(contact, said, user));
    }

    private void write(UUID contact, Statement said, UUID user) {
        var key = new RecipientKey(key(contact));
        var organization = Tenant.current();
        // as PostgreSQL keeps it
        var at = (said.at() == null ? now() : said.at()).truncatedTo(ChronoUnit.MICROS);
        var evidence = new HashMap<>(said.evidence());
        evidence.put("userId", user);
        var proof = json.writeValueAsString(evidence);
        if (said.optIn()) {
            ledger.optIn(
                    List.of(
                            new OptIn(
                                    organization,
                                    key,
                                    contact,
                                    said.category(),
                                    ConsentSource.MANUAL,
                                    at,
                                    said.text(),
                                    proof)));
        } else {
            ledger.optOut(
                    List.of(
                            new OptOut(
                                    organization,
                                    key,
                                    contact,
                                    said.category(),
                                    ConsentSource.MANUAL,
                                    at,
                                    said.text(),
                                    proof)));
        }
    }

    /// The same when the same request is run again: so it is the same entry of the ledger.
    private static Instant now() {
        return Instant.ofEpochMilli(NewId.next().getMostSignificantBits() >>> 16);
    }

    private String key(UUID contact) {
        return db.sql()
                .sql("SELECT recipient_key FROM contact WHERE id = :id")
                .param("id", contact)
                .query(String.class)
                .optional()
                .orElseThrow(() -> ContactBook.unknownContact(contact));
    }

    /// The ledger of a person, newest first.
    Page<ConsentEntry> ledger(UUID contact, PageRequest page) {
        var after = Cursor.decode(page.cursor(), 3);
        var found =
                db.tx()
                        .execute(status -> {
                            key(contact);
                            var query =
                                    db.sql()
                                            .sql(
                                                    ENTRIES
                                                            + (after == null
                                                                    ? ""
                                                                    : " AND (at, recorded_at, category) < (:at, :recordedAt, :category)")
                                                            + " ORDER BY at DESC, recorded_at DESC, category DESC LIMIT :limit")
                                            .param("id", contact)
                                            .param("limit", page.size() + 1);
                            if (after != null) {
                                query =
                                        query.param("at", time(after.instant(0)))
                                                .param("recordedAt", time(after.instant(1)))
                                                .param("category", after.text(2));
                            }
                            return query.query((row, n) ->
                                            new Logged(
                                                    rows.entry(row),
                                                    ContactRows.instant(row, "recorded_at")))
                                    .list();
                        });
        var one =
                Page.of(
                        Objects.requireNonNull(found),
                        page.size(),
                        last ->
                                Cursor.encode(
                                        last.entry().at(),
                                        last.recordedAt(),
                                        last.entry().category()));
        return new Page<>(one.items().stream().map(Logged::entry).toList(), one.next());
    }

    private static java.time.OffsetDateTime time(Instant at) {
        return at.atOffset(java.time.ZoneOffset.UTC);
    }
}
