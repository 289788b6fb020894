package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// When campaigns start by themselves.
class CampaignStartTest extends RulesFixture {
    /// As if no server had run at that time.
    private static void wasDue(String id, Duration ago) {
        world.sql()
                .sql(
                        "UPDATE campaign SET scheduled_at = :at WHERE id = CAST(:id AS uuid) AND state = 'SCHEDULED'")
                .param("at", inAuckland(ago.negated()))
                .param("id", id)
                .update();
    }

    /// A time of another zone is none of the named one: it would start at another hour.
    @Test
    void aTimeWithAZoneOfItsOwnIsRefused() {
        var id = campaign("of-another-zone", Map.of());

        for (var at : List.of("2027-02-20T09:00:00Z", "2027-02-20T09:00+05:00")) {
            var answer =
                    owner.post(
                            "/api/campaigns/" + id + "/schedule",
                            Map.of("at", at, "zone", "Europe/Berlin"));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("at");
            assertThat(answer.body()).contains("a local time such as 2026-11-22T10:00");
        }
    }

    @Test
    void scheduledCampaignStartsByItself() {
        var id = campaign(crowd(10), Map.of());
        schedule(id, inAuckland(Duration.ofSeconds(3)));

        var view = owner.get("/api/campaigns/" + id).json();
        assertThat(view.at("/schedule/zone").asString()).isEqualTo("Pacific/Auckland");
        assertThat(Instant.parse(view.at("/schedule/startsAt").asString()))
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(5));
        world.awaitState(owner, id, "COMPLETED");
        assertThat(counted(id, "accepted")).isEqualTo(9);
    }

    @Test
    void startMissedByTwoHoursIsMadeUp() {
        var id = campaign(crowd(10), Map.of());
        schedule(id, inAuckland(Duration.ofDays(1)));

        wasDue(id, Duration.ofHours(2));

        world.awaitState(owner, id, "COMPLETED");
    }

    @Test
    void startMissedByADayWaitsForAPerson() {
        var id = campaign(crowd(10), Map.of());
        schedule(id, inAuckland(Duration.ofDays(1)));

        wasDue(id, Duration.ofHours(24));

        var paused = world.awaitState(owner, id, "PAUSED");
        assertThat(paused.at("/reason/kind").asString()).isEqualTo("MISSED_START");
        assertThat(paused.has("startedAt")).isFalse();
        done(id, "resume", Map.of());
        world.awaitState(owner, id, "COMPLETED");
    }

    @Test
    void whatCannotStartAtItsTimeSaysWhy() {
        var id = campaign(crowd(10), Map.of());
        schedule(id, inAuckland(Duration.ofDays(1)));
        var template =
                "UPDATE template SET status = '%s' WHERE organization_id = :organization AND name = 'order_update_short'";
        world.sql()
                .sql(template.formatted("PAUSED"))
                .param("organization", shop.organization())
                .update();
        try {
            wasDue(id, Duration.ZERO);

            var paused = world.awaitState(owner, id, "PAUSED");
            assertThat(paused.at("/reason/kind").asString()).isEqualTo("CANNOT_START");
            assertThat(paused.at("/reason/detail").asString()).contains("PAUSED", "APPROVED");
            assertThat(act(id, "resume", Map.of()).status()).isEqualTo(409);
            assertThat(done(id, "unschedule", Map.of()).get("state").asString()).isEqualTo("DRAFT");
        } finally {
            world.sql()
                    .sql(template.formatted("APPROVED"))
                    .param("organization", shop.organization())
                    .update();
        }
    }

    @Test
    void timesAreCheckedAndAScheduleCanBeTakenBack() {
        var id = campaign(crowd(10), Map.of());

        var past = act(id, "schedule", Map.of("at", "2020-01-01T09:00", "zone", "UTC"));
        assertThat(past.status()).isEqualTo(400);
        assertThat(past.json().at("/errors/0/field").asString()).isEqualTo("at");
        var nowhere = act(id, "schedule", Map.of("at", "2030-01-01T09:00", "zone", "Mars/Base"));
        assertThat(nowhere.json().at("/errors/0/field").asString()).isEqualTo("zone");
        assertThat(act(id, "schedule", Map.of("at", "tomorrow", "zone", "UTC")).status())
                .isEqualTo(400);
        assertThat(act(id, "schedule", Map.of("at", "2030-01-01T09:00")).status()).isEqualTo(400);

        schedule(id, inAuckland(Duration.ofDays(2)));
        assertThat(act(id, "pause", Map.of()).status()).isEqualTo(409);
        var draft = done(id, "unschedule", Map.of());
        assertThat(draft.get("state").asString()).isEqualTo("DRAFT");
        assertThat(draft.has("schedule")).isFalse();
        assertThat(done(id, "unschedule", Map.of()).get("state").asString()).isEqualTo("DRAFT");
    }
}
