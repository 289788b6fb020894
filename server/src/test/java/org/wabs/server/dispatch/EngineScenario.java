package org.wabs.server.dispatch;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.wabs.cloudapi.SendResult;
import org.wabs.cloudapi.Wamid;
import org.wabs.cloudapi.error.MetaError;
import org.wabs.server.dispatch.EngineFixture.Node;
import org.wabs.server.dispatch.EngineFixture.Script;
import org.wabs.server.dispatch.EngineFixture.TestCampaign;
import org.wabs.server.message.Attempt;

/// An engine of one node with a scripted gateway, for the tests that extend it.
abstract class EngineScenario {
    static EngineFixture engine;
    final Script script = new Script();
    Node node;

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
        engine.notReadyReason = null;
        engine.messagesPerSecond = 1_000;
        engine.stopped.clear();
        engine.deadTokens.clear();
    }

    /// A planned campaign that does not run yet, with a number of its own.
    static TestCampaign campaign(int people) {
        return engine.new TestCampaign(engine.newNumber(), people);
    }

    TestCampaign running(int people) {
        var campaign = campaign(people);
        start(campaign);
        return campaign;
    }

    void start(TestCampaign campaign) {
        node = engine.new Node("node", script).start();
        campaign.open(node.campaigns);
    }

    void drained(TestCampaign campaign) {
        await().atMost(Duration.ofSeconds(30)).until(() -> campaign.isDrained(node));
    }

    static SendResult accepted(Attempt attempt) {
        return new SendResult.Accepted(new Wamid("wamid." + attempt.callbackData()));
    }

    static SendResult rejected(int code) {
        return new SendResult.Rejected(
                new MetaError(code, null, "scripted", null, null, 400, false));
    }
}
