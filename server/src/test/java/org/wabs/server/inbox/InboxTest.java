package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.webhook.Intake;

class InboxTest {
    private static Intake intake;

    @BeforeAll
    static void start() {
        intake = Intake.start();
    }

    @AfterAll
    static void stop() {
        intake.close();
    }

    private static void receive(String body) {
        assertThat(intake.post(body)).isEqualTo(200);
        intake.awaitProcessed();
    }

    private static long optOuts(String key, String source) {
        return intake.sql()
                .sql(
                        "SELECT count(*) FROM suppression WHERE recipient_key = ? AND category = 'MARKETING' AND source = ?")
                .params(key, source)
                .query(Long.class)
                .single();
    }

    private static String message(String from, String wamid, String typeAndContent) {
        return "{\"from\":\""
                + from
                + "\",\"id\":\"wamid."
                + wamid
                + "\",\"timestamp\":\"1763800000\","
                + typeAndContent
                + "}";
    }

    @Test
    void whoWritesBecomesAContactWithTheMessageInItsHistory() {
        receive(
                "{\"entry\":[{\"id\":\""
                        + Intake.WABA
                        + "\",\"changes\":[{\"field\":\"messages\",\"value\":{"
                        + "\"metadata\":{\"phone_number_id\":\""
                        + Intake.NUMBER
                        + "\"},"
                        + "\"contacts\":[{\"profile\":{\"name\":\"Sheena\"},\"wa_id\":\"12025550120\",\"user_id\":\"US.1349\"}],"
                        + "\"messages\":["
                        + message(
                                "12025550120",
                                "hello",
                                "\"type\":\"text\",\"text\":{\"body\":\"hello\"}")
                        + "]}}]}]}");

        var row =
                intake.sql()
                        .sql(
                                """
                                SELECT c.name, c.bsuid, m.outbound, m.phone_number_id
                                  FROM message m JOIN contact c ON (c.organization_id, c.id) = (m.organization_id, m.contact_id)
                                 WHERE m.wamid = 'wamid.hello'\
                                """)
                        .query()
                        .singleRow();
        assertThat(row)
                .containsEntry("name", "Sheena")
                .containsEntry("bsuid", "US.1349")
                .containsEntry("outbound", false)
                .containsEntry("phone_number_id", Intake.NUMBER);
    }

    @Test
    void everyTypeOfMessageIsKept() {
        receive(
                Intake.messagesBody(
                        message(
                                "12025550121",
                                "t-image",
                                "\"type\":\"image\",\"image\":{\"id\":\"1\",\"mime_type\":\"image/jpeg\"}"),
                        message(
                                "12025550121",
                                "t-location",
                                "\"type\":\"location\",\"location\":{\"latitude\":1.5,\"longitude\":2}"),
                        message(
                                "12025550121",
                                "t-reaction",
                                "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid.x\",\"emoji\":\"👍\"}"),
                        message(
                                "12025550121",
                                "t-system",
                                "\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\",\"wa_id\":\"12025550199\"}"),
                        message(
                                "12025550121",
                                "t-unsupported",
                                "\"type\":\"unsupported\",\"errors\":[{\"code\":131051}]"),
                        message(
                                "12025550121",
                                "t-future",
                                "\"type\":\"hologram\",\"hologram\":{\"a\":[1,2]}"),
                        message("12025550121", "t-none", "\"x\":1")));

        assertThat(intake.count("message WHERE wamid LIKE 'wamid.t-%'")).isEqualTo(7);
        assertThat(intake.count("contact WHERE recipient_key IN ('+12025550121', '+12025550199')"))
                .as("one of them tells that the number has changed")
                .isEqualTo(1);
    }

    @Test
    void stopAsAWholeMessageOptsOutOfMarketingAndALaterMessageDoesNotOptInAgain() {
        var stop = Intake.textBody("12025550122", "stop-1", "Stop!");
        receive(stop);
        receive(stop);
        receive(Intake.textBody("12025550122", "later", "where is my order?"));

        assertThat(optOuts("+12025550122", "STOP_WORD")).isEqualTo(1);
        assertThat(
                        intake.count(
                                "consent_event WHERE recipient_key = '+12025550122' AND text = 'Stop!'"))
                .isEqualTo(1);
        assertThat(intake.count("consent_event WHERE recipient_key = '+12025550122'")).isEqualTo(1);
    }

    @Test
    void stopInsideASentenceIsNoOptOut() {
        receive(Intake.textBody("12025550123", "sentence", "at which bus stop?"));

        assertThat(intake.count("suppression WHERE recipient_key = '+12025550123'")).isZero();
    }

    @Test
    void buttonsThatSaySoOptOut() {
        receive(
                Intake.messagesBody(
                        message(
                                "12025550124",
                                "b-1",
                                "\"type\":\"button\",\"button\":{\"payload\":\"STOP_PROMOTIONS\",\"text\":\"Nie mehr\"}"),
                        message(
                                "12025550125",
                                "b-2",
                                "\"type\":\"interactive\",\"interactive\":{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"7\",\"title\":\"Unsubscribe\"}}"),
                        message(
                                "12025550126",
                                "b-3",
                                "\"type\":\"button\",\"button\":{\"payload\":\"track\",\"text\":\"Track order\"}")));

        assertThat(optOuts("+12025550124", "BUTTON")).isEqualTo(1);
        assertThat(optOuts("+12025550125", "BUTTON")).isEqualTo(1);
        assertThat(intake.count("suppression WHERE recipient_key = '+12025550126'")).isZero();
    }

    @Test
    void metasOwnStopAndResumeAreObeyedInTheirOwnOrder() {
        receive(preference("12025550127", "stop", 1763800000));
        assertThat(optOuts("+12025550127", "META_PREFERENCE")).isEqualTo(1);

        receive(preference("12025550127", "resume", 1763800100));
        assertThat(intake.count("suppression WHERE recipient_key = '+12025550127'")).isZero();

        // Meta repeats the stop of before: it is history
        receive(preference("12025550127", "stop", 1763800000));
        assertThat(intake.count("suppression WHERE recipient_key = '+12025550127'")).isZero();
    }

    @Test
    void preferenceThatIsNewToUsIsKept() {
        receive(preference("12025550128", "snooze", 1763800000));

        assertThat(intake.count("suppression WHERE recipient_key = '+12025550128'")).isZero();
        assertThat(intake.count("webhook_kept WHERE field = 'user_preferences'")).isEqualTo(1);
    }

    private static String preference(String waId, String value, long at) {
        return "{\"entry\":[{\"id\":\""
                + Intake.WABA
                + "\",\"changes\":[{\"field\":\"user_preferences\",\"value\":{"
                + "\"metadata\":{\"phone_number_id\":\""
                + Intake.NUMBER
                + "\"},"
                + "\"user_preferences\":[{\"wa_id\":\""
                + waId
                + "\",\"category\":\"marketing_messages\",\"value\":\""
                + value
                + "\",\"timestamp\":"
                + at
                + "}]}}]}]}";
    }

    @Test
    void personWhoHidesTheNumberIsKnownByTheUserId() {
        receive(
                Intake.messagesBody(
                        "{\"from_user_id\":\"DE.777\",\"id\":\"wamid.hidden\",\"timestamp\":\"1763800000\",\"type\":\"text\",\"text\":{\"body\":\"Abmelden\"}}"));

        assertThat(intake.messagesWith("hidden")).isEqualTo(1);
        assertThat(optOuts("DE.777", "STOP_WORD")).isEqualTo(1);
    }
}
