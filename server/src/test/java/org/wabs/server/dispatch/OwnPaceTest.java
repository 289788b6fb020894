package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// A campaign that goes slower than its number may.
class OwnPaceTest extends EngineScenario {
    private static final int PER_MINUTE = 240;
    private static final Duration INTERVAL = Duration.ofMinutes(1).dividedBy(PER_MINUTE);

    /// What is made up for when the lane looks late.
    private static final Duration LATE = Duration.ofMillis(250);

    @Test
    void itKeepsToItsPaceWhateverWakesTheLane() {
        var campaign = campaign(8);
        var first = new AtomicLong();
        script.answer =
                attempt -> {
                    first.compareAndSet(0, System.nanoTime());
                    return accepted(attempt);
                };
        node = engine.new Node("node", script).start();
        campaign.open(node.campaigns, PER_MINUTE);

        await().until(() -> {
            node.campaigns.wakeAfterCommit(java.util.List.of(campaign.number));
            return script.sent.size() == 8;
        });
        var took = Duration.ofNanos(System.nanoTime() - first.get());
        assertThat(took).isGreaterThan(INTERVAL.multipliedBy(7).minus(LATE));
        drained(campaign);
    }

    @Test
    void othersOfTheNumberDoNotWaitForIt() {
        var slow = campaign(2);
        var quick = engine.new TestCampaign(slow.number, 60);
        node = engine.new Node("node", script).start();
        slow.open(node.campaigns, 1);
        quick.open(node.campaigns);

        drained(quick);

        assertThat(slow.statuses()).containsOnlyOnce("QUEUED");
    }

    /// What leaves a number with little to do is not given up meanwhile, or it would begin anew.
    @Test
    void aLaneIsKeptWhileACampaignWaits() {
        var campaign = campaign(2);
        node = engine.new Node("node", script).start();
        campaign.open(node.campaigns, 14);

        drained(campaign);

        assertThat(
                        engine.database
                                .sql()
                                .sql("SELECT epoch FROM lane WHERE phone_number_id = ?")
                                .param(campaign.number.value())
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }
}
