package org.wabs.server.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;

/// Keeps conversations in step with what the business writes in its phone app, in the transaction
/// that stores it. It answers what the person wrote before, whichever webhook comes first.
final class PhoneAppConversations {
    /// @param speaks to what the person wrote before
    /// @param words what it says
    record Written(
            Place place,
            UUID message,
            Instant at,
            InboundKind kind,
            boolean speaks,
            String type,
            @Nullable String words) {
        boolean answers() {
            return speaks && kind == InboundKind.MESSAGE;
        }

        @Override
        public String toString() {
            return "Written[" + message + "]";
        }
    }

    /// What was written to one person.
    private record Sum(
            ConversationLock.Locked conversation, Written last, @Nullable Instant answeredAt) {}

    private static final String WROTE =
            """
            UPDATE conversation c
               SET phone_app_answered_at = greatest(c.phone_app_answered_at, u.answered_at),
                   last_out_at   = greatest(c.last_out_at, u.at),
                   failed_at     = CASE WHEN c.failed_at < u.at THEN NULL ELSE c.failed_at END,
                   last_at       = greatest(c.last_at, u.at),
                   last_id       = CASE WHEN u.at >= c.last_at THEN u.message ELSE c.last_id END,
                   last_type     = CASE WHEN u.at >= c.last_at THEN u.type ELSE c.last_type END,
                   last_outbound = CASE WHEN u.at >= c.last_at THEN true ELSE c.last_outbound END,
                   last_words    = CASE WHEN u.at >= c.last_at THEN u.words ELSE c.last_words END
              FROM unnest(:organizations, :conversations, :answeredAts, :ats, :messages, :types, :words)
                   AS u(organization_id, conversation_id, answered_at, at, message, type, words)
             WHERE c.organization_id = u.organization_id AND c.id = u.conversation_id\
            """;

    private final PipelineDb db;
    private final ConversationLock lock;
    private final ConversationItems items;
    private final Answered answered;

    PhoneAppConversations(PipelineDb db) {
        this.db = db;
        this.lock = new ConversationLock(db);
        this.items = new ConversationItems(db);
        this.answered = new Answered(db);
    }

    /// Those that were stored before are not among them.
    void wrote(List<Written> batch) {
        if (batch.isEmpty()) return;
        var locked = lock.lock(batch.stream().map(Written::place).toList());
        var shown = new HashMap<ConversationLock.Locked, List<Written>>();
        for (var one : batch) {
            var conversation = Objects.requireNonNull(locked.get(one.place()));
            if (one.kind() != InboundKind.REACTION)
                shown.computeIfAbsent(conversation, key -> new ArrayList<>()).add(one);
        }
        items.add(
                shown.entrySet().stream()
                        .flatMap(entry ->
                                entry.getValue().stream().map(one -> item(entry.getKey(), one)))
                        .toList());
        var sums = shown.entrySet().stream().map(one -> sum(one.getKey(), one.getValue())).toList();
        update(sums);
        answered.settle(
                sums.stream()
                        .filter(sum -> sum.answeredAt() != null)
                        .map(sum ->
                                new Answered.Before(
                                        sum.conversation().organization(),
                                        sum.conversation().id(),
                                        Objects.requireNonNull(sum.answeredAt())))
                        .toList());
        locked.values()
                .forEach(conversation ->
                        db.changes()
                                .note(
                                        conversation.organization(),
                                        Subject.CONVERSATION,
                                        conversation.id()));
    }

    private static ConversationItems.Item item(
            ConversationLock.Locked conversation, Written written) {
        return new ConversationItems.Item(
                conversation.organization(),
                conversation.id(),
                written.at(),
                written.message(),
                ConversationItems.Kind.MESSAGE,
                null,
                written.words());
    }

    private static Sum sum(ConversationLock.Locked conversation, List<Written> written) {
        var byTime = Comparator.comparing(Written::at).thenComparing(Written::message);
        return new Sum(
                conversation,
                written.stream().max(byTime).orElseThrow(),
                written.stream()
                        .filter(Written::answers)
                        .map(Written::at)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    private void update(List<Sum> sums) {
        if (sums.isEmpty()) return;
        db.sql()
                .sql(WROTE)
                .param(
                        "organizations",
                        SqlArrays.uuids(sums, sum -> sum.conversation().organization().value()))
                .param("conversations", SqlArrays.uuids(sums, sum -> sum.conversation().id()))
                .param("answeredAts", SqlArrays.times(sums, Sum::answeredAt))
                .param("ats", SqlArrays.times(sums, sum -> sum.last().at()))
                .param("messages", SqlArrays.uuids(sums, sum -> sum.last().message()))
                .param("types", SqlArrays.texts(sums, sum -> sum.last().type()))
                .param(
                        "words",
                        SqlArrays.texts(sums, sum -> Conversations.preview(sum.last().words())))
                .update();
    }
}
