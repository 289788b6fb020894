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

    /// Trap D2: the portfolio's limit counts people, not messages, and is respected before Meta has
    /// to say so.
    @Test
    void theMessagingLimitIsRespectedAndRoomIsGivenBack() {
        engine.messagingLimit = 20;
        var campaign = running(30);
        await().until(() -> script.sent.size() == 19); // 2 % spare

        await().until(() ->
                engine.database
                        .sql()
                        .sql(
                                "SELECT coalesce(pause_reason, '') LIKE '%messaging limit%' FROM lane WHERE phone_number_id = ?")
                        .param(campaign.number.value())
                        .query(Boolean.class)
                        .single());
        engine.database
                .sql()
                .sql("UPDATE portfolio_reach SET reached_at = reached_at - interval '25 hours'")
                .update();
        engine.database.sql().sql("UPDATE lane SET paused_until = '-infinity'").update();

        drained(campaign);
        assertThat(script.sent).hasSize(30);
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
