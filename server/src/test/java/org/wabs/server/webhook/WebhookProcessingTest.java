package org.wabs.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.webhook.Intake.await;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What becomes of webhooks that were taken in.
class WebhookProcessingTest extends PoisonedIntake {
    @Test
    void allElementsOfOnePostAreTakenThoughTheFirstOfFiveIsUnknown() {
        var unknown = Intake.change("something_new", "{\"id\":12345678901234567890123,\"x\":[1]}");
        var body =
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\""
                        + Intake.WABA
                        + "\",\"changes\":["
                        + unknown
                        + ","
                        + Intake.change(
                                "messages",
                                Intake.messages(
                                        Intake.text("12025550101", "five-1", "one"),
                                        Intake.text("12025550102", "five-2", "two")))
                        + "]},"
                        + Intake.entry(
                                Intake.WABA,
                                "messages",
                                Intake.messages(
                                        Intake.text("12025550101", "five-3", "three"),
                                        Intake.text("12025550103", "five-4", "four")))
                        + "]}";

        assertThat(intake.post(body)).isEqualTo(200);
        intake.awaitProcessed();

        assertThat(intake.count("message WHERE wamid LIKE 'wamid.five-%' AND NOT outbound"))
                .isEqualTo(4);
        var kept = kept("something_new");
        // beyond 2^53, digit by digit
        assertThat(kept.get("element").asString()).contains("12345678901234567890123");
        assertThat(intake.count("webhook_dead_letter WHERE field = 'something_new'")).isZero();
    }

    private static JsonNode kept(String field) {
        var page = intake.server().owner().get("/api/webhooks/kept?limit=200").json();
        for (JsonNode item : page.get("items"))
            if (item.get("field").asString().equals(field)) return item;
        throw new AssertionError("nothing kept of " + field + ": " + page);
    }

    @Test
    void repeatedEventChangesNothing() {
        var body = Intake.textBody("12025550104", "twice", "once only");
        var unknown = Intake.body(Intake.WABA, "repeated_field", "{\"a\":1}");

        for (int i = 0; i < 3; i++) {
            assertThat(intake.post(body)).isEqualTo(200);
            assertThat(intake.post(unknown)).isEqualTo(200);
        }
        intake.awaitProcessed();

        assertThat(intake.messagesWith("twice")).isEqualTo(1);
        assertThat(intake.count("contact WHERE recipient_key = '+12025550104'")).isEqualTo(1);
        assertThat(intake.count("webhook_kept WHERE field = 'repeated_field'")).isEqualTo(1);
    }

    @Test
    void nulAndLoneSurrogateCostNeitherTheirMessageNorItsNeighbour() throws Exception {
        var bodies =
                new String[] {
                    Intake.textBody("12025550105", "nul", "a\\u0000b"),
                    Intake.textBody("12025550106", "clean", "fine"),
                    Intake.textBody("12025550107", "surrogate", "c\\ud83dd"),
                    Intake.textBody("12025550108", "typed", "literally \\\\u0000")
                };
        var posts = new java.util.ArrayList<Thread>();
        for (var body : bodies)
            posts.add(Thread.ofVirtual().start(() -> assertThat(intake.post(body)).isEqualTo(200)));
        for (var post : posts) post.join();
        intake.awaitProcessed();

        assertThat(textOf("nul")).isEqualTo("ab");
        assertThat(textOf("clean")).isEqualTo("fine");
        assertThat(textOf("surrogate")).isEqualTo("c\ufffdd");
        assertThat(textOf("typed")).isEqualTo("literally \\u0000");
    }

    private static String textOf(String wamid) {
        return intake.sql()
                .sql(
                        """
                        SELECT c.content #>> '{text,body}'
                          FROM message m JOIN message_content c ON (c.organization_id, c.message_id) = (m.organization_id, m.id)
                         WHERE m.wamid = ?\
                        """)
                .param("wamid." + wamid)
                .query(String.class)
                .single();
    }

    @Test
    void elementsWithoutConnectionAreAppliedOnceItAppears() {
        var later = "200000000000001";
        var body =
                Intake.body(
                        Intake.WABA,
                        "messages",
                        Intake.messagesTo(later, Intake.text("12025550162", "early", "hello")));

        assertThat(intake.post(body)).isEqualTo(200);
        assertThat(intake.post(body)).isEqualTo(200);
        intake.awaitProcessed();
        assertThat(intake.messagesWith("early")).isZero();
        assertThat(intake.count("webhook_unrouted WHERE phone_number_id = '" + later + "'"))
                .isEqualTo(1);

        intake.connect("default", Intake.WABA, later);
        await().untilAsserted(() -> assertThat(intake.messagesWith("early")).isEqualTo(1));
        await().untilAsserted(() ->
                assertThat(intake.count("webhook_unrouted WHERE phone_number_id = '" + later + "'"))
                        .isZero());
    }

    @Test
    void rightSignatureOfAnotherAppReachesNobodyElsesAccount() {
        intake.addApp("foreign-app", "foreign-secret");
        var body = Intake.textBody("12025550163", "forged", "hello").getBytes(UTF_8);

        assertThat(intake.post("/foreign-app", body, "foreign-secret")).isEqualTo(200);
        intake.awaitProcessed();

        assertThat(intake.messagesWith("forged")).isZero();
        assertThat(intake.count("webhook_unrouted WHERE app_key = 'foreign-app'")).isEqualTo(1);
    }

    @Test
    void hyphenInALanguageCodeIsNoObstacle() {
        var value =
                "{\"event\":\"APPROVED\",\"message_template_id\":900719925474099312,"
                        + "\"message_template_name\":\"order_update\",\"message_template_language\":\"en-US\","
                        + "\"reason\":\"NONE\"}";

        assertThat(intake.post(Intake.body(Intake.WABA, "message_template_status_update", value)))
                .isEqualTo(200);
        intake.awaitProcessed();

        assertThat(
                        intake.count(
                                "webhook_dead_letter WHERE field = 'message_template_status_update'"))
                .isZero();
    }

    @Test
    void knownEventThatNoFeatureAsksForIsKept() {
        var value =
                "{\"entity_type\":\"BUSINESS\",\"entity_id\":\"1\",\"alert_info\":{\"alert_type\":\"OBA_APPROVED\"}}";

        assertThat(intake.post(Intake.body(Intake.WABA, "account_alerts", value))).isEqualTo(200);
        intake.awaitProcessed();

        assertThat(kept("account_alerts").get("wabaId").asString()).isEqualTo(Intake.WABA);
    }

    @Test
    void logNamesNeitherTextsNorNumbersNorSecrets() {
        var root =
                (ch.qos.logback.classic.Logger)
                        org.slf4j.LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var heard =
                new ch.qos.logback.core.read.ListAppender<
                        ch.qos.logback.classic.spi.ILoggingEvent>();
        heard.start();
        root.addAppender(heard);
        try {
            var from = "12025550177";
            intake.post(Intake.textBody(from, "quiet", "confidential poison"));
            intake.post(Intake.textBody(from, "quiet-stop", "stop"));
            intake.post(
                    Intake.body(
                            Intake.WABA,
                            "messages",
                            Intake.messages("{\"text\":\"confidential\"}")));
            intake.post("confidential, but no JSON");
            intake.post(
                    "",
                    Intake.textBody(from, "x", "confidential").getBytes(UTF_8),
                    "another-secret");
            intake.awaitProcessed();
        } finally {
            root.detachAppender(heard);
        }

        assertThat(heard.list)
                .extracting(event -> event.getFormattedMessage() + event.getThrowableProxy())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line)
                                .doesNotContain(
                                        "confidential",
                                        "12025550177",
                                        Intake.SECRET,
                                        "another-secret"));
    }
}
