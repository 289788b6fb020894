package org.wabs.server.inbox;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.UUID;
import org.wabs.server.contact.ContactErased;
import org.wabs.server.contact.ContactsMerged;
import org.wabs.server.media.InboundMedia;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Lets conversations follow their people: when two contacts become one, and when somebody is to be
/// forgotten. In the transaction of the change, after the messages.
final class ConversationPeople {
    private record Pair(UUID former, UUID remaining) {}

    private static final String OF_PERSON =
            "SELECT c.id FROM conversation c WHERE c.organization_id = :organization AND c.contact_id = ANY (:contacts) ORDER BY c.id";

    private static final String PAIRS =
            """
            SELECT f.id AS former, r.id AS remaining FROM conversation f
              JOIN conversation r ON r.organization_id = f.organization_id AND r.contact_id = :contact AND r.phone_number_id = f.phone_number_id
             WHERE f.organization_id = :organization AND f.contact_id = :former\
            """;

    private static final String ADD_UP =
            """
            UPDATE conversation r
               SET arrived = r.arrived + f.arrived, seen = r.seen + f.seen, answered = r.answered + f.answered,
                   last_id = CASE WHEN f.last_at > r.last_at THEN f.last_id ELSE r.last_id END,
                   last_type = CASE WHEN f.last_at > r.last_at THEN f.last_type ELSE r.last_type END,
                   last_outbound = CASE WHEN f.last_at > r.last_at THEN f.last_outbound ELSE r.last_outbound END,
                   last_words = CASE WHEN f.last_at > r.last_at THEN f.last_words ELSE r.last_words END,
                   last_in_wamid = CASE WHEN f.last_in_at > coalesce(r.last_in_at, '-infinity') THEN f.last_in_wamid ELSE r.last_in_wamid END,
                   last_at = greatest(r.last_at, f.last_at), last_in_at = greatest(r.last_in_at, f.last_in_at),
                   last_out_at = greatest(r.last_out_at, f.last_out_at), window_ends_at = greatest(r.window_ends_at, f.window_ends_at),
                   unreplied_since = least(r.unreplied_since, f.unreplied_since),
                   phone_app_answered_at = greatest(r.phone_app_answered_at, f.phone_app_answered_at), failed_at = greatest(r.failed_at, f.failed_at),
                   assignee_id = coalesce(r.assignee_id, f.assignee_id),
                   status = CASE WHEN f.status = 'OPEN' THEN 'OPEN' ELSE r.status END,
                   snoozed_until = CASE WHEN f.status = 'OPEN' THEN NULL ELSE r.snoozed_until END,
                   version = r.version + 1
              FROM conversation f
             WHERE r.organization_id = :organization AND r.id = :remaining AND f.organization_id = :organization AND f.id = :former\
            """;

    /// Those answered first, then those seen, then the others; counted from the last, since what
    /// was answered may have been removed long ago.
    private static final String RENUMBER =
            """
            UPDATE conversation_item i SET arrival = n.arrival
              FROM (SELECT i.conversation_id, i.at, i.id,
                           (SELECT sum(c.arrived) FROM conversation c
                             WHERE c.organization_id = :organization AND c.id IN (:former, :remaining))
                           + 1 - row_number() OVER (ORDER BY (i.arrival > f.answered)::integer + (i.arrival > f.seen)::integer DESC,
                                                             i.at DESC, i.id DESC) AS arrival
                      FROM conversation_item i
                      JOIN conversation f ON f.organization_id = i.organization_id AND f.id = i.conversation_id
                     WHERE i.organization_id = :organization AND i.conversation_id IN (:former, :remaining) AND i.arrival IS NOT NULL) n
             WHERE i.organization_id = :organization AND i.conversation_id = n.conversation_id AND i.at = n.at AND i.id = n.id\
            """;

    private static final List<String> MOVE =
            List.of(
                    "UPDATE conversation_item SET conversation_id = :remaining WHERE organization_id = :organization AND conversation_id = :former",
                    "UPDATE conversation_note SET conversation_id = :remaining WHERE organization_id = :organization AND conversation_id = :former",
                    "UPDATE conversation_event SET conversation_id = :remaining WHERE organization_id = :organization AND conversation_id = :former",
                    "UPDATE agent_work SET conversation_id = :remaining WHERE organization_id = :organization AND conversation_id = :former",
                    """
                    INSERT INTO conversation_tag (organization_id, tag, conversation_id)
                    SELECT organization_id, tag, :remaining FROM conversation_tag WHERE organization_id = :organization AND conversation_id = :former
                    ON CONFLICT DO NOTHING\
                    """,
                    "DELETE FROM conversation_tag WHERE organization_id = :organization AND conversation_id = :former",
                    "DELETE FROM conversation WHERE organization_id = :organization AND id = :former");

    private static final String GIVE =
            """
            UPDATE conversation SET contact_id = :contact
             WHERE organization_id = :organization AND contact_id = :former\
            """;

    private static final String MESSAGES =
            """
            SELECT i.id FROM conversation_item i
             WHERE i.organization_id = :organization AND i.conversation_id = ANY (:ids) AND i.kind = 'MESSAGE'\
            """;

    private static final List<String> FORGET =
            List.of(
                    "DELETE FROM conversation_note WHERE organization_id = :organization AND conversation_id = ANY (:ids)",
                    "DELETE FROM conversation_event WHERE organization_id = :organization AND conversation_id = ANY (:ids)",
                    "DELETE FROM conversation_tag WHERE organization_id = :organization AND conversation_id = ANY (:ids)",
                    "DELETE FROM conversation_item WHERE organization_id = :organization AND conversation_id = ANY (:ids)",
                    "DELETE FROM conversation WHERE organization_id = :organization AND id = ANY (:ids)");

    private final PipelineDb db;
    private final ConversationLock lock;
    private final ConversationEvents events;
    private final InboundMedia media;

    ConversationPeople(PipelineDb db, InboundMedia media) {
        this.db = db;
        this.lock = new ConversationLock(db);
        this.events = new ConversationEvents(db);
        this.media = media;
    }

    void merged(List<Delivered<ContactsMerged>> batch) {
        for (var delivered : batch) {
            var organization = delivered.organization();
            var merge = delivered.event();
            var ids = ids(organization, List.of(merge.formerId(), merge.contactId()));
            if (ids.isEmpty()) continue;
            lock.lock(organization, ids);
            for (var pair : pairs(organization, merge)) merge(organization, pair);
            db.sql()
                    .sql(GIVE)
                    .param("contact", merge.contactId())
                    .param("former", merge.formerId())
                    .param("organization", organization.value())
                    .update();
            db.changes().note(organization, Subject.CONVERSATION, ids);
        }
    }

    private List<UUID> ids(OrganizationId organization, List<UUID> contacts) {
        return db.sql()
                .sql(OF_PERSON)
                .param("organization", organization.value())
                .param("contacts", SqlArrays.uuids(contacts, contact -> contact))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private List<Pair> pairs(OrganizationId organization, ContactsMerged merge) {
        return db.sql()
                .sql(PAIRS)
                .param("organization", organization.value())
                .param("contact", merge.contactId())
                .param("former", merge.formerId())
                .query((row, n) ->
                        new Pair(
                                row.getObject("former", UUID.class),
                                row.getObject("remaining", UUID.class)))
                .list();
    }

    private void merge(OrganizationId organization, Pair pair) {
        update(RENUMBER, organization, pair);
        update(ADD_UP, organization, pair);
        for (var statement : MOVE) update(statement, organization, pair);
        var id = Ids.next();
        events.add(
                List.of(
                        new ConversationEvents.Event(
                                organization,
                                pair.remaining(),
                                id,
                                java.time.Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16),
                                ConversationEvents.Kind.MERGED,
                                null)));
    }

    private void update(String statement, OrganizationId organization, Pair pair) {
        db.sql()
                .sql(statement)
                .param("organization", organization.value())
                .param("former", pair.former())
                .param("remaining", pair.remaining())
                .update();
    }

    void erased(List<Delivered<ContactErased>> batch) {
        batch.stream()
                .collect(
                        groupingBy(
                                Delivered::organization,
                                mapping(one -> one.event().contactId(), toList())))
                .forEach(this::erase);
    }

    private void erase(OrganizationId organization, List<UUID> contacts) {
        var ids = ids(organization, contacts);
        if (ids.isEmpty()) return;
        lock.lock(organization, ids);
        media.forget(
                organization,
                db.sql()
                        .sql(MESSAGES)
                        .param("organization", organization.value())
                        .param("ids", SqlArrays.uuids(ids, id -> id))
                        .query((row, n) -> row.getObject(1, UUID.class))
                        .list());
        for (var statement : FORGET) {
            db.sql()
                    .sql(statement)
                    .param("organization", organization.value())
                    .param("ids", SqlArrays.uuids(ids, id -> id))
                    .update();
        }
        db.changes().note(organization, Subject.CONVERSATION, ids);
    }
}
