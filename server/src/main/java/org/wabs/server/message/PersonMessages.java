package org.wabs.server.message;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.wabs.server.contact.ContactErased;
import org.wabs.server.contact.ContactsMerged;
import org.wabs.server.contact.RecipientChanged;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Lets messages follow the people they belong to: when two contacts become one, when somebody gets
/// another number, and when somebody is deleted. In the transaction of the change.
final class PersonMessages {
    private static final String OF_PERSON =
            "SELECT m.id FROM message m WHERE m.organization_id = :organization AND m.contact_id = :contact ORDER BY m.id";

    private static final String OF_PEOPLE =
            "SELECT m.id FROM message m WHERE m.organization_id = :organization AND m.contact_id = ANY (:contacts) ORDER BY m.id";

    /// Queued messages of a campaign that reaches the person by another message, too: of two queued
    /// ones the merged contact's, else the one that has not been tried.
    private static final String DUPLICATES =
            """
            SELECT m.id FROM message m
             WHERE m.organization_id = :organization AND m.contact_id IN (:contact, :other) AND m.outbound AND m.campaign_id IS NOT NULL
               AND m.wanted > m.attempt AND m.attempt = 0 AND m.cancelled_at IS NULL AND m.skipped IS NULL
               AND EXISTS (
                   SELECT FROM message o
                    WHERE o.organization_id = :organization AND o.contact_id IN (:contact, :other) AND o.contact_id <> m.contact_id
                      AND o.campaign_id = m.campaign_id AND o.skipped IS NULL AND o.cancelled_at IS NULL
                      AND (o.attempt > 0 OR o.wanted > o.attempt AND m.contact_id = :contact))
             ORDER BY m.id\
            """;

    private static final String SKIP =
            """
            WITH former AS MATERIALIZED (
                SELECT m.organization_id, m.id, message_figures(m) AS before FROM message m
                 WHERE m.organization_id = :organization AND m.id = ANY (:ids) AND m.id BETWEEN :least AND :greatest
                   AND m.wanted > m.attempt AND m.cancelled_at IS NULL
            )
            UPDATE message m SET skipped = :reason, wanted = m.attempt
              FROM former f
             WHERE m.organization_id = f.organization_id AND m.id = f.id AND m.id BETWEEN :least AND :greatest
            RETURNING m.id, m.campaign_id, f.before, message_figures(m) AS after\
            """;

    private static final String GIVE =
            """
            UPDATE message m SET contact_id = :to, recipient_key = :key
             WHERE m.organization_id = :organization AND m.id = ANY (:ids) AND m.id BETWEEN :least AND :greatest\
            """;

    private static final String UNADDRESS =
            """
            UPDATE message m SET recipient_key = 'erased:' || m.contact_id
             WHERE m.organization_id = :organization AND m.id = ANY (:ids) AND m.id BETWEEN :least AND :greatest\
            """;

    private static final String QUEUED =
            """
            SELECT m.id FROM message m
             WHERE m.organization_id = :organization AND m.id = ANY (:ids) AND m.id BETWEEN :least AND :greatest
               AND m.outbound AND m.wanted > m.attempt AND m.cancelled_at IS NULL\
            """;

    /// What is not sent yet goes where the person is now: the former number may be a stranger's.
    private static final String READDRESS =
            """
            UPDATE message_content t SET recipient = a.recipient
              FROM contact_audience a
             WHERE a.organization_id = :organization AND a.contact_id = :contact
               AND t.organization_id = :organization AND t.message_id = ANY (:ids) AND t.message_id BETWEEN :least AND :greatest\
            """;

    private static final String FORGET_WORDS =
            """
            UPDATE message_content t SET recipient = '', parameters = NULL, content = NULL
             WHERE t.organization_id = :organization AND t.message_id = ANY (:ids) AND t.message_id BETWEEN :least AND :greatest\
            """;

    private static final String FORGET_EVENTS =
            """
            UPDATE message_event e SET detail = NULL
             WHERE e.organization_id = :organization AND e.message_id = ANY (:ids) AND e.message_id BETWEEN :least AND :greatest
               AND e.detail IS NOT NULL\
            """;

    private final PipelineDb db;
    private final EventBus events;
    private final int slot;

    PersonMessages(PipelineDb db, EventBus events, NodeId node) {
        this.db = db;
        this.events = events;
        this.slot = WriterSlot.APPLIER.of(node.value());
    }

    void merged(List<Delivered<ContactsMerged>> batch) {
        for (var delivered : batch) {
            var organization = delivered.organization();
            var merge = delivered.event();
            var moved = messages(organization, merge.formerId());
            if (moved.isEmpty()) continue;
            var own = messages(organization, merge.contactId());
            lock(
                    organization,
                    java.util.stream.Stream.of(moved, own).flatMap(List::stream).toList());
            skip(
                    organization,
                    find(DUPLICATES, organization, merge.formerId(), merge.contactId()),
                    SkipReason.DUPLICATE);
            give(organization, moved, merge.contactId(), merge.recipientKey().value());
            readdress(organization, moved, merge.contactId());
        }
    }

    /// Opt-outs are asked by recipient: what is queued must ask for the new one.
    void recipientChanged(List<Delivered<RecipientChanged>> batch) {
        for (var delivered : batch) {
            var contact = delivered.event().contactId();
            var ids = messages(delivered.organization(), contact);
            lock(delivered.organization(), ids);
            give(delivered.organization(), ids, contact, delivered.event().recipientKey().value());
            readdress(delivered.organization(), ids, contact);
        }
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
        var ids =
                db.sql()
                        .sql(OF_PEOPLE)
                        .param("organization", organization.value())
                        .param("contacts", SqlArrays.uuids(contacts, contact -> contact))
                        .query((row, n) -> row.getObject("id", UUID.class))
                        .list();
        if (ids.isEmpty()) return;
        lock(organization, ids);
        skip(organization, ids, SkipReason.ERASED);
        update(UNADDRESS, organization, ids);
        update(FORGET_WORDS, organization, ids);
        update(FORGET_EVENTS, organization, ids);
    }

    private List<UUID> messages(OrganizationId organization, UUID contact) {
        return find(OF_PERSON, organization, contact, contact);
    }

    private List<UUID> find(
            String statement, OrganizationId organization, UUID contact, UUID other) {
        return db.sql()
                .sql(statement)
                .param("organization", organization.value())
                .param("contact", contact)
                .param("other", other)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    private void lock(OrganizationId organization, List<UUID> ids) {
        MessageLock.lock(db, ids, id -> organization.value(), id -> id);
    }

    private void skip(OrganizationId organization, List<UUID> messages, SkipReason reason) {
        if (messages.isEmpty()) return;
        var ids = Ids.of(messages, id -> id);
        var counts = new CampaignCounts();
        // in order: others change rows of the same campaigns, too
        var leftOut = new TreeMap<UUID, Integer>();
        db.sql()
                .sql(SKIP)
                .param("organization", organization.value())
                .param("reason", reason.name())
                .param("ids", ids.array())
                .param("least", ids.least())
                .param("greatest", ids.greatest())
                .query(row -> {
                    var campaign = row.getObject("campaign_id", UUID.class);
                    if (campaign != null) leftOut.merge(campaign, 1, Integer::sum);
                    counts.change(
                            organization.value(),
                            row.getObject("id", UUID.class),
                            campaign,
                            row.getInt("before"),
                            row.getInt("after"));
                });
        counts.write(db, slot);
        leftOut.forEach((campaign, people) ->
                events.publish(
                        organization, new LeftOut(new CampaignId(campaign), reason, people)));
    }

    private void give(OrganizationId organization, List<UUID> messages, UUID contact, String key) {
        if (messages.isEmpty()) return;
        var ids = Ids.of(messages, id -> id);
        db.sql()
                .sql(GIVE)
                .param("organization", organization.value())
                .param("to", contact)
                .param("key", key)
                .param("ids", ids.array())
                .param("least", ids.least())
                .param("greatest", ids.greatest())
                .update();
    }

    private void readdress(OrganizationId organization, List<UUID> messages, UUID contact) {
        if (messages.isEmpty()) return;
        var all = Ids.of(messages, id -> id);
        var queued =
                db.sql()
                        .sql(QUEUED)
                        .param("organization", organization.value())
                        .param("ids", all.array())
                        .param("least", all.least())
                        .param("greatest", all.greatest())
                        .query((row, n) -> row.getObject("id", UUID.class))
                        .list();
        if (queued.isEmpty()) return;
        var ids = Ids.of(queued, id -> id);
        db.sql()
                .sql(READDRESS)
                .param("organization", organization.value())
                .param("contact", contact)
                .param("ids", ids.array())
                .param("least", ids.least())
                .param("greatest", ids.greatest())
                .update();
    }

    private void update(String statement, OrganizationId organization, List<UUID> messages) {
        var ids = Ids.of(messages, id -> id);
        db.sql()
                .sql(statement)
                .param("organization", organization.value())
                .param("ids", SqlArrays.uuids(messages, id -> id))
                .param("least", ids.least())
                .param("greatest", ids.greatest())
                .update();
    }
}
