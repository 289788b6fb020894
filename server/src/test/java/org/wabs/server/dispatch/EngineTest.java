package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.Limit;
import org.wabs.cloudapi.SendResult;
import org.wabs.cloudapi.Wamid;
import org.wabs.cloudapi.error.MetaError;
import org.wabs.server.dispatch.EngineFixture.Node;
import org.wabs.server.dispatch.EngineFixture.Script;
import org.wabs.server.dispatch.EngineFixture.TestCampaign;
import org.wabs.server.message.Attempt;
import org.wabs.server.message.Report.Kind;

class EngineTest {
    private static EngineFixture engine;
    private final Script script = new Script();
    private Node node;

    @BeforeAll
    static void open() {
        engine = new EngineFixture();
    }

    @AfterAll
    static void closeAll() {
        engine.close();
    }

    @AfterEach
    void close() {
        if (node != null) node.close();
        engine.messagingLimit = null;
        engine.messagesPerSecond = 1_000;
        engine.stopped.clear();
        engine.deadTokens.clear();
    }

    @Test
    void everyMessageIsSentOnceAndTheCampaignDrains() {
        var campaign = running(120);

        drained(campaign);

        assertThat(script.sent).hasSize(120);
        assertThat(new HashSet<>(script.sent)).hasSize(120);
        assertThat(campaign.statuses()).containsOnly("ACCEPTED");
        assertThat(campaign.figures()).isEqualTo(campaign.recount());
    }

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

    /// What was not sent does not use up the tries of a message.
    @Test
    void handBacksWithoutANetworkDoNotCountAsTries() {
        script.answer = attempt -> new SendResult.NotSent("no connection");
        var campaign = running(3);
        await().until(() ->
                engine.database
                        .sql()
                        .sql("SELECT count(*) = 3 FROM send_due WHERE campaign_id = ?")
                        .param(campaign.id.value())
                        .query(Boolean.class)
                        .single());

        script.answer = EngineTest::accepted;
        drained(campaign);

        assertThat(script.sent).extracting(Attempt::number).containsOnly(1);
    }

    /// A code that comes when everything is sent must not close a gate that nobody can open again.
    @Test
    void aLateAccountErrorLeavesAFinishedCampaignAsItIs() {
        var campaign = running(3);
        drained(campaign);

        new CampaignStops(engine.db, engine.events)
                .stop(
                        engine.organization,
                        campaign.id,
                        new Verdict.Stop(CampaignStopped.Reason.ACCOUNT, 131042, "payment"));

        assertThat(campaign.isDrained(node)).isTrue();
        assertThat(engine.stopped).isEmpty();
    }

    /// Trap A4: the recipient does not pay for the account's error.
    @Test
    void aDeadTokenStopsTheCampaignAndFailsNobody() {
        script.answer = attempt -> rejected(190);
        var campaign = running(40);

        await().until(() -> !engine.stopped.isEmpty());
        await().until(() -> campaign.statuses().stream().allMatch("QUEUED"::equals));

        assertThat(engine.stopped.getFirst().reason()).isEqualTo(CampaignStopped.Reason.ACCOUNT);
        assertThat(engine.stopped.getFirst().code()).isEqualTo(190);
        assertThat(engine.deadTokens).isNotEmpty();
        assertThat(campaign.figures().failed()).isZero();

        script.answer = EngineTest::accepted;
        engine.db
                .tx()
                .executeWithoutResult(s -> node.campaigns.resume(engine.organization, campaign.id));
        drained(campaign);
        assertThat(campaign.statuses()).containsOnly("ACCEPTED");
        assertThat(campaign.figures()).isEqualTo(campaign.recount());
    }

    /// Trap A5: without a network nothing is in doubt.
    @Test
    void withoutANetworkNothingIsInDoubtAndItGoesOnByItself() {
        script.answer = attempt -> new SendResult.NotSent("no connection");
        var campaign = running(40);
        await().until(() ->
                engine.database
                        .sql()
                        .sql("SELECT pause_reason IS NOT NULL FROM lane WHERE phone_number_id = ?")
                        .param(campaign.number.value())
                        .query(Boolean.class)
                        .single());
        assertThat(campaign.statuses()).doesNotContain("IN_DOUBT", "FAILED");

        script.answer = EngineTest::accepted;
        drained(campaign);

        assertThat(campaign.statuses()).containsOnly("ACCEPTED");
        assertThat(script.sent).hasSize(40);
    }

    @Test
    void tenRequestsWithoutAnswerInARowPauseTheNumber() {
        script.answer = attempt -> new SendResult.Unknown("HTML");
        engine.messagesPerSecond =
                40; // ten at a time, so that the pause comes before everybody is in doubt
        var campaign = running(400);

        await().until(() ->
                engine.database
                        .sql()
                        .sql("SELECT paused_until > now() FROM lane WHERE phone_number_id = ?")
                        .param(campaign.number.value())
                        .query(Boolean.class)
                        .single());

        assertThat(script.sent.size()).isBetween(10, 60);
    }

    /// A broken sender is doubt, not failure.
    @Test
    void aSenderThatBreaksLeavesADoubtAndNoFailure() {
        var campaign = new TestCampaignHolder(engine, 5).campaign;
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
    void oneFailingRecipientFailsAlone() {
        var campaign = new TestCampaignHolder(engine, 30);
        var unlucky = campaign.campaign.messages.get(7);
        script.answer =
                attempt -> attempt.message().equals(unlucky) ? rejected(131026) : accepted(attempt);
        start(campaign.campaign);
        drained(campaign.campaign);

        assertThat(campaign.campaign.status(7)).isEqualTo("FAILED");
        assertThat(campaign.campaign.figures().failed()).isEqualTo(1);
        assertThat(campaign.campaign.figures().refused()).isEqualTo(1);
        assertThat(campaign.campaign.figures().accepted()).isEqualTo(29);
        assertThat(engine.stopped).isEmpty();
    }

    @Test
    void theBreakerStopsACampaignWhoseFirstTwentyAllFailForOneReason() {
        script.answer = attempt -> rejected(100);
        engine.messagesPerSecond = 80;
        var campaign = running(200);

        await().until(() -> !engine.stopped.isEmpty());

        assertThat(engine.stopped.getFirst().reason()).isEqualTo(CampaignStopped.Reason.BREAKER);
        await().until(() ->
                node.campaigns.progress(engine.organization, campaign.id).sending() == 0);
        assertThat(script.sent.size()).isBetween(20, 80);
    }

    /// Trap A2: a postponed person is not forgotten, and the others go on meanwhile.
    @Test
    void aPersonUnderThePairRateLimitWaitsWhileOthersGoOn() {
        var seen = new AtomicInteger();
        var holder = new TestCampaignHolder(engine, 20);
        var person = holder.campaign.messages.get(3);
        script.answer =
                attempt ->
                        attempt.message().equals(person) && seen.getAndIncrement() == 0
                                ? new SendResult.Throttled(Limit.PAIR_RATE, Duration.ofSeconds(1))
                                : accepted(attempt);
        start(holder.campaign);
        drained(holder.campaign);

        assertThat(holder.campaign.statuses()).containsOnly("ACCEPTED");
        assertThat(script.sent.getLast().message()).isEqualTo(person);
        assertThat(script.sent.getLast().number()).isEqualTo(2);
    }

    /// Trap D3: what is written is frozen, who may be written to is not.
    @Test
    void somebodyWhoOptsOutAfterThePlanIsSkipped() {
        var holder = new TestCampaignHolder(engine, 10);
        engine.database
                .sql()
                .sql(
                        "INSERT INTO suppression (organization_id, recipient_key, category, since, source) VALUES (?, '+12025550004', 'ALL', now(), 'STOP_WORD')")
                .param(engine.organization.value())
                .update();
        start(holder.campaign);
        drained(holder.campaign);

        assertThat(holder.campaign.status(4)).isEqualTo("SKIPPED");
        assertThat(script.sent).hasSize(9);
        assertThat(holder.campaign.figures()).isEqualTo(holder.campaign.recount());
        engine.database.sql().sql("DELETE FROM suppression").update();
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

    /// Trap H3: what was read ahead is asked again when it is claimed.
    @Test
    void aPausedCampaignSendsNothingMoreAndGoesOnWhenResumed() {
        engine.messagesPerSecond = 50;
        var campaign = running(60);
        await().until(() -> script.sent.size() >= 5);

        engine.db
                .tx()
                .executeWithoutResult(s -> node.campaigns.pause(engine.organization, campaign.id));
        await().until(() ->
                node.campaigns.progress(engine.organization, campaign.id).sending() == 0);
        int sent = script.sent.size();
        await().pollDelay(Duration.ofMillis(600)).until(() -> true);
        assertThat(script.sent).hasSize(sent);

        engine.db
                .tx()
                .executeWithoutResult(s -> node.campaigns.resume(engine.organization, campaign.id));
        drained(campaign);
        assertThat(Set.copyOf(script.sent)).hasSize(60);
    }

    @Test
    void aLateAnswerOfAFormerOwnerCounts() {
        var campaign = inDoubtBehindReports();
        var attempt = new Attempt(campaign.messages.getFirst(), 1);
        var store =
                new OutcomeStore(
                        engine.db,
                        new org.wabs.server.message.Answers(
                                engine.db, new org.wabs.server.platform.NodeId("former")),
                        node.parts.changes());
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
                                        Moment.now()),
                                java.time.Instant.now(),
                                new Wamid("wamid.late"),
                                false)));

        assertThat(campaign.status(0)).isEqualTo("ACCEPTED");
        engine.beats(1_000);
        assertThat(node.settlement.settle()).isZero();
    }

    /// The first message of 30 is in doubt, the others were reported as sent.
    private TestCampaign inDoubtBehindReports() {
        var holder = new TestCampaignHolder(engine, 30);
        var first = holder.campaign.messages.getFirst();
        script.answer =
                attempt ->
                        attempt.message().equals(first) && attempt.number() == 1
                                ? new SendResult.Unknown("no answer")
                                : accepted(attempt);
        start(holder.campaign);
        drained(holder.campaign);
        for (int i = 1; i < 30; i++) holder.campaign.report(i, 1, Kind.SENT);
        return holder.campaign;
    }

    private record TestCampaignHolder(TestCampaign campaign) {
        TestCampaignHolder(EngineFixture engine, int people) {
            this(engine.new TestCampaign(engine.newNumber(), people));
        }
    }

    private TestCampaign running(int people) {
        var holder = new TestCampaignHolder(engine, people);
        start(holder.campaign);
        return holder.campaign;
    }

    private void start(TestCampaign campaign) {
        node = engine.new Node("node", script).start();
        campaign.open(node.campaigns);
    }

    private void drained(TestCampaign campaign) {
        await().atMost(Duration.ofSeconds(30)).until(() -> campaign.isDrained(node));
    }

    private static SendResult accepted(Attempt attempt) {
        return new SendResult.Accepted(new Wamid("wamid." + attempt.callbackData()));
    }

    private static SendResult rejected(int code) {
        return new SendResult.Rejected(
                new MetaError(code, null, "scripted", null, null, 400, false));
    }
}
