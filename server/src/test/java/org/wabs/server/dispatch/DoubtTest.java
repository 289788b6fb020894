package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.Limit;
import org.wabs.cloudapi.SendResult;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.dispatch.EngineFixture.TestCampaign;
import org.wabs.server.message.Answers;
import org.wabs.server.message.Attempt;
import org.wabs.server.message.Report.Kind;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.event.EventBus;

/// What becomes of a send whose answer never came.
class DoubtTest extends EngineScenario {
    /// Promise 1: an unanswered send is not repeated; the rule needs 20 later reports and silence
    /// that was observed.
    @Test
    void anUnansweredSendIsSentOnceMoreOnlyWhenTheRuleHolds() {
        var lost = ConcurrentHashMap.<Attempt>newKeySet();
        script.answer =
                attempt -> {
                    if (lost.isEmpty() || lost.contains(attempt)) {
                        lost.add(attempt);
                        return new SendResult.Unknown("no answer");
                    }
                    return accepted(attempt);
                };
        var campaign = running(30);
        drained(campaign);
        int n = campaign.messages.indexOf(lost.iterator().next().message());
        assertThat(campaign.status(n)).isEqualTo("IN_DOUBT");

        assertThat(node.settlement.settle()).as("nothing was reported yet").isZero();
        for (int i = 0; i < 30; i++) if (i != n) campaign.report(i, 1, Kind.SENT);
        assertThat(node.settlement.settle()).as("no time was observed").isZero();
        engine.beats(3);
        assertThat(node.settlement.settle()).isEqualTo(1);

        await().until(() -> campaign.status(n).equals("ACCEPTED"));
        assertThat(
                        script.sent.stream()
                                .filter(attempt ->
                                        attempt.message().equals(campaign.messages.get(n))))
                .hasSize(2);
        assertThat(campaign.figures()).isEqualTo(campaign.recount());
    }

    @Test
    void aStatusSettlesTheDoubtWithoutASecondSend() {
        script.answer = attempt -> new SendResult.Unknown("no answer");
        var campaign = running(1);
        drained(campaign);
        assertThat(campaign.status(0)).isEqualTo("IN_DOUBT");

        campaign.report(0, 1, Kind.DELIVERED);
        engine.beats(100);
        node.settlement.settle();

        assertThat(campaign.status(0)).isEqualTo("DELIVERED");
        assertThat(script.sent).hasSize(1);
        assertThat(node.campaigns.progress(engine.organization, campaign.id).inDoubt()).isZero();
        assertThat(campaign.figures().inDoubt()).isZero();
    }

    /// Trap I1/B2: the crash that makes doubt is what makes webhooks fail; a gap starts the wait
    /// anew, four times as long.
    @Test
    void anOutageOfOurIntakeRestartsTheWait() {
        var campaign = inDoubtBehindReports();
        engine.intake.gap(Duration.ofSeconds(30));
        engine.beats(60);
        assertThat(node.settlement.settle()).as("60 s after a gap of 30 s").isZero();

        engine.beats(61);
        assertThat(node.settlement.settle()).isEqualTo(1);
        drained(campaign);
    }

    /// Trap B9: what Meta holds is silent, too.
    @Test
    void nothingIsRepeatedWhileMetaHoldsAMessageOfTheCampaign() {
        var campaign = inDoubtBehindReports();
        engine.database
                .sql()
                .sql("UPDATE campaign_count SET held = 1 WHERE campaign_id = ?")
                .param(campaign.id.value())
                .update();
        engine.beats(100);

        assertThat(node.settlement.settle()).isZero();

        engine.database
                .sql()
                .sql("UPDATE campaign_count SET held = 0 WHERE campaign_id = ?")
                .param(campaign.id.value())
                .update();
        assertThat(node.settlement.settle()).isEqualTo(1);
        drained(campaign);
    }

    @Test
    void theRuleAppliesOnceToAMessage() {
        var campaign = inDoubtBehindReports();
        script.answer = attempt -> new SendResult.Unknown("again no answer");
        engine.beats(100);
        assertThat(node.settlement.settle()).isEqualTo(1);
        await().until(() -> campaign.status(0).equals("IN_DOUBT"));
        engine.beats(1_000);

        assertThat(node.settlement.settle()).isZero();

        assertThat(
                        node.settlement.byPerson(
                                engine.organization, campaign.messages.getFirst(), false))
                .isTrue();
        assertThat(campaign.status(0)).isEqualTo("CANCELLED");
        assertThat(
                        node.settlement.byPerson(
                                engine.organization, campaign.messages.getFirst(), true))
                .isFalse();
        assertThat(campaign.figures()).isEqualTo(campaign.recount());
    }

    /// A late failure of the attempt in doubt says nothing about the one that followed it.
    @Test
    void aHandBackAfterTheFailureOfAnOlderAttemptIsSentAgain() {
        var campaign = inDoubtBehindReports();
        var handedBack = new AtomicInteger();
        script.answer =
                attempt ->
                        attempt.number() == 2 && handedBack.getAndIncrement() == 0
                                ? new SendResult.Throttled(Limit.PAIR_RATE, Duration.ofSeconds(1))
                                : accepted(attempt);
        engine.beats(100);
        engine.db
                .tx()
                .executeWithoutResult(s -> node.campaigns.pause(engine.organization, campaign.id));
        engine.db
                .tx()
                .executeWithoutResult(s -> node.campaigns.resume(engine.organization, campaign.id));
        assertThat(node.settlement.settle()).isEqualTo(1);
        campaign.report(0, 1, Kind.FAILED);

        drained(campaign);

        assertThat(campaign.status(0)).isEqualTo("ACCEPTED");
        assertThat(script.sent.getLast()).isEqualTo(new Attempt(campaign.messages.getFirst(), 3));
        assertThat(campaign.figures()).isEqualTo(campaign.recount());
    }

    /// A broken sender is doubt, not failure.
    @Test
    void aSenderThatBreaksLeavesADoubtAndNoFailure() {
        var campaign = campaign(5);
        script.answer =
                attempt -> {
                    if (attempt.message().equals(campaign.messages.getFirst()))
                        throw new IllegalStateException("scripted");
                    return accepted(attempt);
                };
        start(campaign);
        drained(campaign);

        assertThat(campaign.statuses()).doesNotContain("FAILED").contains("IN_DOUBT", "ACCEPTED");
    }

    @Test
    void aLateAnswerOfAFormerOwnerCounts() {
        var campaign = inDoubtBehindReports();
        var attempt = new Attempt(campaign.messages.getFirst(), 1);
        var store =
                new OutcomeStore(
                        engine.db,
                        new Answers(engine.db, new NodeId("former")),
                        node.parts.changes(),
                        new AnswerBreaker(engine.db, new CampaignStops(engine.db, engine.events)),
                        new EventBus());
        store.record(
                List.of(
                        new Outcome.Taken(
                                new Claimed(
                                        engine.organization,
                                        attempt,
                                        campaign.number,
                                        campaign.id,
                                        "+12025550100",
                                        "[]",
                                        null,
                                        null,
                                        Moment.now()),
                                Instant.now(),
                                new Wamid("wamid.late"),
                                false)));

        assertThat(campaign.status(0)).isEqualTo("ACCEPTED");
        engine.beats(1_000);
        assertThat(node.settlement.settle()).isZero();
    }

    /// The first message of 30 is in doubt, the others were reported as sent.
    private TestCampaign inDoubtBehindReports() {
        var campaign = campaign(30);
        var first = campaign.messages.getFirst();
        script.answer =
                attempt ->
                        attempt.message().equals(first) && attempt.number() == 1
                                ? new SendResult.Unknown("no answer")
                                : accepted(attempt);
        start(campaign);
        drained(campaign);
        for (int i = 1; i < 30; i++) campaign.report(i, 1, Kind.SENT);
        return campaign;
    }
}
