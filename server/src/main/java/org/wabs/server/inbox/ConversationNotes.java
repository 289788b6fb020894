package org.wabs.server.inbox;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// What users tell each other in a conversation of the bound organization.
final class ConversationNotes {
    private final ConversationChange change;
    private final Clock clock;

    ConversationNotes(ConversationChange change, Clock clock) {
        this.change = change;
        this.clock = clock;
    }

    /// @param id made by the caller; a second run of the same request changes nothing
    void add(UUID conversation, UUID id, String body) {
        change.of(
                conversation,
                present -> {
                    change.sql()
                            .sql(
                                    """
                                    INSERT INTO conversation_note (id, conversation_id, author_id, body, at)
                                    VALUES (:id, :conversation, :author, :body, :at) ON CONFLICT DO NOTHING\
                                    """)
                            .param("id", id)
                            .param("conversation", conversation)
                            .param("author", CurrentUser.get().id())
                            .param("body", body)
                            .param("at", ConversationChange.at(id).atOffset(ZoneOffset.UTC))
                            .update();
                    change.item(conversation, id, ConversationItems.Kind.NOTE, body);
                });
    }

    void change(UUID conversation, UUID id, String body, int version) {
        change.of(
                conversation,
                present -> {
                    int changed =
                            change.sql()
                                    .sql(
                                            """
                                            UPDATE conversation_note SET body = :body, edited_at = :now, version = version + 1
                                             WHERE id = :id AND conversation_id = :conversation AND version = :version\
                                            """)
                                    .param("body", body)
                                    .param(
                                            "now",
                                            clock.instant()
                                                    .truncatedTo(ChronoUnit.MICROS)
                                                    .atOffset(ZoneOffset.UTC))
                                    .params(
                                            Map.of(
                                                    "id",
                                                    id,
                                                    "conversation",
                                                    conversation,
                                                    "version",
                                                    version))
                                    .update();
                    if (changed == 0) throw conflict(conversation, id);
                    change.sql()
                            .sql(
                                    "UPDATE conversation_item SET words = :words WHERE conversation_id = :conversation AND id = :id")
                            .param("words", ConversationItems.searched(body))
                            .param("conversation", conversation)
                            .param("id", id)
                            .update();
                });
    }

    private ProblemException conflict(UUID conversation, UUID id) {
        var present =
                change.sql()
                        .sql(
                                "SELECT version FROM conversation_note WHERE id = :id AND conversation_id = :conversation")
                        .param("id", id)
                        .param("conversation", conversation)
                        .query(Integer.class)
                        .optional();
        return present.map(version ->
                        new ProblemException(
                                        ProblemType.CONFLICT,
                                        "The note was changed in the meantime; read it again.")
                                .with("version", version))
                .orElseGet(() ->
                        new ProblemException(
                                ProblemType.NOT_FOUND, "There is no note " + id + " here."));
    }

    void delete(UUID conversation, UUID id) {
        change.of(
                conversation,
                present -> {
                    int deleted =
                            change.sql()
                                    .sql(
                                            "DELETE FROM conversation_note WHERE id = :id AND conversation_id = :conversation")
                                    .param("id", id)
                                    .param("conversation", conversation)
                                    .update();
                    if (deleted == 0) throw conflict(conversation, id);
                    change.sql()
                            .sql(
                                    "DELETE FROM conversation_item WHERE conversation_id = :conversation AND id = :id")
                            .param("conversation", conversation)
                            .param("id", id)
                            .update();
                });
    }
}
