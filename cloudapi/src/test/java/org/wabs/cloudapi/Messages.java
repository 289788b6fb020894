package org.wabs.cloudapi;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// What the tests send.
final class Messages {
    static final PhoneNumberId FROM = new PhoneNumberId("106540352242922");
    static final WabaId WABA = new WabaId("102290129340398");
    static final AccessToken TOKEN = new AccessToken("EAAtest");
    static final Recipient TO = new Recipient.Phone("+12025550123");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    static final String ACCEPTED =
            """
            {"messaging_product":"whatsapp","contacts":[{"input":"+12025550123","wa_id":"12025550123"}],\
            "messages":[{"id":"wamid.A","message_status":"accepted"}]}\
            """;

    private Messages() {}

    static OutboundMessage text(String body) {
        return new OutboundMessage(TO, new Content.Text(body, false), null, "0198f3c2.1");
    }

    static OutboundMessage template(TemplateComponent... components) {
        var template =
                new Content.Template(
                        new TemplateName("order_update"),
                        new Language("en_US"),
                        List.of(components));
        return new OutboundMessage(TO, template, null, "0198f3c2.1");
    }

    static CloudApi api(URI baseUrl) {
        return api(baseUrl, Duration.ofSeconds(10));
    }

    static CloudApi api(URI baseUrl, Duration requestTimeout) {
        return new CloudApi(
                new CloudApiConfig(
                        baseUrl, GraphVersion.DEFAULT, Duration.ofSeconds(5), requestTimeout, 8),
                CLOCK);
    }
}
