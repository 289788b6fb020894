package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.Limit;
import org.wabs.cloudapi.SendResult;
import org.wabs.server.dispatch.EngineFixture.Node;

/// Meta's limits, kept before Meta has to say so.
class LimitTest extends EngineScenario {
    /// Trap A2: a postponed person is not forgotten, and the others go on meanwhile.
    @Test
    void aPersonUnderThePairRateLimitWaitsWhileOthersGoOn() {
        var seen = new AtomicInteger();
        var campaign = campaign(20);
        var person = campaign.messages.get(3);
        script.answer =
                attempt ->
                        attempt.message().equals(person) && seen.getAndIncrement() == 0
                                ? new SendResult.Throttled(Limit.PAIR_RATE, Duration.ofSeconds(1))
                                : accepted(attempt);
        start(campaign);
        drained(campaign);

        assertThat(campaign.statuses()).containsOnly("ACCEPTED");
        assertThat(script.sent.getLast().message()).isEqualTo(person);
        assertThat(script.sent.getLast().number()).isEqualTo(2);
    }

    /// Trap D1: the next owner goes on where the last one had booked.
    @Test
    void pacingSurvivesTheOwner() {
        engine.messagesPerSecond = 50;
        var campaign = running(40);
        await().until(() -> script.sent.size() >= 10);
        node.close();
        int before = script.sent.size();
        long started = System.nanoTime();
        node = engine.new Node("successor", script).start();
        drained(campaign);

        var seconds = (System.nanoTime() - started) / 1e9;
        assertThat(script.sent).hasSize(40);
        assertThat((40 - before) / seconds).isLessThan(60);
    }
}
