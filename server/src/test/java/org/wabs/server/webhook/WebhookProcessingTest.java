package org.wabs.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wabs.server.webhook.Intake.await;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.JsonNode;

class WebhookProcessingTest {
    private static Intake intake;

    @BeforeAll
    static void start() {
        intake = Intake.start();
        // a database that refuses some contents: what a constraint or a mistake of ours would do
        intake.sql()
                .sql(
                        """
                        CREATE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            IF NEW.content::text LIKE '%poison%' THEN RAISE EXCEPTION 'this content is refused'; END IF;
                            RETURN NEW;
                        END $$;
                        CREATE TRIGGER refuse_poison BEFORE INSERT ON message_content FOR EACH ROW EXECUTE FUNCTION refuse_poison()\
                        """)
                .update();
    }

    @AfterAll
    static void stop() {
        intake.close();
    }

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
    void elementThatCannotBeAppliedIsADeadLetterAndItsNeighboursAreApplied() {
        var messages =
                IntStream.range(0, 41)
                        .mapToObj(i ->
                                Intake.text(
                                        "120255501" + (10 + i),
                                        "row-" + i,
                                        i == 17 ? "poison" : "fine"))
                        .toArray(String[]::new);

        assertThat(intake.post(Intake.body(Intake.WABA, "messages", Intake.messages(messages))))
                .isEqualTo(200);
        intake.awaitProcessed();

        assertThat(intake.count("message WHERE wamid LIKE 'wamid.row-%'")).isEqualTo(40);
        assertThat(intake.messagesWith("row-17")).isZero();
        var letter = deadLetterWith("wamid.row-17\"");
        assertThat(letter.get("kind").asString()).isEqualTo("FAILED");
        assertThat(letter.get("reason").asString()).contains("this content is refused");
        assertThat(letter.get("phoneNumberId").asString()).isEqualTo(Intake.NUMBER);
        assertThat(letter.get("element").asString()).doesNotContain("row-16");
    }

    private static JsonNode deadLetterWith(String text) {
        var owner = intake.server().owner();
        String cursor = "";
        while (true) {
            var page = owner.get("/api/webhooks/dead-letters?limit=1" + cursor).json();
            for (JsonNode item : page.get("items"))
                if (item.get("element").asString().contains(text)) return item;
            if (!page.hasNonNull("next")) throw new AssertionError("no dead letter with " + text);
            cursor = "&cursor=" + page.get("next").asString();
        }
    }

    @Test
    void deadlockIsTriedAgainAndIsNoDeadLetter() {
        intake.sql()
                .sql(
                        """
                        CREATE SEQUENCE deadlocks;
                        CREATE FUNCTION deadlock_thrice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                        BEGIN
                            IF NEW.content::text LIKE '%entangled%' AND nextval('deadlocks') <= 3 THEN
                                RAISE EXCEPTION 'deadlock detected' USING ERRCODE = 'deadlock_detected';
                            END IF;
                            RETURN NEW;
                        END $$;
                        CREATE TRIGGER deadlock_thrice BEFORE INSERT ON message_content FOR EACH ROW EXECUTE FUNCTION deadlock_thrice()\
                        """)
                .update();

        assertThat(intake.post(Intake.textBody("12025550165", "entangled", "entangled")))
                .isEqualTo(200);
        intake.awaitProcessed();

        assertThat(intake.messagesWith("entangled")).isEqualTo(1);
        assertThat(intake.sql().sql("SELECT last_value FROM deadlocks").query(Long.class).single())
                .isEqualTo(4);
        assertThat(
                        intake.count(
                                "webhook_dead_letter WHERE convert_from(element, 'UTF8') LIKE '%entangled%'"))
                .isZero();
    }

    @Test
    void deadLetterIsReplayedOnceItsCauseIsMended() {
        assertThat(intake.post(Intake.textBody("12025550160", "mended", "poison of another kind")))
                .isEqualTo(200);
        intake.awaitProcessed();
        var letter = deadLetterWith("wamid.mended\"");
        var replay = "/api/webhooks/dead-letters/" + letter.get("id").asString() + "/replay";
        var owner = intake.server().owner();

        var tooEarly = owner.post(replay);
        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(tooEarly.json().get("detail").asString()).contains("this content is refused");
        assertThat(deadLetterWith("wamid.mended\"").get("tries").asInt()).isEqualTo(2);

        intake.sql().sql("ALTER TABLE message_content DISABLE TRIGGER refuse_poison").update();
        try {
            assertThat(owner.post(replay).status()).isEqualTo(204);
            assertThat(owner.get("/api/audit?action=webhook.replayed").json().get("items"))
                    .isNotEmpty();
        } finally {
            intake.sql().sql("ALTER TABLE message_content ENABLE TRIGGER refuse_poison").update();
        }
        assertThat(intake.messagesWith("mended")).isEqualTo(1);
        assertThat(owner.post(replay).status()).isEqualTo(404);
    }

    @Test
    void aDeadLetterIsAppliedForNobodyElse() {
        var former = UUID.randomUUID();
        var id = letter(former, Intake.textBody("12025550166", "moved", "hello"), "0 days");

        assertThatThrownBy(() ->
                        intake.server()
                                .bean(DeadLetterReplay.class)
                                .replay(new OrganizationId(former), id))
                .hasMessageContaining("no longer connected to this organization");

        assertThat(intake.messagesWith("moved")).isZero();
        assertThat(intake.count("webhook_dead_letter WHERE tries = 2 AND id = '" + id + "'"))
                .isOne();
    }

    @Test
    void deadLettersGoAfterAMonth() {
        var old = letter(UUID.randomUUID(), "{}", "31 days");
        var young = letter(UUID.randomUUID(), "{}", "29 days");

        new WebhookRetention(intake.server().bean(PipelineDb.class), Clock.systemUTC()).run();

        assertThat(intake.count("webhook_dead_letter WHERE id = '" + old + "'")).isZero();
        assertThat(intake.count("webhook_dead_letter WHERE id = '" + young + "'")).isOne();
    }

    private static UUID letter(UUID organization, String body, String age) {
        var id = UUID.randomUUID();
        intake.sql()
                .sql(
                        """
                        INSERT INTO webhook_dead_letter (organization_id, id, kind, app_key, waba_id, field, element, reason, received_at)
                        VALUES (?, ?, 'FAILED', 'default', ?, 'messages', ?, 'then', now() - CAST(? AS interval))\
                        """)
                .params(organization, id, Intake.WABA, body.getBytes(UTF_8), age)
                .update();
        return id;
    }

    @Test
    void malformedElementIsADeadLetterThatAReplayCannotMend() {
        var noSender = "{\"id\":\"wamid.broken\",\"timestamp\":\"1\",\"type\":\"text\"}";
        var body =
                Intake.body(
                        Intake.WABA,
                        "messages",
                        Intake.messages(noSender, Intake.text("12025550161", "beside", "fine")));

        assertThat(intake.post(body)).isEqualTo(200);
        intake.awaitProcessed();

        assertThat(intake.messagesWith("beside")).isEqualTo(1);
        var letter = deadLetterWith("wamid.broken");
        assertThat(letter.get("kind").asString()).isEqualTo("MALFORMED");
        var replayed =
                intake.server()
                        .owner()
                        .post(
                                "/api/webhooks/dead-letters/"
                                        + letter.get("id").asString()
                                        + "/replay");
        assertThat(replayed.status()).isEqualTo(409);
    }

    @Test
    void unknownDeadLetterAndBadCursorAreToldSo() {
        var owner = intake.server().owner();

        assertThat(
                        owner.post(
                                        "/api/webhooks/dead-letters/00000000-0000-7000-8000-000000000001/replay")
                                .status())
                .isEqualTo(404);
        assertThat(owner.get("/api/webhooks/dead-letters?cursor=nonsense").status()).isEqualTo(400);
        assertThat(intake.server().anonymous().get("/api/webhooks/dead-letters").status())
                .isEqualTo(401);
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

    @Test
    void otherOrganizationsSeeNothingOfIt() {
        assertThat(intake.post(Intake.textBody("12025550164", "private", "poison"))).isEqualTo(200);
        intake.awaitProcessed();
        intake.sql()
                .sql(
                        """
                        WITH other AS (INSERT INTO organization (id, name) VALUES (gen_random_uuid(), 'other') RETURNING id)
                        INSERT INTO app_user (organization_id, id, email, name, role, password_hash)
                        SELECT other.id, gen_random_uuid(), 'other@localhost', 'Other', 'OWNER', u.password_hash
                          FROM other, app_user u WHERE u.email = 'owner@localhost'\
                        """)
                .update();
        var other =
                org.wabs.server.support.Api.login(
                        intake.server().url(),
                        "other@localhost",
                        org.wabs.server.support.TestServer.PASSWORD);
        var id = deadLetterWith("wamid.private").get("id").asString();

        assertThat(other.get("/api/webhooks/dead-letters").json().get("items")).isEmpty();
        assertThat(other.get("/api/webhooks/kept").json().get("items")).isEmpty();
        assertThat(other.post("/api/webhooks/dead-letters/" + id + "/replay", Map.of()).status())
                .isEqualTo(404);
    }
}
