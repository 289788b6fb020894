package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.webhook.StatusReport;
import org.wabs.cloudapi.webhook.WebhookBody;
import org.wabs.cloudapi.webhook.WebhookParser;
import org.wabs.server.contact.Consents;
import org.wabs.server.dispatch.EngineFixture.TestCampaign;
import org.wabs.server.platform.event.Delivered;

/// Meta takes everybody's message and reports by webhook that it cannot fetch the header's file.
class ReportedBreakerTest extends EngineScenario {
    private static final int DEAD_LINK = 131053;
    private static final int NOT_ON_WHATSAPP = 131026;

    private ReportListener listener;

    @BeforeEach
    void listen() {
        node = engine.new Node("node", script);
        listener =
                new ReportListener(
                        engine.db,
                        engine.reports,
                        new CampaignStops(engine.db, engine.events),
                        engine.events,
                        new OptOuts(new Consents(engine.db), engine.reports));
    }

    @Test
    void aCampaignWhoseFirstTwentyAreReportedFailedForOneReasonStops() {
        var campaign = sent(60, 40);

        fail(campaign, DEAD_LINK, range(0, 10));
        assertThat(engine.stopped).isEmpty();
        fail(campaign, DEAD_LINK, range(10, 20));

        assertThat(engine.stopped).hasSize(1);
        var stop = engine.stopped.getFirst();
        assertThat(stop.campaign()).isEqualTo(campaign.id);
        assertThat(stop.reason()).isEqualTo(CampaignStopped.Reason.BREAKER);
        assertThat(stop.code()).isEqualTo(DEAD_LINK);
    }

    @Test
    void failuresOfBeforeAPersonResumedStopItNoMore() {
        var campaign = sent(60, 40);
        fail(campaign, DEAD_LINK, range(0, 20));
        engine.stopped.clear();
        node.campaigns.resume(engine.organization, campaign.id);

        fail(campaign, DEAD_LINK, range(20, 40));
        assertThat(engine.stopped).isEmpty();
        fail(campaign, DEAD_LINK, range(40, 60));

        assertThat(engine.stopped).hasSize(1);
    }

    @Test
    void aThirdOfTheLastTwoHundredStopsIt() {
        var campaign = sent(260, 260);
        engine.database
                .sql()
                .sql("UPDATE message SET sent_at = now() WHERE campaign_id = ? AND id < ?")
                .params(campaign.id.value(), campaign.messages.get(201))
                .update();

        fail(campaign, DEAD_LINK, range(201, 260));
        assertThat(engine.stopped).isEmpty();
        fail(campaign, DEAD_LINK, range(200, 201));

        assertThat(engine.stopped).isEmpty(); // up to that one, it is the only one
        fail(campaign, DEAD_LINK, range(259, 260));
        assertThat(engine.stopped).hasSize(1);
    }

    @Test
    void whatConcernsEachRecipientAloneStopsNothing() {
        var campaign = sent(60, 40);

        fail(campaign, NOT_ON_WHATSAPP, range(0, 40));

        assertThat(engine.stopped).isEmpty();
    }

    /// Its gate is open; so many were taken by Meta.
    private TestCampaign sent(int people, int taken) {
        var campaign = campaign(people).open(node.campaigns);
        engine.database
                .sql()
                .sql("UPDATE message SET attempt = 1, accepted_at = now() WHERE campaign_id = ?")
                .param(campaign.id.value())
                .update();
        engine.database
                .sql()
                .sql("UPDATE campaign_lane SET position = ? WHERE campaign_id = ?")
                .params(campaign.messages.get(taken - 1), campaign.id.value())
                .update();
        return campaign;
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private void fail(TestCampaign campaign, int code, List<Integer> people) {
        var statuses =
                people.stream()
                        .map(campaign.messages::get)
                        .map(id ->
                                """
                                {"id":"wamid.%s","status":"failed","timestamp":"1763800000","recipient_id":"12025550123",
                                 "biz_opaque_callback_data":"%s.1","errors":[{"code":%d,"title":"scripted"}]}\
                                """
                                        .formatted(id, id, code))
                        .collect(Collectors.joining(","));
        var body =
                """
                {"entry":[{"id":"2001","changes":[{"field":"messages","value":{
                  "metadata":{"phone_number_id":"%s"},"statuses":[%s]}}]}]}\
                """
                        .formatted(campaign.number, statuses);
        if (!(WebhookParser.parse(body.getBytes(StandardCharsets.UTF_8))
                instanceof WebhookBody.Events events)) throw new IllegalStateException(body);
        var batch =
                events.events().stream()
                        .map(StatusReport.class::cast)
                        .map(report -> new Delivered<>(engine.organization, report))
                        .toList();
        engine.db.tx().executeWithoutResult(status -> listener.apply(batch));
    }
}
