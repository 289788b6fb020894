package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.dispatch.EngineFixture.Script;

/// The claim statement against take-overs, cancels and gates, without lanes.
class ClaimTest {
    private static EngineFixture engine;

    @BeforeAll
    static void open() {
        engine = new EngineFixture();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    /// Trap G1: a former owner that wakes up claims nothing.
    @Test
    void afterATakeOverTheFormerOwnerClaimsNothing() {
        try (var a = engine.new Node("a", new Script(), Duration.ofSeconds(2));
                var b = engine.new Node("b", new Script())) {
            var campaign = engine.new TestCampaign(engine.newNumber(), 10).open(a.campaigns);
            var old = a.lease(campaign.number).acquire().orElseThrow();
            var batch = a.queue(campaign.number).next(5).orElseThrow();
            assertThat(b.lease(campaign.number).acquire()).as("the lease holds").isEmpty();
            engine.database
                    .sql()
                    .sql(
                            "UPDATE lane SET expires_at = now() - interval '1 s' WHERE phone_number_id = ?")
                    .param(campaign.number.value())
                    .update();
            b.lease(campaign.number).acquire().orElseThrow();

            var taken = a.claim(campaign.number).take(old.epoch(), batch, 1_000, 0, all -> all);

            assertThat(taken.owned()).isFalse();
            assertThat(campaign.statuses()).containsOnly("QUEUED");
        }
    }

    /// Trap A3: what the former owner left in flight is found, and in doubt.
    @Test
    void whatTheFormerOwnerLeftIsInDoubt() {
        try (var a = engine.new Node("a", new Script());
                var b = engine.new Node("b", new Script())) {
            var campaign = engine.new TestCampaign(engine.newNumber(), 10).open(a.campaigns);
            var held = a.lease(campaign.number).acquire().orElseThrow();
            var batch = a.queue(campaign.number).next(4).orElseThrow();
            a.claim(campaign.number).take(held.epoch(), batch, 1_000, 0, all -> all);
            assertThat(campaign.statuses()).filteredOn("SENDING"::equals).hasSize(4);
            engine.database
                    .sql()
                    .sql(
                            "UPDATE lane SET expires_at = now() - interval '1 s' WHERE phone_number_id = ?")
                    .param(campaign.number.value())
                    .update();

            var epoch = b.lease(campaign.number).acquire().orElseThrow().epoch();
            b.parts.doubts().ofFormerOwner(campaign.number, epoch);

            assertThat(campaign.statuses()).filteredOn("IN_DOUBT"::equals).hasSize(4);
            assertThat(campaign.figures()).isEqualTo(campaign.recount());
        }
    }

    @Test
    void aClosedGateGivesNothingAndKeepsThePosition() {
        try (var a = engine.new Node("a", new Script())) {
            var campaign = engine.new TestCampaign(engine.newNumber(), 10).open(a.campaigns);
            var held = a.lease(campaign.number).acquire().orElseThrow();
            var batch = a.queue(campaign.number).next(4).orElseThrow();
            engine.db
                    .tx()
                    .executeWithoutResult(s -> a.campaigns.pause(engine.organization, campaign.id));

            var taken = a.claim(campaign.number).take(held.epoch(), batch, 1_000, 0, all -> all);

            assertThat(taken.owned()).isTrue();
            assertThat(taken.open()).isFalse();
            assertThat(taken.messages()).isEmpty();
            engine.db
                    .tx()
                    .executeWithoutResult(
                            s -> a.campaigns.resume(engine.organization, campaign.id));
            assertThat(a.queue(campaign.number).next(10).orElseThrow().messages()).hasSize(10);
        }
    }

    @Test
    void aMessageCancelledAfterItWasReadAheadIsNotClaimed() {
        try (var a = engine.new Node("a", new Script())) {
            var campaign = engine.new TestCampaign(engine.newNumber(), 3).open(a.campaigns);
            var held = a.lease(campaign.number).acquire().orElseThrow();
            var batch = a.queue(campaign.number).next(3).orElseThrow();
            engine.database
                    .sql()
                    .sql("UPDATE message SET cancelled_at = now(), wanted = 0 WHERE id = ?")
                    .param(campaign.messages.get(1))
                    .update();

            var taken = a.claim(campaign.number).take(held.epoch(), batch, 1_000, 0, all -> all);

            assertThat(taken.messages())
                    .extracting(claimed -> claimed.attempt().message())
                    .containsExactly(campaign.messages.get(0), campaign.messages.get(2));
        }
    }

    /// Trap D4: a late claim gets no credit for the past, and slots keep their distance.
    @Test
    void slotsKeepTheirDistanceAcrossClaims() {
        try (var a = engine.new Node("a", new Script())) {
            var campaign = engine.new TestCampaign(engine.newNumber(), 20).open(a.campaigns);
            var held = a.lease(campaign.number).acquire().orElseThrow();
            var queue = a.queue(campaign.number);
            for (int i = 0; i < 4; i++) {
                a.claim(campaign.number)
                        .take(held.epoch(), queue.next(5).orElseThrow(), 20_000, 0, all -> all);
            }

            assertThat(closestSlots(campaign)).isGreaterThanOrEqualTo(0.019999);
        }
    }

    private static double closestSlots(EngineFixture.TestCampaign campaign) {
        return engine.database
                .sql()
                .sql(
                        """
                        SELECT min(gap) FROM (
                            SELECT extract(epoch FROM slot - lag(slot) OVER (ORDER BY slot)) AS gap FROM in_flight WHERE phone_number_id = ?) g\
                        """)
                .param(campaign.number.value())
                .query(Double.class)
                .single();
    }

    /// Trap D1: the next owner books behind the last slot of the former one, so that no second has
    /// more than the rate and one.
    @Test
    void slotsKeepTheirDistanceAcrossATakeOver() {
        try (var a = engine.new Node("a", new Script());
                var b = engine.new Node("b", new Script())) {
            var campaign = engine.new TestCampaign(engine.newNumber(), 60).open(a.campaigns);
            var held = a.lease(campaign.number).acquire().orElseThrow();
            a.claim(campaign.number)
                    .take(
                            held.epoch(),
                            a.queue(campaign.number).next(30).orElseThrow(),
                            20_000,
                            0,
                            all -> all);
            a.lease(campaign.number).release(held.epoch());
            var next = b.lease(campaign.number).acquire().orElseThrow();
            b.claim(campaign.number)
                    .take(
                            next.epoch(),
                            b.queue(campaign.number).next(30).orElseThrow(),
                            20_000,
                            0,
                            all -> all);

            assertThat(closestSlots(campaign)).isGreaterThanOrEqualTo(0.019999);
        }
    }

    /// Trap D4: what could not leave in time shifts what is claimed next.
    @Test
    void aBacklogShiftsTheNextSlots() {
        try (var a = engine.new Node("a", new Script())) {
            var campaign = engine.new TestCampaign(engine.newNumber(), 2).open(a.campaigns);
            var held = a.lease(campaign.number).acquire().orElseThrow();
            var queue = a.queue(campaign.number);

            var taken =
                    a.claim(campaign.number)
                            .take(
                                    held.epoch(),
                                    queue.next(2).orElseThrow(),
                                    1_000,
                                    5_000_000,
                                    all -> all);

            assertThat(taken.messages().getFirst().leaves().untilThen())
                    .isGreaterThan(java.time.Duration.ofSeconds(4));
        }
    }

    /// Trap A1: a single message that commits while a plan is open does not move a campaign's
    /// position.
    @Test
    void aReplyThatCommitsDuringAPlanDoesNotHideThePlan() {
        try (var a = engine.new Node("a", new Script())) {
            var number = engine.newNumber();
            var campaign = engine.new TestCampaign(number, 5); // planned, its gate not open yet
            var reply = engine.new TestCampaign(number, 1); // made later, opened earlier
            reply.open(a.campaigns);
            var held = a.lease(number).acquire().orElseThrow();
            var queue = a.queue(number);
            a.claim(number).take(held.epoch(), queue.next(10).orElseThrow(), 1_000, 0, all -> all);

            campaign.open(a.campaigns);
            queue.forget();

            assertThat(queue.next(10).orElseThrow().messages()).hasSize(5);
        }
    }
}
