package org.wabs.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// What cannot be applied stands aside, costs its neighbours nothing and can be replayed.
class DeadLetterTest extends PoisonedIntake {
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
