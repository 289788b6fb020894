package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.wabs.server.dispatch.EngineFixture.Script;
import org.wabs.server.support.PartitionsRead;

/// Trap F6 for the claim: it reads the month of its messages only.
class ClaimPruningTest {
    @Test
    void aClaimReadsTheMonthOfItsMessagesOnly() {
        var month = YearMonth.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy_MM"));
        try (var engine = new EngineFixture();
                var node = engine.new Node("a", new Script())) {
            var campaign = engine.new TestCampaign(engine.newNumber(), 50).open(node.campaigns);
            var lease = node.lease(campaign.number).acquire().orElseThrow();
            var batch = node.queue(campaign.number).next(50).orElseThrow();

            var read =
                    PartitionsRead.by(
                            engine.db,
                            () ->
                                    assertThat(
                                                    node.claim(campaign.number)
                                                            .take(
                                                                    lease.epoch(),
                                                                    batch,
                                                                    1_000,
                                                                    0,
                                                                    all -> all)
                                                            .messages())
                                            .hasSize(50));

            assertThat(read)
                    .containsExactlyInAnyOrder("message_" + month, "message_content_" + month);
        }
    }
}
