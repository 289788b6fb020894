package org.wabs.server.inbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.wabs.server.media.InboundMedia;
import org.wabs.server.message.OldMessages;
import org.wabs.server.message.WamidHash;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Takes removed messages out of conversations, with the notes and events of their time; a
/// conversation of which nothing is left goes too. In the transaction that removes the messages.
final class OldThreads {
    private static final String OF_MESSAGES =
            """
            SELECT DISTINCT i.conversation_id FROM conversation_item i
             WHERE i.organization_id = :organization AND i.id = ANY (:messages)\
            """;

    private static final List<String> REMOVE =
            List.of(
                    """
                    WITH gone AS (
                        DELETE FROM conversation_item i
                         WHERE i.organization_id = :organization AND i.conversation_id = ANY (:ids)
                           AND (i.id = ANY (:messages) OR i.kind <> 'MESSAGE' AND i.at < :before)
                        RETURNING i.id, i.kind
                    ), notes AS (
                        DELETE FROM conversation_note n USING gone g
                         WHERE n.organization_id = :organization AND n.id = g.id AND g.kind = 'NOTE'
                    )
                    DELETE FROM conversation_event e USING gone g
                     WHERE e.organization_id = :organization AND e.id = g.id AND g.kind = 'EVENT'\
                    """,
                    """
                    UPDATE conversation c SET last_id = NULL, last_type = NULL, last_outbound = NULL, last_words = NULL
                     WHERE c.organization_id = :organization AND c.id = ANY (:ids) AND c.last_id = ANY (:messages)\
                    """,
                    """
                    DELETE FROM conversation_tag t
                     WHERE t.organization_id = :organization AND t.conversation_id = ANY (:ids)
                       AND NOT EXISTS (SELECT FROM conversation_item i
                                        WHERE i.organization_id = t.organization_id AND i.conversation_id = t.conversation_id)\
                    """,
                    """
                    DELETE FROM conversation c
                     WHERE c.organization_id = :organization AND c.id = ANY (:ids)
                       AND NOT EXISTS (SELECT FROM conversation_item i
                                        WHERE i.organization_id = c.organization_id AND i.conversation_id = c.id)\
                    """);

    private static final String REMOVE_REACTIONS =
            "DELETE FROM message_reaction r WHERE r.organization_id = :organization AND r.wamid_hash = ANY (:hashes)";

    private final PipelineDb db;
    private final ConversationLock lock;
    private final Answered answered;
    private final InboundMedia media;

    OldThreads(PipelineDb db, InboundMedia media) {
        this.db = db;
        this.lock = new ConversationLock(db);
        this.answered = new Answered(db);
        this.media = media;
    }

    /// @param before what people wrote before counts as read and answered
    /// @return how many files went with them
    int remove(OrganizationId organization, Instant before, List<OldMessages.Removed> removed) {
        if (removed.isEmpty()) return 0;
        var messages = removed.stream().map(OldMessages.Removed::id).toList();
        var conversations = ofMessages(organization, messages);
        if (!conversations.isEmpty()) {
            lock.lock(organization, conversations);
            answered.settle(
                    conversations.stream()
                            .map(id -> new Answered.Before(organization, id, before))
                            .toList());
            for (var statement : REMOVE)
                remove(statement, organization, before, conversations, messages);
            db.changes().note(organization, Subject.CONVERSATION, conversations);
        }
        removeReactions(organization, removed);
        return media.forget(organization, messages);
    }

    private List<UUID> ofMessages(OrganizationId organization, List<UUID> messages) {
        return db.sql()
                .sql(OF_MESSAGES)
                .param("organization", organization.value())
                .param("messages", SqlArrays.uuids(messages, id -> id))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private void remove(
            String statement,
            OrganizationId organization,
            Instant before,
            List<UUID> conversations,
            List<UUID> messages) {
        db.sql()
                .sql(statement)
                .param("organization", organization.value())
                .param("ids", SqlArrays.uuids(conversations, id -> id))
                .param("messages", SqlArrays.uuids(messages, id -> id))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void removeReactions(OrganizationId organization, List<OldMessages.Removed> removed) {
        var known =
                removed.stream().map(OldMessages.Removed::wamid).filter(Objects::nonNull).toList();
        if (known.isEmpty()) return;
        db.sql()
                .sql(REMOVE_REACTIONS)
                .param("organization", organization.value())
                .param("hashes", SqlArrays.longs(known, WamidHash::of))
                .update();
    }
}
