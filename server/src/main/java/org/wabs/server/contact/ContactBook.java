package org.wabs.server.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.ContactView.ConsentEntry;
import org.wabs.server.contact.ContactView.ConsentState;
import org.wabs.server.contact.ContactView.Detail;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The contacts of the bound organization, for people to look at.
final class ContactBook {
    private static final String COLUMNS =
            """
            c.id, c.phone, c.bsuid, c.name, c.language, c.country, c.attributes, c.opted_in_at, c.created_at, c.updated_at,
                   ARRAY(SELECT t.tag FROM contact_tag t
                          WHERE t.organization_id = c.organization_id AND t.contact_id = c.id ORDER BY t.tag) AS tags,
                   ARRAY(SELECT s.category FROM suppression s
                          WHERE s.organization_id = c.organization_id AND s.recipient_key = c.recipient_key) AS suppressed
              FROM contact c\
            """;

    private record Found(String sort, ContactView contact) {}

    private static final int HISTORY = 100;

    private final AppDb db;
    private final ObjectMapper json;
    private final ConsentLedger ledger;
    private final Clock clock;
    private final String country;

    ContactBook(AppDb db, ObjectMapper json, String country, Clock clock) {
        this.db = db;
        this.json = json;
        this.ledger = new ConsentLedger(db.sql());
        this.country = country;
        this.clock = clock;
    }

    /// Those who match, by name or number if that was asked for, else in the order in which they
    /// came.
    Page<ContactView> list(@Nullable String query, @Nullable String tag, PageRequest page) {
        var search = ContactSearch.of(query, tag, country, Cursor.decode(page.cursor(), 2));
        var rows =
                Objects.requireNonNull(
                        db.tx()
                                .execute(status ->
                                        db.sql()
                                                .sql(page(search))
                                                .params(search.values())
                                                .param("limit", page.size() + 1)
                                                .query((row, n) ->
                                                        new Found(row.getString("sort"), view(row)))
                                                .list()));
        var found =
                Page.of(rows, page.size(), last -> Cursor.encode(last.sort(), last.contact().id()));
        return new Page<>(found.items().stream().map(Found::contact).toList(), found.next());
    }

    private static String page(ContactSearch search) {
        return "WITH found AS ("
                + search.found()
                + ") SELECT f.sort, "
                + COLUMNS
                + " JOIN found f USING (id) ORDER BY f.sort, f.id LIMIT :limit";
    }

    Detail get(UUID id) {
        return Objects.requireNonNull(db.tx().execute(status -> detail(id)));
    }

    private Detail detail(UUID id) {
        var contact =
                db.sql()
                        .sql("SELECT " + COLUMNS + " WHERE c.id = :id")
                        .param("id", id)
                        .query((row, n) -> view(row))
                        .optional()
                        .orElseThrow(() -> unknown(id));
        var history =
                db.sql()
                        .sql(
                                """
                                SELECT at, action, category, source, text, evidence FROM consent_event
                                 WHERE contact_id = :id ORDER BY at DESC, recorded_at DESC LIMIT :limit\
                                """)
                        .param("id", id)
                        .param("limit", HISTORY)
                        .query((row, n) ->
                                new ConsentEntry(
                                        instant(row, "at"),
                                        row.getString("action"),
                                        ConsentCategory.valueOf(row.getString("category")),
                                        row.getString("source"),
                                        row.getString("text"),
                                        node(row.getString("evidence"))))
                        .list();
        return new Detail(contact, history);
    }

    private static ProblemException unknown(UUID id) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no contact " + id + ".");
    }

    /// Writes down what a person said to a user.
    ///
    /// @param user who writes it down
    /// @param said the person's words, or where the consent is on file
    Detail consent(UUID id, boolean optIn, ConsentCategory category, String said, UUID user) {
        // as PostgreSQL keeps it
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            record(id, optIn, category, said, user, at);
                            return detail(id);
                        }));
    }

    private void record(
            UUID id, boolean optIn, ConsentCategory category, String said, UUID user, Instant at) {
        var key =
                db.sql()
                        .sql("SELECT recipient_key FROM contact WHERE id = :id")
                        .param("id", id)
                        .query(String.class)
                        .optional()
                        .map(RecipientKey::new)
                        .orElseThrow(() -> unknown(id));
        var organization = Tenant.current();
        var text = said.isBlank() ? null : said;
        var evidence = json.writeValueAsString(Map.of("userId", user));
        if (optIn) {
            ledger.optIn(
                    List.of(
                            new OptIn(
                                    organization,
                                    key,
                                    id,
                                    category,
                                    ConsentSource.MANUAL,
                                    at,
                                    text,
                                    evidence)));
        } else {
            ledger.optOut(
                    List.of(
                            new OptOut(
                                    organization,
                                    key,
                                    id,
                                    category,
                                    ConsentSource.MANUAL,
                                    at,
                                    text,
                                    evidence)));
        }
    }

    private ContactView view(ResultSet row) throws SQLException {
        var optedInAt = row.getObject("opted_in_at", OffsetDateTime.class);
        return new ContactView(
                row.getObject("id", UUID.class),
                row.getString("phone"),
                row.getString("bsuid"),
                row.getString("name"),
                row.getString("language"),
                row.getString("country"),
                json.readValue(row.getString("attributes"), JsonNode.class),
                List.of((String[]) row.getArray("tags").getArray()),
                state(List.of((String[]) row.getArray("suppressed").getArray()), optedInAt != null),
                optedInAt == null ? null : optedInAt.toInstant(),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static ConsentState state(List<String> suppressed, boolean optedIn) {
        if (suppressed.contains("ALL")) return ConsentState.OPTED_OUT;
        if (suppressed.contains("MARKETING")) return ConsentState.OPTED_OUT_OF_MARKETING;
        return optedIn ? ConsentState.OPTED_IN : ConsentState.UNKNOWN;
    }

    private @Nullable JsonNode node(@Nullable String text) {
        return text == null ? null : json.readValue(text, JsonNode.class);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
