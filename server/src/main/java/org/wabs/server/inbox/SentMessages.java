package org.wabs.server.inbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.wabs.server.dispatch.SingleQueued;
import org.wabs.server.dispatch.SingleStanding;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Keeps conversations in step with what we write to people outside campaigns, in the transactions
/// that queue the messages and record what became of them.
final class SentMessages {
    private static final String SENT =
            """
            UPDATE conversation c
               SET last_out_at     = greatest(c.last_out_at, CAST(:at AS timestamptz)),
                   answered        = CASE WHEN :answers THEN c.arrived ELSE c.answered END,
                   seen            = CASE WHEN :answers THEN c.arrived ELSE c.seen END,
                   unreplied_since = CASE WHEN :answers THEN NULL ELSE c.unreplied_since END,
                   failed_at       = NULL,
                   last_at         = greatest(c.last_at, CAST(:at AS timestamptz)),
                   last_id         = CASE WHEN CAST(:at AS timestamptz) >= c.last_at THEN :message ELSE c.last_id END,
                   last_type       = CASE WHEN CAST(:at AS timestamptz) >= c.last_at THEN :type ELSE c.last_type END,
                   last_outbound   = CASE WHEN CAST(:at AS timestamptz) >= c.last_at THEN true ELSE c.last_outbound END,
                   last_words      = CASE WHEN CAST(:at AS timestamptz) >= c.last_at THEN :words ELSE c.last_words END
             WHERE c.organization_id = :organization AND c.id = :id\
            """;

    private static final String OF_MESSAGES =
            """
            SELECT DISTINCT i.conversation_id FROM conversation_item i WHERE i.organization_id = :organization AND i.id = ANY (:ids)\
            """;

    private static final String STANDING =
            """
            UPDATE conversation c SET failed_at = CASE WHEN :failed THEN clock_timestamp() END
             WHERE c.organization_id = :organization AND c.id = ANY (:ids)\
            """;

    private final PipelineDb db;
    private final ConversationLock lock;
    private final ConversationItems items;
    private final Reactions reactions;

    SentMessages(PipelineDb db) {
        this.db = db;
        this.lock = new ConversationLock(db);
        this.items = new ConversationItems(db);
        this.reactions = new Reactions(db);
    }

    /// We wrote to people.
    void sent(List<Delivered<SingleQueued>> batch) {
        for (var delivered : batch) {
            var message = delivered.event();
            var place = new Place(delivered.organization(), message.contact(), message.number());
            if (message.reactsTo() != null) {
                reactions.put(
                        List.of(
                                new Reactions.Reaction(
                                        delivered.organization(),
                                        message.reactsTo(),
                                        true,
                                        message.emoji(),
                                        message.at(),
                                        message.message())));
            }
            var conversation = Objects.requireNonNull(lock.lock(List.of(place)).get(place));
            if (message.reactsTo() == null) sent(conversation, message);
            note(conversation);
        }
    }

    private void sent(ConversationLock.Locked conversation, SingleQueued message) {
        items.add(
                List.of(
                        new ConversationItems.Item(
                                conversation.organization(),
                                conversation.id(),
                                message.at(),
                                message.message(),
                                ConversationItems.Kind.MESSAGE,
                                null,
                                message.words())));
        AgentWork.replied(
                db.sql(),
                conversation.organization(),
                conversation.id(),
                message.message(),
                message.at(),
                message.answers());
        db.sql()
                .sql(SENT)
                .param("at", message.at().atOffset(java.time.ZoneOffset.UTC))
                .param("answers", message.answers())
                .param("message", message.message())
                .param("type", message.type())
                .param("words", Conversations.preview(message.words()))
                .param("organization", conversation.organization().value())
                .param("id", conversation.id())
                .update();
    }

    /// A message of ours failed, or is tried again.
    void standing(List<Delivered<SingleStanding>> batch) {
        for (boolean failed : new boolean[] {false, true}) {
            var byOrganization = new HashMap<OrganizationId, List<UUID>>();
            for (var delivered : batch) {
                if (delivered.event().failed() == failed)
                    byOrganization
                            .computeIfAbsent(delivered.organization(), one -> new ArrayList<>())
                            .add(delivered.event().message());
            }
            byOrganization.forEach((organization, messages) -> {
                var found =
                        db.sql()
                                .sql(OF_MESSAGES)
                                .param("organization", organization.value())
                                .param("ids", SqlArrays.uuids(messages, id -> id))
                                .query((row, n) -> row.getObject(1, UUID.class))
                                .list();
                if (found.isEmpty()) return;
                var locked = lock.lock(organization, found);
                db.sql()
                        .sql(STANDING)
                        .param("failed", failed)
                        .param("organization", organization.value())
                        .param("ids", SqlArrays.uuids(found, id -> id))
                        .update();
                locked.forEach(this::note);
            });
        }
    }

    private void note(ConversationLock.Locked conversation) {
        db.changes().note(conversation.organization(), Subject.CONVERSATION, conversation.id());
    }
}
