package org.wabs.server.inbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Settles that what a person wrote before a time is seen and answered. In the caller's
/// transaction, which holds the conversations' locks.
final class Answered {
    /// @param before messages of this very time are not
    record Before(OrganizationId organization, UUID conversation, Instant before) {}

    /// `seen` and `answered` are how many of the first arrivals: so those that are settled become
    /// the first of the open ones. Answered ones are seen (`answered <= seen`). The places of items
    /// within a second tell what arrived first, Meta's times are whole seconds.
    private static final String SETTLE =
            """
            WITH open AS (
                SELECT i.organization_id, i.conversation_id, i.at, i.id, i.arrival, i.at < u.before AS settled, c.seen, c.answered
                  FROM unnest(:organizations, :conversations, :befores) AS u(organization_id, conversation_id, before)
                  JOIN conversation c ON c.organization_id = u.organization_id AND c.id = u.conversation_id
                  JOIN conversation_item i ON i.organization_id = c.organization_id AND i.conversation_id = c.id
                 WHERE c.arrived > c.answered AND i.arrival > c.answered
            ), placed AS (
                SELECT organization_id, conversation_id, at, id,
                       answered + row_number() OVER (PARTITION BY organization_id, conversation_id
                                                     ORDER BY settled DESC, arrival, at, id) AS arrival
                  FROM open
            ), moved AS (
                UPDATE conversation_item i SET arrival = p.arrival
                  FROM placed p
                 WHERE i.organization_id = p.organization_id AND i.conversation_id = p.conversation_id
                   AND i.at = p.at AND i.id = p.id AND i.arrival <> p.arrival
            )
            UPDATE conversation c
               SET seen = c.seen + s.seen, answered = c.answered + s.answered, unreplied_since = s.since
              FROM (SELECT organization_id, conversation_id,
                           count(*) FILTER (WHERE settled AND arrival > seen) AS seen,
                           count(*) FILTER (WHERE settled) AS answered,
                           date_trunc('second', min(at) FILTER (WHERE NOT settled), 'UTC') AS since
                      FROM open
                     GROUP BY 1, 2
                    HAVING count(*) FILTER (WHERE settled) > 0) s
             WHERE c.organization_id = s.organization_id AND c.id = s.conversation_id\
            """;

    private final PipelineDb db;

    Answered(PipelineDb db) {
        this.db = db;
    }

    /// @param conversations each once
    void settle(List<Before> conversations) {
        if (conversations.isEmpty()) return;
        db.sql()
                .sql(SETTLE)
                .param(
                        "organizations",
                        SqlArrays.uuids(conversations, one -> one.organization().value()))
                .param("conversations", SqlArrays.uuids(conversations, Before::conversation))
                .param("befores", SqlArrays.times(conversations, Before::before))
                .update();
    }
}
