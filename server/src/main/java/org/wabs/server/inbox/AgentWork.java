package org.wabs.server.inbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.platform.tenant.OrganizationId;

/// Writes down what users do in conversations, for figures, in the transactions in which they do
/// it.
final class AgentWork {
    private static final String REPLY =
            """
            INSERT INTO agent_work (organization_id, at, id, kind, user_id, conversation_id, since)
            SELECT c.organization_id, :at, :message, 'REPLY', :user, c.id, CASE WHEN :answers THEN c.unreplied_since END
              FROM conversation c WHERE c.organization_id = :organization AND c.id = :id
            ON CONFLICT DO NOTHING\
            """;

    private static final String RESOLUTION =
            """
            INSERT INTO agent_work (organization_id, at, id, kind, user_id, conversation_id, since)
            SELECT c.organization_id, :at, :event, 'RESOLUTION', :user, c.id,
                   (SELECT min(i.at) FROM conversation_item i
                     WHERE i.organization_id = c.organization_id AND i.conversation_id = c.id AND i.arrival IS NOT NULL
                       AND i.at > coalesce((SELECT max(w.at) FROM agent_work w
                                             WHERE w.organization_id = c.organization_id AND w.conversation_id = c.id
                                               AND w.kind = 'RESOLUTION'), '-infinity'))
              FROM conversation c WHERE c.organization_id = :organization AND c.id = :id\
            """;

    private AgentWork() {}

    /// A user wrote to the person; nothing where a program did. The conversation still says since
    /// when its person waits.
    ///
    /// @param answers what the person wrote
    static void replied(
            JdbcClient sql,
            OrganizationId organization,
            UUID conversation,
            UUID message,
            Instant at,
            boolean answers) {
        var user = CurrentUser.find().filter(caller -> !caller.isApiKey());
        if (user.isEmpty()) return;
        sql.sql(REPLY)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("message", message)
                .param("user", user.get().id())
                .param("answers", answers)
                .param("organization", organization.value())
                .param("id", conversation)
                .update();
    }

    /// The caller of this request resolved it.
    static void resolved(JdbcClient sql, UUID conversation, UUID event, Instant at) {
        var caller = CurrentUser.get();
        sql.sql(RESOLUTION)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("event", event)
                .param("user", caller.isApiKey() ? null : caller.id())
                .param("organization", caller.organization().value())
                .param("id", conversation)
                .update();
    }
}
