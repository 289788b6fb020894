package org.wabs.server.account;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.wabs.server.platform.tenant.OrganizationId;

/// Keeps what Meta says of numbers over time, in the transaction of whoever wrote down the latest.
final class NumberHistory {
    /// Of the organization's connected numbers those that are not as they were when last noted.
    private static final String NOTE =
            """
            INSERT INTO phone_number_history (organization_id, phone_number_id, at, quality, status, messaging_limit, messages_per_second)
            SELECT n.organization_id, n.phone_number_id, clock_timestamp(), n.quality, n.status, w.messaging_limit, n.messages_per_second
              FROM phone_number n
              JOIN waba w ON w.organization_id = n.organization_id AND w.waba_id = n.waba_id
              LEFT JOIN LATERAL (
                   SELECT at, quality, status, messaging_limit, messages_per_second FROM phone_number_history
                    WHERE organization_id = n.organization_id AND phone_number_id = n.phone_number_id
                    ORDER BY at DESC LIMIT 1) h ON true
             WHERE n.organization_id = :organization AND w.disconnected_at IS NULL
               AND (h.at IS NULL
                    OR (h.quality, h.status, h.messaging_limit, h.messages_per_second)
                       IS DISTINCT FROM (n.quality, n.status, w.messaging_limit, n.messages_per_second))
            ON CONFLICT DO NOTHING\
            """;

    private NumberHistory() {}

    static void note(JdbcClient sql, OrganizationId organization) {
        sql.sql(NOTE).param("organization", organization.value()).update();
    }
}
