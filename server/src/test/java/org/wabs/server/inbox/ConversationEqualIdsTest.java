package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.server.dispatch.SingleStanding;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.SharedServer;

/// Trap J2: the pipeline sees all organizations, so each of its statements must keep them apart
/// even where ids are equal.
class ConversationEqualIdsTest {
    private final OrganizationId owner =
            new OrganizationId(SharedServer.server().newOrganization());
    private final OrganizationId other =
            new OrganizationId(SharedServer.server().newOrganization());
    private final UUID id = Ids.next();
    private PipelineDb db;

    @BeforeEach
    void twins() {
        db = SharedServer.server().bean(PipelineDb.class);
        for (var one : List.of(owner, other)) {
            db.sql()
                    .sql(
                            """
                            INSERT INTO conversation (organization_id, id, contact_id, phone_number_id, last_at, status, snoozed_until)
                            VALUES (:organization, :id, :id, '1', now(), 'SNOOZED', :until)\
                            """)
                    .param("organization", one.value())
                    .param("id", id)
                    .param(
                            "until",
                            Instant.now()
                                    .plusSeconds(one.equals(owner) ? -1 : 3600)
                                    .atOffset(java.time.ZoneOffset.UTC))
                    .update();
            db.sql()
                    .sql(
                            """
                            INSERT INTO conversation_item (organization_id, conversation_id, at, id, kind)
                            VALUES (:organization, :id, now(), :id, 'MESSAGE')\
                            """)
                    .param("organization", one.value())
                    .param("id", id)
                    .update();
        }
    }

    private String of(OrganizationId organization, String column) {
        return SharedServer.server()
                .sql()
                .sql(
                        "SELECT "
                                + column
                                + "::text FROM conversation WHERE organization_id = ? AND id = ?")
                .params(organization.value(), id)
                .query((row, n) -> String.valueOf(row.getString(1)))
                .single();
    }

    @Test
    void wakingOneLeavesItsTwinAsleep() {
        new Snoozes(db).wake();

        assertThat(of(owner, "status")).isEqualTo("OPEN");
        assertThat(of(other, "status")).isEqualTo("SNOOZED");
    }

    @Test
    void failureOfOneIsNotItsTwins() {
        db.tx()
                .executeWithoutResult(status ->
                        new SentMessages(db)
                                .standing(
                                        List.of(
                                                new Delivered<>(
                                                        owner, new SingleStanding(id, true)))));

        assertThat(of(owner, "failed_at")).isNotEqualTo("null");
        assertThat(of(other, "failed_at")).isEqualTo("null");
    }
}
