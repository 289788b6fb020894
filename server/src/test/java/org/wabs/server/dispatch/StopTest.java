package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.SendResult;
import org.wabs.server.message.FailureReason;
import org.wabs.server.message.RetryRule;
import org.wabs.server.platform.id.Ids;

/// What stops a campaign or a number, and how they go on.
class StopTest extends EngineScenario {
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

        script.answer = EngineScenario::accepted;
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

        script.answer = EngineScenario::accepted;
        drained(campaign);

        assertThat(campaign.statuses()).containsOnly("ACCEPTED");
        assertThat(script.sent).hasSize(40);
    }

    /// Nobody resumes a single message: it says why at once, rather than arrive days later.
    @Test
    void singlesOfANumberThatCannotSendFailAndItsCampaignStops() {
        engine.notReadyReason = "The number is not verified.";
        var campaign = campaign(3);
        var single = single(campaign.number);

        start(campaign);

        await().until(() -> status(single).equals("FAILED"));
        await().until(() -> !engine.stopped.isEmpty());
        assertThat(script.sent).isEmpty();
        assertThat(
                        engine.database
                                .sql()
                                .sql(
                                        "SELECT code || ' ' || detail FROM message_event WHERE message_id = ?")
                                .param(single)
                                .query(String.class)
                                .list())
                .containsExactly(FailureReason.NUMBER_CANNOT_SEND + " The number is not verified.");
        assertThat(RetryRule.waitAfter(FailureReason.NUMBER_CANNOT_SEND)).contains(Duration.ZERO);
    }

    private static String status(UUID message) {
        return engine.database
                .sql()
                .sql("SELECT message_status(m) FROM message m WHERE id = ?")
                .param(message)
                .query(String.class)
                .single();
    }

    private static UUID single(PhoneNumberId number) {
        var id = engine.database.queuedMessage(engine.organization, Ids.next(), number.value());
        engine.database
                .sql()
                .sql("UPDATE message SET campaign_id = NULL WHERE id = ?")
                .param(id)
                .update();
        engine.database
                .sql()
                .sql(
                        "INSERT INTO send_due (phone_number_id, priority, not_before, message_id, organization_id) VALUES (?, 0, now(), ?, ?)")
                .params(number.value(), id, engine.organization.value())
                .update();
        return id;
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
}
