package org.wabs.server.contact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.BulkProgress.Order;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.ObjectMapper;

/// Does a bulk action to the next people, in the caller's transaction. All of it bears repetition.
final class BulkStep {
    /// @param recipientKey by which an opt-out is kept
    record Person(UUID id, String recipientKey) {}

    private static final String LOCK =
            """
            SELECT c.id FROM contact c WHERE c.organization_id = :organization AND c.id = ANY (:ids)
             ORDER BY c.organization_id, c.recipient_key FOR NO KEY UPDATE\
            """;

    private static final String ADD_TAG =
            """
            INSERT INTO contact_tag (organization_id, tag, contact_id)
            SELECT :organization, :tag, id FROM unnest(:ids) AS u(id) ORDER BY id
            ON CONFLICT DO NOTHING\
            """;

    private static final String REMOVE_TAG =
            "DELETE FROM contact_tag WHERE organization_id = :organization AND tag = :tag AND contact_id = ANY (:ids)";

    private static final String RENAME_TAG =
            """
            WITH former AS (
                DELETE FROM contact_tag WHERE organization_id = :organization AND tag = :tag AND contact_id = ANY (:ids)
                RETURNING contact_id, import_id
            ), named AS (
                INSERT INTO contact_tag (organization_id, tag, contact_id, import_id)
                SELECT :organization, :name, contact_id, import_id FROM former ORDER BY contact_id
                ON CONFLICT DO NOTHING
            )
            SELECT count(*) FROM former\
            """;

    private static final String SET_ATTRIBUTE =
            """
            UPDATE contact SET attributes = attributes || jsonb_build_object(CAST(:name AS text), CAST(:value AS text)),
                               version = version + 1, updated_at = now()
             WHERE organization_id = :organization AND id = ANY (:ids) AND attributes ->> :name IS DISTINCT FROM :value\
            """;

    private static final String REMOVE_ATTRIBUTE =
            """
            UPDATE contact SET attributes = attributes - CAST(:name AS text), version = version + 1, updated_at = now()
             WHERE organization_id = :organization AND id = ANY (:ids) AND attributes ->> :name IS NOT NULL\
            """;

    /// Whom an import added and nobody wrote to or heard from since.
    private static final String UNTOUCHED =
            """
            SELECT c.id FROM contact c
             WHERE c.organization_id = :organization AND c.id = ANY (:ids)
               AND NOT EXISTS (SELECT FROM contact_message m WHERE m.organization_id = c.organization_id AND m.contact_id = c.id)
               AND NOT EXISTS (SELECT FROM contact_merge g WHERE g.organization_id = c.organization_id AND g.contact_id = c.id)\
            """;

    private static final String OPTED_OUT =
            "SELECT recipient_key FROM suppression WHERE organization_id = :organization AND recipient_key = ANY (:keys)";

    private final PipelineDb db;
    private final ConsentLedger ledger;
    private final KnownNames names;
    private final ContactForgetting forgetting;
    private final ObjectMapper json;

    BulkStep(PipelineDb db, EventBus bus, ObjectMapper json) {
        this.db = db;
        this.ledger = new ConsentLedger(db.sql(), db.changes());
        this.names = new KnownNames(db.sql());
        this.forgetting = new ContactForgetting(db, bus);
        this.json = json;
    }

    /// @return for how many it made a difference
    int apply(Order order, List<Person> people) {
        var action = order.action();
        var tag = String.valueOf(action.tag());
        return switch (action.kind()) {
            case ADD_TAG -> {
                names.tags(order.organization(), List.of(tag));
                yield update(ADD_TAG, order, people, Map.of("tag", tag));
            }
            case REMOVE_TAG -> update(REMOVE_TAG, order, people, Map.of("tag", tag));
            case SET_ATTRIBUTE -> setAttribute(order, people);
            case OPT_IN -> optIn(order, people);
            case OPT_OUT -> optOut(order, people);
            case RENAME_TAG -> renameTag(order, people);
            case DELETE -> forget(order, lock(order, people));
            case UNDO_IMPORT -> forget(order, untouched(order, lock(order, people)));
        };
    }

    private int update(
            String statement, Order order, List<Person> people, Map<String, String> values) {
        return db.sql()
                .sql(statement)
                .param("organization", order.organization().value())
                .param("ids", SqlArrays.uuids(people, Person::id))
                .params(values)
                .update();
    }

    private int setAttribute(Order order, List<Person> people) {
        var name = String.valueOf(order.action().attribute());
        var value = order.action().value();
        lock(order, people);
        if (value == null) return update(REMOVE_ATTRIBUTE, order, people, Map.of("name", name));
        names.attributes(order.organization(), List.of(Map.of(name, value)));
        return update(SET_ATTRIBUTE, order, people, Map.of("name", name, "value", value));
    }

    private int renameTag(Order order, List<Person> people) {
        var former = String.valueOf(order.action().tag());
        var name = String.valueOf(order.action().value());
        if (name.equals(former)) return 0;
        lock(order, people);
        return db.sql()
                .sql(RENAME_TAG)
                .param("organization", order.organization().value())
                .param("ids", SqlArrays.uuids(people, Person::id))
                .param("tag", former)
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    /// All at once and first of all, in the order in which everybody locks people.
    ///
    /// @return those who are still there
    private List<UUID> lock(Order order, List<Person> people) {
        return db.sql()
                .sql(LOCK)
                .param("organization", order.organization().value())
                .param("ids", SqlArrays.uuids(people, Person::id))
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    private int optOut(Order order, List<Person> people) {
        return ledger.optOut(
                        people.stream()
                                .map(person -> statement(order, person, OptOut::new))
                                .toList())
                .size();
    }

    private int optIn(Order order, List<Person> people) {
        lock(order, people);
        var optedOut =
                db.sql()
                        .sql(OPTED_OUT)
                        .param("organization", order.organization().value())
                        .param("keys", SqlArrays.texts(people, Person::recipientKey))
                        .query(String.class)
                        .set();
        return ledger.optIn(
                        people.stream()
                                .filter(person -> !optedOut.contains(person.recipientKey()))
                                .map(person -> statement(order, person, OptIn::new))
                                .toList())
                .size();
    }

    private interface Statement<T> {
        T of(
                OrganizationId organization,
                RecipientKey key,
                UUID contact,
                ConsentCategory category,
                ConsentSource source,
                Instant at,
                @Nullable String text,
                String evidence);
    }

    private <T> T statement(Order order, Person person, Statement<T> statement) {
        var category = order.action().category();
        return statement.of(
                order.organization(),
                new RecipientKey(person.recipientKey()),
                person.id(),
                category == null ? ConsentCategory.ALL : category,
                ConsentSource.MANUAL,
                order.createdAt(),
                order.action().text(),
                json.writeValueAsString(Map.of("userId", order.user(), "jobId", order.id())));
    }

    private int forget(Order order, List<UUID> ids) {
        forgetting.forget(order.organization(), ids);
        return ids.size();
    }

    private List<UUID> untouched(Order order, List<UUID> people) {
        return db.sql()
                .sql(UNTOUCHED)
                .param("organization", order.organization().value())
                .param("ids", SqlArrays.uuids(people, id -> id))
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }
}
