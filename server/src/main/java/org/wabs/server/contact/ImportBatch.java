package org.wabs.server.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionStatus;
import org.wabs.server.contact.ParsedRow.Consent;
import org.wabs.server.contact.ParsedRow.Person;
import org.wabs.server.contact.ParsedRow.Refusal;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.ObjectMapper;

/// Takes in a batch of rows: a handful of statements whatever its size, in one transaction together
/// with the import's position.
final class ImportBatch {
    private record Counts(int added, int updated, int unchanged, int optedOut) {}

    private final PipelineDb db;
    private final Jobs jobs;
    private final ConsentLedger ledger;
    private final ImportedContacts contacts;
    private final ObjectMapper json;

    ImportBatch(PipelineDb db, Jobs jobs, ObjectMapper json) {
        this.db = db;
        this.jobs = jobs;
        this.ledger = new ConsentLedger(db.sql(), db.changes());
        this.contacts = new ImportedContacts(db.sql(), json);
        this.json = json;
    }

    /// @param position data rows done before this batch
    /// @return false when somebody else has taken these rows in
    boolean apply(ImportRecord source, long position, List<ParsedRow> rows) {
        return Boolean.TRUE.equals(
                db.tx().execute(status -> isNext(source, position) && take(source, rows, status)));
    }

    private boolean isNext(ImportRecord source, long position) {
        return db.sql()
                .sql(
                        """
                        SELECT i.position = :position AND j.state = 'RUNNING' FROM contact_import i JOIN job j USING (organization_id, id)
                         WHERE i.organization_id = :organization AND i.id = :id FOR UPDATE OF i\
                        """)
                .param("position", position)
                .param("organization", source.organization().value())
                .param("id", source.id())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private boolean take(ImportRecord source, List<ParsedRow> rows, TransactionStatus status) {
        var refusals = new ArrayList<Refusal>();
        var people = firstOfEach(source, rows, refusals);
        // a dry run does all of it, learns what came of it, and takes it back
        Object before = source.options().dryRun() ? status.createSavepoint() : null;
        var counts = take(source, people, refusals);
        if (before != null) status.rollbackToSavepoint(before);
        writeRefusals(source, refusals);
        long refused = refusals.stream().filter(Refusal::isRefused).count();
        advance(source, rows.size(), counts, refused);
        return true;
    }

    /// Leaves out people whom the file has named before, in this batch or an earlier one.
    private List<Person> firstOfEach(
            ImportRecord source, List<ParsedRow> rows, List<Refusal> refusals) {
        var first = new LinkedHashMap<String, Person>();
        for (var row : rows) {
            switch (row) {
                case Refusal refusal -> refusals.add(refusal);
                case Person person -> {
                    var earlier = first.putIfAbsent(person.key().value(), person);
                    if (earlier != null) refusals.add(duplicate(person, earlier.row().number()));
                }
            }
        }
        var earlier = rowsNamingBefore(source, List.copyOf(first.values()));
        earlier.forEach((key, number) -> {
            var person = first.remove(key);
            if (person != null) refusals.add(duplicate(person, number));
        });
        return first.values().stream().sorted(Comparator.comparing(p -> p.key().value())).toList();
    }

    static Refusal duplicate(Person person, long first) {
        return new Refusal(
                person.row(),
                RefusalReason.DUPLICATE_IN_FILE,
                "Row " + first + " has the same number. Keep one of the two.",
                RefusedValue.shown(person.phone()));
    }

    private Map<String, Long> rowsNamingBefore(ImportRecord source, List<Person> people) {
        var rows = new HashMap<String, Long>();
        // the outer SELECT sees the table as it was before the INSERT
        db.sql()
                .sql(
                        """
                        WITH given AS (
                            SELECT * FROM unnest(:keys, :rows) AS u(recipient_key, row_number)
                        ), noted AS (
                            INSERT INTO contact_import_number (organization_id, import_id, recipient_key, row_number)
                            SELECT :organization, :id, recipient_key, row_number FROM given
                            ON CONFLICT DO NOTHING
                        )
                        SELECT g.recipient_key, n.row_number
                          FROM given g
                          CROSS JOIN LATERAL (
                               SELECT row_number FROM contact_import_number
                                WHERE organization_id = :organization AND import_id = :id AND recipient_key = g.recipient_key LIMIT 1) n\
                        """)
                .param("keys", SqlArrays.texts(people, person -> person.key().value()))
                .param("rows", SqlArrays.longs(people, person -> person.row().number()))
                .param("organization", source.organization().value())
                .param("id", source.id())
                .query(row -> {
                    rows.put(row.getString("recipient_key"), row.getLong("row_number"));
                });
        return rows;
    }

    private Counts take(ImportRecord source, List<Person> people, List<Refusal> remarks) {
        var written = contacts.write(source.organization(), source.id(), people);
        var changed = new HashSet<>(written.changed());
        ledger.optOut(consents(source, people, Consent.OPTED_OUT, source.fileName(), OptOut::new))
                .forEach(person -> changed.add(person.key().value()));
        var standing = contacts.standing(source.organization(), people);
        ledger.optIn(optIns(source, people, standing, remarks))
                .forEach(person -> changed.add(person.key().value()));
        changed.removeAll(written.added());
        return new Counts(
                written.added().size(),
                changed.size(),
                people.size() - written.added().size() - changed.size(),
                standing.optedOut().size());
    }

    private List<OptIn> optIns(
            ImportRecord source,
            List<Person> people,
            ImportedContacts.Standing standing,
            List<Refusal> remarks) {
        var newly = new ArrayList<Person>();
        for (var person : people) {
            if (person.consent() != Consent.OPTED_IN) continue;
            var key = person.key().value();
            if (standing.suppressed().contains(key)) {
                remarks.add(
                        new Refusal(
                                person.row(),
                                RefusalReason.OPTED_OUT_BEFORE,
                                "This person opted out before. The row's other data was taken; the opt-out stays until the person opts in again.",
                                RefusedValue.shown(person.phone())));
            } else if (!standing.optedIn().contains(key)) {
                newly.add(person);
            }
        }
        var said = source.options().consentSource();
        return consents(
                source,
                newly,
                Consent.OPTED_IN,
                said.isBlank() ? source.fileName() : said,
                OptIn::new);
    }

    private interface Change<T> {
        T of(
                OrganizationId organization,
                RecipientKey key,
                @Nullable UUID contact,
                ConsentCategory category,
                ConsentSource source,
                Instant at,
                String text,
                String evidence);
    }

    /// @param text what the ledger says of it. The source that an upload names is the opt-ins'.
    private <T> List<T> consents(
            ImportRecord source,
            List<Person> people,
            Consent consent,
            String text,
            Change<T> change) {
        return people.stream()
                .filter(person -> person.consent() == consent)
                .map(person ->
                        change.of(
                                source.organization(),
                                person.key(),
                                null,
                                ConsentCategory.ALL,
                                ConsentSource.IMPORT,
                                source.createdAt(),
                                text,
                                json.writeValueAsString(
                                        Map.of(
                                                "importId",
                                                source.id(),
                                                "file",
                                                source.fileName(),
                                                "row",
                                                person.row().number()))))
                .toList();
    }

    private void writeRefusals(ImportRecord source, List<Refusal> refusals) {
        if (refusals.isEmpty()) return;
        db.sql()
                .sql(
                        """
                        INSERT INTO contact_import_refusal (organization_id, import_id, row_number, refused, reason, detail, value, cells)
                        SELECT :organization, :id, row_number, refused, reason, detail, value, CAST(cells AS jsonb)
                          FROM unnest(:rows, :refused, :reasons, :details, :values, :cells) AS u(row_number, refused, reason, detail, value, cells)
                        ON CONFLICT DO NOTHING\
                        """)
                .param("organization", source.organization().value())
                .param("id", source.id())
                .param("rows", SqlArrays.longs(refusals, refusal -> refusal.row().number()))
                .param("refused", SqlArrays.booleans(refusals, Refusal::isRefused))
                .param("reasons", SqlArrays.texts(refusals, refusal -> refusal.reason().name()))
                .param("details", SqlArrays.texts(refusals, Refusal::detail))
                .param("values", SqlArrays.texts(refusals, Refusal::value))
                .param("cells", SqlArrays.texts(refusals, this::cells))
                .update();
    }

    /// As they were, but for NUL, which PostgreSQL cannot keep.
    private String cells(Refusal refusal) {
        return json.writeValueAsString(
                refusal.row().cells().stream().map(PlainText::storable).toList());
    }

    private void advance(ImportRecord source, int rows, Counts counts, long refused) {
        db.sql()
                .sql(
                        """
                        UPDATE contact_import
                           SET position = position + :rows, added = added + :added, updated = updated + :updated,
                               unchanged = unchanged + :unchanged, refused = refused + :refused, opted_out = opted_out + :optedOut
                         WHERE organization_id = :organization AND id = :id
                        RETURNING position, refused\
                        """)
                .param("rows", rows)
                .param("added", counts.added())
                .param("updated", counts.updated())
                .param("unchanged", counts.unchanged())
                .param("refused", refused)
                .param("optedOut", counts.optedOut())
                .param("organization", source.organization().value())
                .param("id", source.id())
                .query(row -> {
                    jobs.progress(
                            source.organization(),
                            source.id(),
                            row.getLong("position"),
                            row.getLong("refused"));
                });
    }
}
