package org.wabs.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.TestServer;

class TimelineTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aFailureIsToldInOrderWithWordsAndTheWayOut() {
        var message =
                message(
                        organization(),
                        "accepted_at, failed_at, failed_attempt, error_code, attempt, wanted",
                        "'2026-11-22T10:00:00Z', '2026-11-22T10:00:00Z', 1, 131026, 1, 1");
        server.sql()
                .sql(
                        "INSERT INTO message_event (organization_id, message_id, at, kind, attempt, code, detail) VALUES (?, ?, '2026-11-22T10:00:00Z', 'FAILED_AT_META', 1, 131026, 'Message Undeliverable.')")
                .params(organization(), message)
                .update();

        var story = server.owner().get("/api/messages/" + message + "/timeline").json();

        assertThat(story.get("status").asString()).isEqualTo("FAILED");
        assertThat(story.get("steps").valueStream().map(step -> step.get("what").asString()))
                .containsExactly("QUEUED", "ACCEPTED", "FAILED_AT_META");
        assertThat(story.get("steps").get(2).get("code").asInt()).isEqualTo(131026);
        assertThat(story.get("steps").get(2).get("words").asString()).isNotBlank();
        assertThat(story.get("steps").get(2).get("wayOut").asString()).isNotBlank();
        assertThat(story.get("steps").get(2).get("details").asString())
                .isEqualTo("Message Undeliverable.");
    }

    @Test
    void aSkippedPersonReadsWhy() {
        var message = message(organization(), "skipped", "'NO_OPT_IN'");

        var story = server.owner().get("/api/messages/" + message + "/timeline").json();

        assertThat(story.get("status").asString()).isEqualTo("SKIPPED");
        assertThat(story.get("reason").asString()).isEqualTo(SkipReason.NO_OPT_IN.words());
        assertThat(story.get("wayOut").asString()).isEqualTo(SkipReason.NO_OPT_IN.wayOut());
        var step = story.get("steps").get(0);
        assertThat(step.get("what").asString()).isEqualTo("SKIPPED");
        assertThat(step.get("skipped").asString()).isEqualTo("NO_OPT_IN");
        assertThat(step.get("words").asString()).isEqualTo(story.get("reason").asString());
        assertThat(step.get("wayOut").asString()).isEqualTo(story.get("wayOut").asString());
    }

    /// As Meta's codes have it: whose move it is stands first.
    @Test
    void everySkipSaysWhoseMoveItIs() {
        for (var reason : SkipReason.values()) {
            assertThat(reason.words()).as(reason.name()).endsWith(".");
            assertThat(reason.wayOut())
                    .as(reason.name())
                    .matches("(Theirs|Yours|Nobody's)[:.] .+\\.");
        }
    }

    @Test
    void anUnknownMessageAndAForeignOneReadTheSame() {
        var stranger = org.wabs.server.platform.id.Ids.next();
        server.sql()
                .sql("INSERT INTO organization (id, name) VALUES (?, 'Stranger')")
                .param(stranger)
                .update();
        var foreign = message(stranger, "skipped", "'NO_OPT_IN'");

        assertThat(server.owner().get("/api/messages/" + foreign + "/timeline").status())
                .isEqualTo(404);
        assertThat(
                        server.owner()
                                .get(
                                        "/api/messages/"
                                                + org.wabs.server.platform.id.Ids.next()
                                                + "/timeline")
                                .status())
                .isEqualTo(404);
        assertThat(server.anonymous().get("/api/messages/" + foreign + "/timeline").status())
                .isEqualTo(401);
    }

    private static UUID organization() {
        return server.sql()
                .sql("SELECT organization_id FROM app_user LIMIT 1")
                .query(UUID.class)
                .single();
    }

    private static UUID message(UUID organization, String columns, String values) {
        var id = org.wabs.server.platform.id.Ids.next();
        server.sql()
                .sql(
                        "INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, category, "
                                + columns
                                + ") VALUES (?, ?, '106540352242922', ?, '+12025550123', true, 'UTILITY', "
                                + values
                                + ")")
                .params(organization, id, org.wabs.server.platform.id.Ids.next())
                .update();
        return id;
    }
}
