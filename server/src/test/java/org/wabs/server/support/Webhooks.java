package org.wabs.server.support;

import java.nio.charset.StandardCharsets;
import org.wabs.cloudapi.webhook.WebhookBody;
import org.wabs.cloudapi.webhook.WebhookParser;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// What Meta reports, as the server's listeners get it: parsed, in one pipeline transaction.
public final class Webhooks {
    private Webhooks() {}

    /// @param entry id of the account
    /// @param value JSON of one change
    public static void deliver(
            TestServer server,
            OrganizationId organization,
            String entry,
            String field,
            String value) {
        var body =
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"%s\",\"time\":1795000000,\"changes\":[{\"field\":\"%s\",\"value\":%s}]}]}"
                        .formatted(entry, field, value);
        deliver(server, organization, body);
    }

    /// @param body as Meta posts it
    public static void deliver(TestServer server, OrganizationId organization, String body) {
        if (!(WebhookParser.parse(body.getBytes(StandardCharsets.UTF_8))
                instanceof WebhookBody.Events(var parsed)))
            throw new IllegalArgumentException("no webhook: " + body);
        var events = parsed.stream().map(event -> new Delivered<>(organization, event)).toList();
        var db = server.bean(PipelineDb.class);
        db.tx().executeWithoutResult(status -> server.bean(EventBus.class).publish(events));
    }
}
