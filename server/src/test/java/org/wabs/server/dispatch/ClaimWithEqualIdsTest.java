package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.dispatch.EngineFixture.Script;

/// Trap J2 for the engine: a message of another organization with the same id, campaign and number
/// is neither claimed, nor put back, nor removed from a queue.
class ClaimWithEqualIdsTest {
    @Test
    void onlyTheMessageOfTheLanesOrganizationIsClaimed() {
        try (var engine = new EngineFixture();
                var node = engine.new Node("a", new Script())) {
            var campaign = engine.new TestCampaign(engine.newNumber(), 3).open(node.campaigns);
            var stranger = engine.database.newOrganization();
            engine.database
                    .sql()
                    .sql(
                            """
                            INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category, wanted)
                            SELECT ?, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category, wanted
                              FROM message WHERE campaign_id = ?\
                            """)
                    .params(stranger.value(), campaign.id.value())
                    .update();
            engine.database
                    .sql()
                    .sql(
                            "INSERT INTO in_flight (phone_number_id, organization_id, message_id, attempt, epoch, slot) VALUES ('1', ?, ?, 1, 0, now())")
                    .params(stranger.value(), campaign.messages.getFirst())
                    .update();
            engine.database
                    .sql()
                    .sql(
                            "INSERT INTO suppression (organization_id, recipient_key, category, since, source) SELECT ?, recipient_key, 'ALL', now(), 'API' FROM message WHERE organization_id = ?")
                    .params(stranger.value(), stranger.value())
                    .update();
            var before = rows(engine, stranger.value());
            var lease = node.lease(campaign.number).acquire().orElseThrow();
            var batch = node.queue(campaign.number).next(3).orElseThrow();

            var taken =
                    node.claim(campaign.number).take(lease.epoch(), batch, 1_000, 0, all -> all);

            assertThat(taken.messages())
                    .hasSize(3)
                    .allMatch(one -> one.organization().equals(engine.organization));
            engine.db
                    .tx()
                    .executeWithoutResult(status ->
                            node.parts.doubts().ofFormerOwner(campaign.number, lease.epoch() + 1));
            assertThat(rows(engine, stranger.value())).isEqualTo(before);
            assertThat(campaign.statuses()).contains("IN_DOUBT", "QUEUED");
        }
    }

    private static List<Map<String, Object>> rows(EngineFixture engine, java.util.UUID owner) {
        return engine.database
                .sql()
                .sql(
                        """
                        SELECT m.*, f.attempt AS in_flight, f.doubt_since
                          FROM message m LEFT JOIN in_flight f ON f.organization_id = m.organization_id AND f.message_id = m.id
                         WHERE m.organization_id = ? ORDER BY m.id\
                        """)
                .param(owner)
                .query()
                .listOfRows();
    }
}
