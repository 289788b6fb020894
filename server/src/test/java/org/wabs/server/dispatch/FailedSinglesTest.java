package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.webhook.StatusReport;
import org.wabs.cloudapi.webhook.WebhookBody;
import org.wabs.cloudapi.webhook.WebhookParser;
import org.wabs.server.contact.Consents;
import org.wabs.server.message.StatusReports;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.support.TestDatabase;

class FailedSinglesTest {
    private static final String NUMBER = "106540352242922";

    @Test
    void failuresOfOneWebhookAreToldAtOnce() {
        try (var database = new TestDatabase()) {
            var db = database.pipeline();
            var bus = new EventBus();
            var told = new ArrayList<List<UUID>>();
            bus.on(
                    SingleStanding.class,
                    batch -> told.add(batch.stream().map(one -> one.event().message()).toList()));
            var statuses = new StatusReports(db, new NodeId("test"), Clock.systemUTC());
            var listener =
                    new ReportListener(
                            db,
                            statuses,
                            new CampaignStops(db, bus),
                            bus,
                            new OptOuts(new Consents(db), statuses));
            var messages = List.of(single(database), single(database), single(database));

            var reports =
                    failed(messages).stream()
                            .map(report -> new Delivered<>(database.organization(), report))
                            .toList();
            db.tx().executeWithoutResult(status -> listener.apply(reports));

            assertThat(told)
                    .singleElement()
                    .satisfies(batch ->
                            assertThat(batch).containsExactlyInAnyOrderElementsOf(messages));
        }
    }

    private static UUID single(TestDatabase database) {
        var id = database.queuedMessage(database.organization(), UUID.randomUUID(), NUMBER);
        database.sql()
                .sql("UPDATE message SET campaign_id = NULL, attempt = 1 WHERE id = ?")
                .param(id)
                .update();
        return id;
    }

    private static List<StatusReport> failed(List<UUID> messages) {
        var statuses =
                messages.stream()
                        .map(id ->
                                """
                                {"id":"wamid.%s","status":"failed","timestamp":"1763800000","recipient_id":"12025550123",
                                 "biz_opaque_callback_data":"%s.1","errors":[{"code":131026,"title":"undeliverable"}]}\
                                """
                                        .formatted(id, id))
                        .collect(Collectors.joining(","));
        var body =
                """
                {"entry":[{"id":"2001","changes":[{"field":"messages","value":{
                  "metadata":{"phone_number_id":"%s"},"statuses":[%s]}}]}]}\
                """
                        .formatted(NUMBER, statuses);
        if (!(WebhookParser.parse(body.getBytes(StandardCharsets.UTF_8))
                instanceof WebhookBody.Events events)) throw new IllegalStateException(body);
        return events.events().stream().map(StatusReport.class::cast).toList();
    }
}
