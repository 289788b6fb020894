package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Campaigns that are paused, resumed, cancelled or cut off while and after they are planned.
class PlanEndsTest extends PlanFixture {
    @Test
    void cancelledPlanStopsAndTakesBackWhatItWrote() {
        var id = world.campaign(owner, World.draft("order_ready", "big"));
        planner.at(1);
        owner.post("/api/campaigns/" + id + "/start");
        planner.awaitHeld();
        var cancel =
                CompletableFuture.supplyAsync(() -> owner.post("/api/campaigns/" + id + "/cancel"));
        awaitLockWait();
        planner.release();

        assertThat(cancel.join().json().get("state").asString()).isEqualTo("CANCELLED");
        awaitTakenBack(id);
        assertThat(world.messages(id, "true")).isIn(10_000L, 20_000L);
        assertThat(world.messages(id, "wanted > attempt")).isZero();
        world.assertFiguresEqualRows(owner, id);
    }

    @Test
    void bigRunningCampaignIsCancelledAtOnceAndItsCountsFollow() {
        var id = world.campaign(owner, World.draft("order_ready", "big"));
        owner.post("/api/campaigns/" + id + "/start");
        world.awaitState(owner, id, "RUNNING");

        var cancelled = owner.post("/api/campaigns/" + id + "/cancel");

        assertThat(cancelled.json().get("state").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.json().get("messagesUnderWay").asInt()).isZero();
        assertThat(cancelled.json().at("/reason/kind").asString()).isEqualTo("PERSON");
        assertThat(owner.post("/api/campaigns/" + id + "/cancel").status()).isEqualTo(200);
        awaitTakenBack(id);
        assertThat(world.messages(id, "cancelled_at IS NOT NULL")).isEqualTo(BIG - SKIPPED);
        world.assertFiguresEqualRows(owner, id);
        assertThat(owner.post("/api/campaigns/" + id + "/resume").status()).isEqualTo(409);
    }

    @Test
    void whoIsDeletedBeforeTheirMessageLeavesIsToldAsDeleted() {
        world.person("+12025550171", "Ana", true, "{}", "leaving");
        world.person("+12025550172", "Ben", true, "{}", "leaving");
        var id = world.campaign(owner, World.draft("order_ready", "leaving"));
        owner.post("/api/campaigns/" + id + "/start");
        world.awaitState(owner, id, "RUNNING");
        var one = owner.get("/api/contacts?tag=leaving").json().at("/items/0/id").asString();

        assertThat(owner.delete("/api/contacts/" + one).status()).isEqualTo(204);

        var report = owner.get("/api/campaigns/" + id + "/report").json();
        assertThat(report.at("/counts/skipped").asInt()).isEqualTo(1);
        assertThat(report.get("skips").size()).isEqualTo(1);
        assertThat(report.at("/skips/0/reason").asString()).isEqualTo("ERASED");
        assertThat(report.at("/skips/0/people").asInt()).isEqualTo(1);
    }

    @Test
    void pauseAndResumeCloseAndOpenTheGates() {
        var id = world.campaign(owner, World.draft("order_ready", "some"));
        owner.post("/api/campaigns/" + id + "/start");
        world.awaitState(owner, id, "RUNNING");

        assertThat(owner.post("/api/campaigns/" + id + "/pause").json().get("state").asString())
                .isEqualTo("PAUSED");
        assertThat(gates(id)).containsOnly("PAUSED");
        assertThat(owner.post("/api/campaigns/" + id + "/pause").status()).isEqualTo(200);
        assertThat(owner.post("/api/campaigns/" + id + "/start").json().get("detail").asString())
                .contains("PAUSED");

        assertThat(owner.post("/api/campaigns/" + id + "/resume").json().get("state").asString())
                .isEqualTo("RUNNING");
        assertThat(gates(id)).containsOnly("RUNNING");
        assertThat(owner.post("/api/campaigns/" + id + "/resume").status()).isEqualTo(200);
    }

    @Test
    void resumeIsRefusedWhileTheTemplateIsNotApproved() {
        world.template(World.WABA, "stopped", "APPROVED", "UTILITY", World.GREETING);
        var id = world.campaign(owner, World.draft("stopped", "some"));
        owner.post("/api/campaigns/" + id + "/start");
        world.awaitState(owner, id, "RUNNING");
        owner.post("/api/campaigns/" + id + "/pause");
        server.sql().sql("UPDATE template SET status = 'PAUSED' WHERE name = 'stopped'").update();

        var refused = owner.post("/api/campaigns/" + id + "/resume");

        assertThat(refused.json().get("type").asString())
                .isEqualTo("/problems/template-not-approved");
        assertThat(state(id)).isEqualTo("PAUSED");
    }

    @Test
    void campaignThatReachesNobodyAnyMoreFailsAndSaysWhy() {
        world.person("+4917020000001", "Ann", true, "{}", "leaves");
        var id = world.campaign(owner, World.draft("order_ready", "leaves"));
        optsOutInTheMomentOfTheStart("+4917020000001", id);
        assertThat(owner.post("/api/campaigns/" + id + "/start").status()).isEqualTo(202);

        var failed = world.awaitState(owner, id, "FAILED");

        assertThat(failed.at("/reason/kind").asString()).isEqualTo("NOBODY_TO_SEND_TO");
        assertThat(failed.at("/reason/detail").asString())
                .startsWith("The only person is skipped: 1 opted out. This person asked");
        assertThat(failed.has("endedAt")).isTrue();
        var report = owner.get("/api/campaigns/" + id + "/report").json();
        assertThat(report.at("/skips/0/reason").asString()).isEqualTo("OPTED_OUT");
        assertThat(report.at("/skips/0/words").asString()).contains("asked not to");
    }

    private static void optsOutInTheMomentOfTheStart(String recipientKey, String campaign) {
        server.sql()
                .sql(
                        """
                        CREATE FUNCTION opt_out_at_start() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                        BEGIN
                            INSERT INTO suppression (organization_id, recipient_key, category, since, source)
                            VALUES (NEW.organization_id, '%s', 'ALL', now(), 'TEST');
                            RETURN NEW;
                        END $$;
                        CREATE TRIGGER opt_out_at_start BEFORE UPDATE OF state ON campaign FOR EACH ROW
                        WHEN (NEW.state = 'PLANNING' AND NEW.id = '%s') EXECUTE FUNCTION opt_out_at_start()\
                        """
                                .formatted(recipientKey, campaign))
                .update();
    }

    @Test
    void restoredDatabasePausesWhatWasUnderWay() {
        var running = world.campaign(owner, World.draft("order_ready", "some"));
        owner.post("/api/campaigns/" + running + "/start");
        world.awaitState(owner, running, "RUNNING");
        server.sql()
                .sql("UPDATE database_identity SET system_identifier = system_identifier + 1")
                .update();

        server.restart();
        owner = server.owner();

        var paused = owner.get("/api/campaigns/" + running).json();
        assertThat(paused.get("state").asString()).isEqualTo("PAUSED");
        assertThat(paused.at("/reason/kind").asString()).isEqualTo("DATABASE_RESTORED");
        assertThat(paused.at("/reason/detail").asString()).contains("second time");
        assertThat(gates(running)).containsOnly("PAUSED");

        assertThat(owner.post("/api/campaigns/" + running + "/resume").status()).isEqualTo(200);
        server.restart();
        owner = server.owner();
        assertThat(state(running)).isEqualTo("RUNNING");
    }

    private static void awaitTakenBack(String id) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        server.sql()
                                .sql(
                                        "SELECT work IS NULL FROM campaign WHERE id = CAST(:id AS uuid)")
                                .param("id", id)
                                .query(Boolean.class)
                                .single());
    }
}
