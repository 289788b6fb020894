package org.wabs.server.inbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.AppDb;

/// A change of one conversation of the bound organization, while nobody else changes it; what
/// others should know stands in the conversation as an event.
final class ConversationChange {
    /// As it is while it is locked.
    record Present(Status status, @Nullable UUID assignee, int version) {}

    interface Change {
        void apply(Present present);
    }

    private final AppDb db;
    private final ConversationList list;

    ConversationChange(AppDb db, ConversationList list) {
        this.db = db;
        this.list = list;
    }

    JdbcClient sql() {
        return db.sql();
    }

    /// @throws org.wabs.server.platform.problem.ProblemException when there is no such conversation
    void of(UUID id, Change change) {
        db.tx()
                .executeWithoutResult(status -> {
                    var present =
                            db.sql()
                                    .sql(
                                            "SELECT status, assignee_id, version FROM conversation WHERE id = :id FOR NO KEY UPDATE")
                                    .param("id", id)
                                    .query((row, n) ->
                                            new Present(
                                                    Status.valueOf(row.getString("status")),
                                                    row.getObject("assignee_id", UUID.class),
                                                    row.getInt("version")))
                                    .optional();
                    if (present.isEmpty()) list.get(id);
                    change.apply(present.orElseThrow());
                    note(id);
                });
    }

    private void note(UUID id) {
        db.changes().note(CurrentUser.get().organization(), Subject.CONVERSATION, id);
    }

    /// @return the event
    UUID tell(
            UUID conversation,
            ConversationEvents.Kind kind,
            @Nullable UUID user,
            @Nullable Instant until) {
        var id = Ids.next();
        db.sql()
                .sql(
                        """
                        INSERT INTO conversation_event (id, conversation_id, kind, actor_id, user_id, until)
                        VALUES (:id, :conversation, :kind, :actor, :user, :until)\
                        """)
                .param("id", id)
                .param("conversation", conversation)
                .param("kind", kind.name())
                .param("actor", CurrentUser.get().id())
                .param("user", user)
                .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC))
                .update();
        item(conversation, id, ConversationItems.Kind.EVENT, null);
        return id;
    }

    void item(UUID conversation, UUID id, ConversationItems.Kind kind, @Nullable String words) {
        db.sql()
                .sql(
                        """
                        INSERT INTO conversation_item (conversation_id, at, id, kind, words)
                        VALUES (:conversation, :at, :id, :kind, :words) ON CONFLICT DO NOTHING\
                        """)
                .param("conversation", conversation)
                .param("at", at(id).atOffset(ZoneOffset.UTC))
                .param("id", id)
                .param("kind", kind.name())
                .param("words", ConversationItems.searched(words))
                .update();
    }

    /// When something was made, by its id.
    static Instant at(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
