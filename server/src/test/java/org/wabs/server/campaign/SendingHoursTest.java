package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Campaigns that rest at night and go on by themselves.
class SendingHoursTest extends RulesFixture {
    private static final List<String> EVERY_DAY =
            List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY");

    @Test
    void restsOutsideItsSendingHoursAndGoesOnByItself() {
        var id = campaign(crowd(10), Map.of("zone", "UTC", "sendingHours", closed()));
        done(id, "start", Map.of());

        var resting = world.awaitState(owner, id, "RUNNING");
        assertThat(Instant.parse(resting.get("restingUntil").asString()))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(1)),
                        Instant.now().plus(Duration.ofDays(4)));
        done(id, "pause", Map.of());
        assertThat(done(id, "resume", Map.of()).has("restingUntil")).isTrue();
        assertThat(counted(id, "accepted")).isZero();
        assertThat(counted(id, "queued")).isEqualTo(9);

        // the hours come
        world.sql()
                .sql(
                        """
                        UPDATE campaign SET rules = jsonb_set(rules, '{sendingHours}',
                               '{"days": ["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY","SATURDAY","SUNDAY"], "from": "00:00:00", "to": "00:00:00"}')
                         WHERE id = CAST(:id AS uuid)\
                        """)
                .param("id", id)
                .update();
        var done = world.awaitState(owner, id, "COMPLETED");
        assertThat(done.has("restingUntil")).isFalse();
        assertThat(counted(id, "accepted")).isEqualTo(9);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> world.assertFiguresEqualRows(owner, id));
    }

    @Test
    void closingHoursStopACampaignOnItsWay() {
        var id =
                campaign(
                        crowd(3_000),
                        Map.of(
                                "zone",
                                "UTC",
                                "sendingHours",
                                Map.of("days", EVERY_DAY, "from", "00:00", "to", "00:00")));
        done(id, "start", Map.of());
        await().atMost(Duration.ofSeconds(30)).until(() -> counted(id, "accepted") > 0);

        var day = Instant.now().atOffset(ZoneOffset.UTC).plusDays(2).getDayOfWeek();
        world.sql()
                .sql(
                        "UPDATE campaign SET rules = jsonb_set(rules, '{sendingHours,days}', to_jsonb(ARRAY[:day])) WHERE id = CAST(:id AS uuid)")
                .param("day", day.name())
                .param("id", id)
                .update();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> owner.get("/api/campaigns/" + id).json().has("restingUntil"));
        var accepted = new long[] {-1};
        await().atMost(Duration.ofSeconds(10))
                .until(() -> accepted[0] == (accepted[0] = counted(id, "accepted")));
        assertThat(accepted[0]).isLessThan(2_700);
        assertThat(owner.get("/api/campaigns/" + id).json().get("state").asString())
                .isEqualTo("RUNNING");
        done(id, "cancel", Map.of());
    }

    @Test
    void sendingHoursNeedAZoneAndAnEnd() {
        var draft = draft(crowd(10));
        draft.put("sendingHours", Map.of("days", EVERY_DAY, "from", "09:00", "to", "18:00"));
        assertThat(owner.post("/api/campaigns", draft).json().at("/errors/0/field").asString())
                .isEqualTo("zone");
        draft.put("zone", "UTC");
        draft.put("sendingHours", Map.of("days", EVERY_DAY, "from", "09:00"));
        assertThat(owner.post("/api/campaigns", draft).json().at("/errors/0/field").asString())
                .isEqualTo("sendingHours");
    }
}
