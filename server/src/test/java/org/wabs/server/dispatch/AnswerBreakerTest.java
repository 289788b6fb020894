package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.dispatch.EngineFixture.TestCampaign;
import org.wabs.server.message.Answers;
import org.wabs.server.message.Attempt;
import org.wabs.server.message.MessageChanges;
import org.wabs.server.message.WriterSlot;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.event.EventBus;

/// Failures that Meta answers at once are counted in the database, by the messages themselves.
class AnswerBreakerTest extends EngineScenario {
    private static final int WRONG_PARAMETER = 100;
    private static final int PASSING = 131000;
    private static final int NOT_ON_WHATSAPP = 131026;

    @BeforeEach
    void idleNode() {
        node = engine.new Node("node", script);
    }

    @Test
    void theCountGoesOnWithAnotherProcess() {
        var campaign = underWay(60);

        store("first").record(refused(campaign, WRONG_PARAMETER, 0, 12));
        assertThat(engine.stopped).isEmpty();
        store("second").record(refused(campaign, WRONG_PARAMETER, 12, 20));

        assertThat(engine.stopped)
                .singleElement()
                .satisfies(stop -> {
                    assertThat(stop.campaign()).isEqualTo(campaign.id);
                    assertThat(stop.reason()).isEqualTo(CampaignStopped.Reason.BREAKER);
                    assertThat(stop.code()).isEqualTo(WRONG_PARAMETER);
                });
    }

    /// No report of them has come yet.
    @Test
    void messagesThatMetaTookCountAsGood() {
        var campaign = underWay(60);

        store("node").record(outcomes(campaign, 0, 20, this::taken));
        store("node").record(refused(campaign, WRONG_PARAMETER, 20, 50));

        assertThat(engine.stopped).isEmpty();
    }

    @Test
    void whatMetaWantsTriedAgainCountsWhileItWaits() {
        var campaign = underWay(60);

        store("node").record(outcomes(campaign, 0, 19, this::postponed));
        assertThat(engine.stopped).isEmpty();
        store("node").record(outcomes(campaign, 19, 20, this::postponed));

        assertThat(engine.stopped)
                .singleElement()
                .satisfies(stop -> assertThat(stop.code()).isEqualTo(PASSING));
    }

    @Test
    void whatConcernsEachRecipientAloneStopsNothing() {
        var campaign = underWay(60);

        store("node").record(refused(campaign, NOT_ON_WHATSAPP, 0, 40));

        assertThat(engine.stopped).isEmpty();
    }

    private OutcomeStore store(String name) {
        var id = new NodeId(name);
        return new OutcomeStore(
                engine.db,
                new Answers(engine.db, id),
                new MessageChanges(engine.db, id, WriterSlot.RECORDER),
                new AnswerBreaker(engine.db, new CampaignStops(engine.db, engine.events)),
                new EventBus());
    }

    /// Its gate is open, and everybody was claimed.
    private TestCampaign underWay(int people) {
        var campaign = campaign(people).open(node.campaigns);
        engine.database
                .sql()
                .sql("UPDATE message SET attempt = 1 WHERE campaign_id = ?")
                .param(campaign.id.value())
                .update();
        return campaign;
    }

    private List<Outcome> refused(TestCampaign campaign, int code, int from, int to) {
        return outcomes(
                campaign,
                from,
                to,
                claimed -> new Outcome.Refused(claimed, Instant.now(), code, null));
    }

    private Outcome taken(Claimed claimed) {
        return new Outcome.Taken(
                claimed,
                Instant.now(),
                new Wamid("wamid." + claimed.attempt().callbackData()),
                false);
    }

    private Outcome postponed(Claimed claimed) {
        return new Outcome.PutBack(
                claimed, Instant.now(), Duration.ofSeconds(1), PASSING, "again", true, true);
    }

    private List<Outcome> outcomes(
            TestCampaign campaign, int from, int to, Function<Claimed, Outcome> outcome) {
        return IntStream.range(from, to)
                .mapToObj(place ->
                        outcome.apply(
                                new Claimed(
                                        engine.organization,
                                        new Attempt(campaign.messages.get(place), 1),
                                        campaign.number,
                                        campaign.id,
                                        "+12025550123",
                                        null,
                                        null,
                                        null,
                                        Moment.now())))
                .toList();
    }
}
