package org.wabs.server.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private static final String AGENTS =
            """
            SELECT a.user_id FROM agent_turn a
              JOIN member m ON m.organization_id = a.organization_id AND m.user_id = a.user_id
             WHERE a.organization_id = :organization AND a.available AND m.active
             ORDER BY a.turn, a.user_id\
            """;

    private static final String TAKE =
            """
            UPDATE agent_turn a SET turn = u.turn
              FROM unnest(:users, :turns) AS u(user_id, turn)
             WHERE a.organization_id = :organization AND a.user_id = u.user_id\
            """;

    private static final String COUNT =
            "UPDATE assignment_turn SET turn = :turn WHERE organization_id = :organization";

    private static final String ASSIGN =
            """
            UPDATE conversation c SET assignee_id = u.user_id, version = c.version + 1
              FROM unnest(:ids, :users) AS u(id, user_id)
             WHERE c.organization_id = :organization AND c.id = u.id\
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
        var byOrganization = new TreeMap<UUID, List<Waiting>>(SqlArrays::compare);
        for (var one : conversations) {
            if (settings.get(one.organization(), InboxSettings.AUTO_ASSIGN))
                byOrganization
                        .computeIfAbsent(one.organization().value(), key -> new ArrayList<>())
                        .add(one);
        }
        var told = new ArrayList<ConversationEvents.Event>();
        byOrganization.values().forEach(waiting -> told.addAll(share(waiting)));
        events.add(told);
    }

    /// Those of one organization, the longest waiting first.
    private List<ConversationEvents.Event> share(List<Waiting> waiting) {
        var organization = waiting.getFirst().organization();
        waiting.sort(Comparator.comparing(Waiting::at).thenComparing(Waiting::conversation));
        long turn = lock(organization);
        var agents =
                db.sql()
                        .sql(AGENTS)
                        .param("organization", organization.value())
                        .query(UUID.class)
                        .list();
        if (agents.isEmpty()) return List.of();
        var turns = new HashMap<UUID, Long>();
        var users = new ArrayList<UUID>();
        for (int i = 0; i < waiting.size(); i++) {
            var user = agents.get(i % agents.size());
            users.add(user);
            turns.put(user, turn + 1 + i);
        }
        write(organization, waiting, users, turns);
        var told = new ArrayList<ConversationEvents.Event>();
        for (int i = 0; i < waiting.size(); i++) told.add(assigned(waiting.get(i), users.get(i)));
        return told;
    }

    private long lock(OrganizationId organization) {
        db.sql().sql(FIRST).param("organization", organization.value()).update();
        return db.sql()
                .sql(LOCK)
                .param("organization", organization.value())
                .query(Long.class)
                .single();
    }

    private void write(
            OrganizationId organization,
            List<Waiting> waiting,
            List<UUID> users,
            Map<UUID, Long> turns) {
        db.sql()
                .sql(ASSIGN)
                .param("organization", organization.value())
                .param("ids", SqlArrays.uuids(waiting, Waiting::conversation))
                .param("users", SqlArrays.uuids(users, user -> user))
                .update();
        var taken = List.copyOf(turns.entrySet());
        db.sql()
                .sql(TAKE)
                .param("organization", organization.value())
                .param("users", SqlArrays.uuids(taken, Map.Entry::getKey))
                .param("turns", SqlArrays.longs(taken, Map.Entry::getValue))
                .update();
        db.sql()
                .sql(COUNT)
                .param("organization", organization.value())
                .param("turn", Collections.max(turns.values()))
                .update();
    }

    private static ConversationEvents.Event assigned(Waiting one, UUID user) {
        return new ConversationEvents.Event(
                one.organization(),
                one.conversation(),
                ConversationEvents.idAfter(one.message(), ConversationEvents.Kind.ASSIGNED),
                one.at(),
                ConversationEvents.Kind.ASSIGNED,
                user);
    }
}
