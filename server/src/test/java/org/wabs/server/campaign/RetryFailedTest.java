package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.JsonNode;

/// Those who failed are tried once more.
class RetryFailedTest extends RulesFixture {
    @Test
    void whoFailedIsTriedAgainOnceTheirTimeHasCome() {
        SharedServer.meta().put("/admin/behaviour", Map.of("failShare", 1));
        var id = campaign(crowd(20), Map.of());
        done(id, "start", Map.of());
        await().atMost(Duration.ofSeconds(30)).until(() -> counted(id, "failed") == 18);
        world.awaitState(owner, id, "COMPLETED", "FAILED");
        SharedServer.meta().put("/admin/behaviour", Map.of("failShare", 0));

        var early = retried(done(id, "retry-failed", Map.of()));
        assertThat(early.get("queued").asInt()).isZero();
        assertThat(early.at("/left/0/code").asInt()).isEqualTo(131026);
        assertThat(early.at("/left/0/people").asInt()).isEqualTo(18);
        assertThat(early.at("/left/0/reason").asString()).contains("7 days");

        world.sql()
                .sql(
                        "UPDATE message SET failed_at = failed_at - interval '8 days' WHERE campaign_id = CAST(:id AS uuid)")
                .param("id", id)
                .update();
        var late = retried(orderedTwiceWhileItsMessagesAreLocked(id));
        assertThat(late.get("queued").asInt()).isEqualTo(18);
        assertThat(late.at("/retried/0/code").asInt()).isEqualTo(131026);
        assertThat(late.at("/retried/0/people").asInt()).isEqualTo(18);
        assertThat(retried(done(id, "retry-failed", Map.of())).get("queued").asInt()).isZero();

        await().atMost(Duration.ofSeconds(30)).until(() -> counted(id, "delivered") == 18);
        world.awaitState(owner, id, "COMPLETED");
        assertThat(counted(id, "failed")).isZero();
        assertThat(counted(id, "duplicates")).isZero();
        assertThat(world.messages(id, "attempt = 2 AND accepted_at IS NOT NULL")).isEqualTo(18);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> world.assertFiguresEqualRows(owner, id));
        var message =
                owner.get("/api/campaigns/" + id + "/recipients?status=READ").json().get("items");
        if (message.isEmpty())
            message =
                    owner.get("/api/campaigns/" + id + "/recipients?status=DELIVERED")
                            .json()
                            .get("items");
        var timeline =
                owner.get("/api/messages/" + message.at("/0/messageId").asString() + "/timeline")
                        .body();
        assertThat(timeline).contains("FAILED_AT_META", "RETRIED_BY_PERSON", "accepted 20");
    }

    /// Webhooks lock messages first and the campaign last: whoever waits for messages holds nothing
    /// of the campaign.
    private static JsonNode orderedTwiceWhileItsMessagesAreLocked(String id) {
        var db = SharedServer.server().bean(PipelineDb.class);
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            rows(
                                    db,
                                    "SELECT id FROM message WHERE campaign_id = CAST(? AS uuid) FOR UPDATE",
                                    id);
                            var job = done(id, "retry-failed", Map.of());
                            await().until(() -> waitingForLocks() > 0);
                            assertThat(done(id, "retry-failed", Map.of()))
                                    .as("a double click finds the job under way")
                                    .isEqualTo(job);
                            rows(
                                    db,
                                    "SELECT id FROM campaign WHERE id = CAST(? AS uuid) FOR UPDATE NOWAIT",
                                    id);
                            return job;
                        }));
    }

    /// The result of the job once it is done.
    private static JsonNode retried(JsonNode accepted) {
        var path = "/api/jobs/" + accepted.get("jobId").asString();
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> owner.get(path).json(),
                        job -> job.get("state").asString().equals("DONE"))
                .get("result");
    }

    private static void rows(PipelineDb db, String query, String id) {
        db.sql().sql(query).param(id).query().listOfRows();
    }

    private static long waitingForLocks() {
        return world.sql()
                .sql(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .query(Long.class)
                .single();
    }
}
