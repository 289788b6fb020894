package org.wabs.server.inbox;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;

/// What agents do with conversations of the bound organization; what others should know stands in
/// the conversation as an event.
final class ConversationActions {
    private final AppDb db;
    private final ConversationList list;
    private final Clock clock;

    ConversationActions(AppDb db, ConversationList list, Clock clock) {
        this.db = db;
        this.list = list;
        this.clock = clock;
    }

    private record Present(Status status, @Nullable UUID assignee, int version) {}

    /// @param arrived how many of the person's messages were shown; null: all that there are
    void read(UUID id, @Nullable Integer arrived) {
        change(
                id,
                present -> {
                    db.sql()
                            .sql(
                                    """
                                    UPDATE conversation c
                                       SET seen = greatest(c.seen, least(c.arrived, coalesce(CAST(:arrived AS integer), c.arrived)))
                                     WHERE c.id = :id\
                                    """)
                            .param("arrived", arrived)
                            .param("id", id)
                            .update();
                });
    }

    /// @param user null: to nobody
    void assign(UUID id, @Nullable UUID user, @Nullable Integer version) {
        change(
                id,
                present -> {
                    check(id, present, version);
                    if (Objects.equals(user, present.assignee())) return;
                    if (user != null) checkMember(user);
                    db.sql()
                            .sql(
                                    "UPDATE conversation SET assignee_id = :user, version = version + 1 WHERE id = :id")
                            .param("user", user)
                            .param("id", id)
                            .update();
                    tell(
                            id,
                            user == null
                                    ? ConversationEvents.Kind.UNASSIGNED
                                    : ConversationEvents.Kind.ASSIGNED,
                            user,
                            null);
                });
    }

    private void checkMember(UUID user) {
        boolean member =
                db.sql()
                        .sql("SELECT EXISTS (SELECT FROM member WHERE user_id = :user AND active)")
                        .param("user", user)
                        .query(Boolean.class)
                        .single();
        if (!member) {
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST,
                            "There is no active user " + user + " here.")
                    .field("userId", "one of GET /api/users, or null for nobody");
        }
    }

    void resolve(UUID id, @Nullable Integer version) {
        become(id, version, Status.RESOLVED, null, ConversationEvents.Kind.RESOLVED);
    }

    void reopen(UUID id, @Nullable Integer version) {
        become(id, version, Status.OPEN, null, ConversationEvents.Kind.REOPENED);
    }

    void snooze(UUID id, Instant until, @Nullable Integer version) {
        if (!until.isAfter(clock.instant())) {
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST, "The time to wake it has passed.")
                    .field("until", "a time to come");
        }
        become(id, version, Status.SNOOZED, until, ConversationEvents.Kind.SNOOZED);
    }

    private void become(
            UUID id,
            @Nullable Integer version,
            Status status,
            @Nullable Instant until,
            ConversationEvents.Kind kind) {
        change(
                id,
                present -> {
                    check(id, present, version);
                    if (present.status() == status && until == null) return;
                    db.sql()
                            .sql(
                                    """
                                    UPDATE conversation
                                       SET status = :status, snoozed_until = :until, version = version + 1,
                                           failed_at = CASE WHEN :status = 'RESOLVED' THEN NULL ELSE failed_at END
                                     WHERE id = :id\
                                    """)
                            .param("status", status.name())
                            .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC))
                            .param("id", id)
                            .update();
                    var event = tell(id, kind, null, until);
                    if (status == Status.RESOLVED)
                        AgentWork.resolved(db.sql(), id, event, at(event));
                });
    }

    private static void check(UUID id, Present present, @Nullable Integer version) {
        if (version == null || version == present.version()) return;
        throw new ProblemException(
                        ProblemType.CONFLICT,
                        "The conversation " + id + " was changed in the meantime; read it again.")
                .with("version", present.version());
    }

    private interface Change {
        void apply(Present present);
    }

    private void change(UUID id, Change change) {
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

    private UUID tell(
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

    private void item(
            UUID conversation, UUID id, ConversationItems.Kind kind, @Nullable String words) {
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

    private static Instant at(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /// @param id made by the caller; a second run of the same request changes nothing
    void addNote(UUID conversation, UUID id, String body) {
        change(
                conversation,
                present -> {
                    db.sql()
                            .sql(
                                    """
                                    INSERT INTO conversation_note (id, conversation_id, author_id, body, at)
                                    VALUES (:id, :conversation, :author, :body, :at) ON CONFLICT DO NOTHING\
                                    """)
                            .param("id", id)
                            .param("conversation", conversation)
                            .param("author", CurrentUser.get().id())
                            .param("body", body)
                            .param("at", at(id).atOffset(ZoneOffset.UTC))
                            .update();
                    item(conversation, id, ConversationItems.Kind.NOTE, body);
                });
    }

    void changeNote(UUID conversation, UUID id, String body, int version) {
        change(
                conversation,
                present -> {
                    int changed =
                            db.sql()
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
                    if (changed == 0) throw noteConflict(conversation, id);
                    db.sql()
                            .sql(
                                    "UPDATE conversation_item SET words = :words WHERE conversation_id = :conversation AND id = :id")
                            .param("words", ConversationItems.searched(body))
                            .param("conversation", conversation)
                            .param("id", id)
                            .update();
                });
    }

    private ProblemException noteConflict(UUID conversation, UUID id) {
        var present =
                db.sql()
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

    void deleteNote(UUID conversation, UUID id) {
        change(
                conversation,
                present -> {
                    int deleted =
                            db.sql()
                                    .sql(
                                            "DELETE FROM conversation_note WHERE id = :id AND conversation_id = :conversation")
                                    .param("id", id)
                                    .param("conversation", conversation)
                                    .update();
                    if (deleted == 0) throw noteConflict(conversation, id);
                    db.sql()
                            .sql(
                                    "DELETE FROM conversation_item WHERE conversation_id = :conversation AND id = :id")
                            .param("conversation", conversation)
                            .param("id", id)
                            .update();
                });
    }

    void tag(UUID conversation, String tag) {
        change(
                conversation,
                present -> {
                    db.sql()
                            .sql(
                                    "INSERT INTO conversation_tag (tag, conversation_id) VALUES (:tag, :conversation) ON CONFLICT DO NOTHING")
                            .param("tag", tag)
                            .param("conversation", conversation)
                            .update();
                });
    }

    void untag(UUID conversation, String tag) {
        change(
                conversation,
                present -> {
                    db.sql()
                            .sql(
                                    "DELETE FROM conversation_tag WHERE tag = :tag AND conversation_id = :conversation")
                            .param("tag", tag)
                            .param("conversation", conversation)
                            .update();
                });
    }
}
