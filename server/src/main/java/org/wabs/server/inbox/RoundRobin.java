package org.wabs.server.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wabs.server.identity.OrganizationSettings;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Gives conversations that nobody has to agents who take some, in turn. Fair across nodes: the
/// organization's turns are counted in one row, whose lock makes them take place one after the
/// other.
final class RoundRobin {
    /// A conversation that was opened by this message of the person's.
    record Waiting(OrganizationId organization, UUID conversation, UUID message, Instant at) {}

    private static final String FIRST =
            """
            INSERT INTO assignment_turn (organization_id) VALUES (:organization) ON CONFLICT DO NOTHING\
            """;

    private static final String LOCK =
            "SELECT turn FROM assignment_turn WHERE organization_id = :organization FOR UPDATE";

    private static final String NEXT =
            """
            SELECT a.user_id FROM agent_turn a
              JOIN member m ON m.organization_id = a.organization_id AND m.user_id = a.user_id
             WHERE a.organization_id = :organization AND a.available AND m.active
             ORDER BY a.turn, a.user_id LIMIT 1\
            """;

    private static final String TAKE =
            """
            UPDATE agent_turn SET turn = :turn WHERE organization_id = :organization AND user_id = :user\
            """;

    private static final String COUNT =
            "UPDATE assignment_turn SET turn = :turn WHERE organization_id = :organization";

    private static final String ASSIGN =
            """
            UPDATE conversation SET assignee_id = :user, version = version + 1
             WHERE organization_id = :organization AND id = :id\
            """;

    private final PipelineDb db;
    private final OrganizationSettings settings;
    private final ConversationEvents events;

    RoundRobin(PipelineDb db, OrganizationSettings settings) {
        this.db = db;
        this.settings = settings;
        this.events = new ConversationEvents(db);
    }

    /// In the transaction that opens the conversations and holds their locks; the turns are locked
    /// last.
    void assign(List<Waiting> conversations) {
        var wanted = new ArrayList<>(conversations);
        wanted.removeIf(one -> !settings.get(one.organization(), InboxSettings.AUTO_ASSIGN));
        wanted.sort(
                Comparator.comparing(
                                (Waiting one) -> one.organization().value(), SqlArrays::compare)
                        .thenComparing(Waiting::at)
                        .thenComparing(Waiting::conversation));
        var told = new ArrayList<ConversationEvents.Event>();
        for (var one : wanted) {
            take(one.organization())
                    .ifPresent(user -> {
                        db.sql()
                                .sql(ASSIGN)
                                .param("user", user)
                                .param("organization", one.organization().value())
                                .param("id", one.conversation())
                                .update();
                        told.add(
                                new ConversationEvents.Event(
                                        one.organization(),
                                        one.conversation(),
                                        ConversationEvents.idAfter(
                                                one.message(), ConversationEvents.Kind.ASSIGNED),
                                        one.at(),
                                        ConversationEvents.Kind.ASSIGNED,
                                        user));
                    });
        }
        events.add(told);
    }

    private Optional<UUID> take(OrganizationId organization) {
        update(FIRST, organization);
        long turn =
                1
                        + db.sql()
                                .sql(LOCK)
                                .param("organization", organization.value())
                                .query(Long.class)
                                .single();
        var next =
                db.sql()
                        .sql(NEXT)
                        .param("organization", organization.value())
                        .query(UUID.class)
                        .optional();
        next.ifPresent(user -> {
            db.sql()
                    .sql(TAKE)
                    .param("turn", turn)
                    .param("organization", organization.value())
                    .param("user", user)
                    .update();
            db.sql()
                    .sql(COUNT)
                    .param("turn", turn)
                    .param("organization", organization.value())
                    .update();
        });
        return next;
    }

    private void update(String statement, OrganizationId organization) {
        db.sql().sql(statement).param("organization", organization.value()).update();
    }
}
