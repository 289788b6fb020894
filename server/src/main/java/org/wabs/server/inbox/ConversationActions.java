package org.wabs.server.inbox;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// What agents do with conversations of the bound organization.
final class ConversationActions {
    private final ConversationChange change;
    private final Clock clock;

    ConversationActions(ConversationChange change, Clock clock) {
        this.change = change;
        this.clock = clock;
    }

    /// @param arrived how many of the person's messages were shown; null: all that there are
    void read(UUID id, @Nullable Integer arrived) {
        change.of(
                id,
                present -> {
                    change.sql()
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
        change.of(
                id,
                present -> {
                    check(id, present, version);
                    if (Objects.equals(user, present.assignee())) return;
                    if (user != null) checkMember(user);
                    change.sql()
                            .sql(
                                    "UPDATE conversation SET assignee_id = :user, version = version + 1 WHERE id = :id")
                            .param("user", user)
                            .param("id", id)
                            .update();
                    change.tell(
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
                change.sql()
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
        change.of(
                id,
                present -> {
                    check(id, present, version);
                    if (present.status() == status && until == null) return;
                    change.sql()
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
                    var event = change.tell(id, kind, null, until);
                    if (status == Status.RESOLVED)
                        AgentWork.resolved(change.sql(), id, event, ConversationChange.at(event));
                });
    }

    private static void check(
            UUID id, ConversationChange.Present present, @Nullable Integer version) {
        if (version == null || version == present.version()) return;
        throw new ProblemException(
                        ProblemType.CONFLICT,
                        "The conversation " + id + " was changed in the meantime; read it again.")
                .with("version", present.version());
    }
}
