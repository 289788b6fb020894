package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.Limit;
import org.wabs.cloudapi.SendResult;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.dispatch.EngineFixture.Script;

/// Trap G2: two nodes whose clocks are two hours apart. Leases, slots and waiting times are judged
/// by the database's clock alone.
class ClockSkewTest {
    private static final Clock FAST = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
    private static final Clock SLOW = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
    private static EngineFixture engine;

    @BeforeAll
    static void open() {
        engine = new EngineFixture();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void theLeaseOfANodeWhoseClockIsSlowHolds() {
        try (var slow = engine.new Node("slow", new Script(), Duration.ofSeconds(5), SLOW);
                var fast = engine.new Node("fast", new Script(), Duration.ofSeconds(5), FAST)) {
            var number = engine.newNumber();

            assertThat(slow.lease(number).acquire()).isPresent();
            assertThat(fast.lease(number).acquire()).isEmpty();
        }
    }

    @Test
    void theLeaseOfADeadNodeWhoseClockIsFastEnds() {
        try (var fast = engine.new Node("fast", new Script(), Duration.ofMillis(200), FAST);
                var slow = engine.new Node("slow", new Script(), Duration.ofSeconds(5), SLOW)) {
            var number = engine.newNumber();
            assertThat(fast.lease(number).acquire()).isPresent();

            await().atMost(Duration.ofSeconds(5))
                    .until(() -> slow.lease(number).acquire().isPresent());
        }
    }

    @Test
    void aWaitIsAsLongAsItShallBeAndTheNextOwnerKeepsIt() {
        var script = new Script();
        var first = new AtomicBoolean(true);
        script.answer =
                attempt ->
                        first.getAndSet(false)
                                ? new SendResult.Throttled(Limit.PAIR_RATE, Duration.ofSeconds(2))
                                : new SendResult.Accepted(
                                        new Wamid("wamid." + attempt.callbackData()));
        var campaign = engine.new TestCampaign(engine.newNumber(), 1);
        long started;
        try (var fast = engine.new Node("fast", script, Duration.ofSeconds(5), FAST).start()) {
            started = System.nanoTime();
            campaign.open(fast.campaigns);
            await().until(() -> script.sent.size() == 1);
            await().until(() ->
                    fast.campaigns.progress(engine.organization, campaign.id).due() == 1);
        }
        try (var slow = engine.new Node("slow", script, Duration.ofSeconds(5), SLOW).start()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> campaign.isDrained(slow));
        }

        assertThat(script.sent).hasSize(2);
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void bothNodesTogetherSendEverythingOnce() {
        var script = new Script();
        try (var fast = engine.new Node("fast", script, Duration.ofSeconds(5), FAST).start();
                var slow = engine.new Node("slow", script, Duration.ofSeconds(5), SLOW).start()) {
            var one = engine.new TestCampaign(engine.newNumber(), 60).open(fast.campaigns);
            var other = engine.new TestCampaign(engine.newNumber(), 60).open(slow.campaigns);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> one.isDrained(fast) && other.isDrained(slow));
        }

        assertThat(script.sent).hasSize(120);
        assertThat(new HashSet<>(script.sent)).hasSize(120);
    }
}
