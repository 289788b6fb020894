package org.wabs.server.inbox;

import java.util.UUID;

/// Tags of conversations of the bound organization.
final class ConversationTags {
    private final ConversationChange change;

    ConversationTags(ConversationChange change) {
        this.change = change;
    }

    void add(UUID conversation, String tag) {
        change.of(
                conversation,
                present -> {
                    change.sql()
                            .sql(
                                    "INSERT INTO conversation_tag (tag, conversation_id) VALUES (:tag, :conversation) ON CONFLICT DO NOTHING")
                            .param("tag", tag)
                            .param("conversation", conversation)
                            .update();
                });
    }

    void remove(UUID conversation, String tag) {
        change.of(
                conversation,
                present -> {
                    change.sql()
                            .sql(
                                    "DELETE FROM conversation_tag WHERE tag = :tag AND conversation_id = :conversation")
                            .param("tag", tag)
                            .param("conversation", conversation)
                            .update();
                });
    }
}
