package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.SendResult;
import org.wabs.server.dispatch.EngineFixture.TestCampaign;
import org.wabs.server.message.Attempt;

/// The way of a message that meets no trouble, or trouble of its own.
class EngineTest extends EngineScenario {
    @Test
    void everyMessageIsSentOnceAndTheCampaignDrains() {
        var campaign = running(120);

        drained(campaign);

        assertThat(script.sent).hasSize(120);
        assertThat(new HashSet<>(script.sent)).hasSize(120);
        assertThat(campaign.statuses()).containsOnly("ACCEPTED");
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

        script.answer = EngineScenario::accepted;
        drained(campaign);

        assertThat(script.sent).extracting(Attempt::number).containsOnly(1);
    }

    @Test
    void oneFailingRecipientFailsAlone() {
        var campaign = campaign(30);
        var unlucky = campaign.messages.get(7);
        script.answer =
                attempt -> attempt.message().equals(unlucky) ? rejected(131026) : accepted(attempt);
        start(campaign);
        drained(campaign);

        assertThat(campaign.status(7)).isEqualTo("FAILED");
        assertThat(campaign.figures().failed()).isEqualTo(1);
        assertThat(campaign.figures().refused()).isEqualTo(1);
        assertThat(campaign.figures().accepted()).isEqualTo(29);
        assertThat(engine.stopped).isEmpty();
    }

    /// Trap D3: what is written is frozen, who may be written to is not.
    @Test
    void somebodyWhoOptsOutAfterThePlanIsSkipped() {
        var campaign = campaign(10);
        engine.database
                .sql()
                .sql(
                        "INSERT INTO suppression (organization_id, recipient_key, category, since, source) VALUES (?, '+12025550004', 'ALL', now(), 'STOP_WORD')")
                .param(engine.organization.value())
                .update();
        start(campaign);
        drained(campaign);

        assertThat(campaign.status(4)).isEqualTo("SKIPPED");
        assertThat(script.sent).hasSize(9);
        assertThat(campaign.figures()).isEqualTo(campaign.recount());
        engine.database.sql().sql("DELETE FROM suppression").update();
    }

    /// Its share goes to the others as soon as its leases end.
    @Test
    void aDeadNodeSoonCountsNoMore() {
        engine.database
                .sql()
                .sql(
                        "INSERT INTO node (id, alive_at) VALUES ('dead', now() - interval '3 seconds')")
                .update();
        engine.messagesPerSecond = 20;
        var campaigns = List.of(campaign(200), campaign(200));
        start(campaigns.getFirst());
        campaigns.getLast().open(node.campaigns);

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(ownedBy("node", campaigns)).isEqualTo(2));

        engine.db
                .tx()
                .executeWithoutResult(s ->
                        campaigns.forEach(campaign ->
                                node.campaigns.cancel(engine.organization, campaign.id)));
    }

    private static long ownedBy(String node, List<TestCampaign> campaigns) {
        return campaigns.stream()
                .filter(campaign ->
                        engine.database
                                .sql()
                                .sql(
                                        "SELECT coalesce(owner, '') = ? FROM lane WHERE phone_number_id = ?")
                                .params(node, campaign.number.value())
                                .query(Boolean.class)
                                .single())
                .count();
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
}
