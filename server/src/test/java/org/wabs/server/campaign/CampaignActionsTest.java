package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What else people do with campaigns: copy, delete, try, export, look for them.
class CampaignActionsTest extends RulesFixture {
    @Test
    void copyIsADraftOfItsOwn() {
        var id = campaign(crowd(10), Map.of("zone", "UTC", "sendingHours", closed()));
        done(id, "start", Map.of());

        var copy = act(id, "clone", Map.of());

        assertThat(copy.status()).as(copy.body()).isEqualTo(201);
        assertThat(copy.json().get("state").asString()).isEqualTo("DRAFT");
        assertThat(copy.json().get("name").asString()).endsWith(" (copy)");
        assertThat(copy.json().at("/sendingHours/from").asString()).startsWith("09:00");
        assertThat(copy.json().get("id").asString()).isNotEqualTo(id);
        var named = act(id, "clone", Map.of("name", "Second wave"));
        assertThat(named.json().get("name").asString()).isEqualTo("Second wave");
        done(id, "cancel", Map.of());
    }

    @Test
    void onlyDraftsAreDeleted() {
        var id = campaign(crowd(10), Map.of());
        schedule(id, inAuckland(Duration.ofDays(1)));
        assertThat(owner.delete("/api/campaigns/" + id).status()).isEqualTo(409);
        done(id, "unschedule", Map.of());

        assertThat(owner.delete("/api/campaigns/" + id).status()).isEqualTo(204);

        assertThat(owner.get("/api/campaigns/" + id).status()).isEqualTo(404);
        assertThat(owner.delete("/api/campaigns/" + id).status()).isEqualTo(404);
    }

    @Test
    void testIsSentAndCountsNowhere() {
        var id = campaign(crowd(10), Map.of());

        var sent = act(id, "test-send", Map.of("to", List.of("+12025550142")));

        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        var message = sent.json().at("/messages/0");
        assertThat(message.get("body").asString()).contains("Person ");
        var path = "/api/messages/" + message.get("messageId").asString() + "/timeline";
        await().atMost(Duration.ofSeconds(20))
                .until(() -> owner.get(path).body().contains("ACCEPTED"));
        assertThat(owner.get(path).body()).contains("TEST_OF_CAMPAIGN", id);
        assertThat(counted(id, "planned")).isZero();
        assertThat(owner.get("/api/campaigns/" + id).json().get("state").asString())
                .isEqualTo("DRAFT");
        var wrong = act(id, "test-send", Map.of("to", List.of("0202555")));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(act(id, "test-send", Map.of("to", List.of())).status()).isEqualTo(400);
    }

    @Test
    void peopleAreExportedWithReasonsAndNoFormula() {
        var tag = crowd(10);
        world.person("+4917090000001", "=HYPERLINK(\"x\")", true, "{}", tag);
        var id = campaign(tag, Map.of());
        done(id, "start", Map.of());
        await().atMost(Duration.ofSeconds(30)).until(() -> counted(id, "delivered") == 10);

        var file = owner.get("/api/campaigns/" + id + "/export");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.raw().headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/csv");
        assertThat(file.raw().headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment", id);
        var lines = file.body().lines().toList();
        assertThat(lines).hasSize(12);
        assertThat(lines.getFirst()).contains("recipient,name,status,reason");
        assertThat(file.body()).contains("+4917090000001,\"'=HYPERLINK(\"\"x\"\")\"");
        assertThat(file.body()).contains("No opt-in is on record");
        var book = owner.get("/api/campaigns/" + id + "/export?format=XLSX");
        assertThat(book.status()).isEqualTo(200);
        assertThat(book.body()).startsWith("PK");
        assertThat(owner.get("/api/campaigns/" + id + "/export?format=PDF").status())
                .isEqualTo(400);
        assertThat(
                        world.sql()
                                .sql(
                                        "SELECT action FROM audit_event WHERE organization_id = :organization AND subject_id = :id ORDER BY id")
                                .param("organization", shop.organization())
                                .param("id", id)
                                .query(String.class)
                                .list())
                .containsExactly(
                        "campaign.created",
                        "campaign.started",
                        "campaign.completed",
                        "campaign.exported",
                        "campaign.exported");
        assertThat(shop.user("AGENT").get("/api/campaigns/" + id + "/export").status())
                .isEqualTo(403);
    }

    @Test
    void listIsFilteredAndSorted() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        var zebra = campaign(crowd(10), Map.of("name", mark + " Zebra"));
        var apple =
                campaign(
                        crowd(10),
                        Map.of(
                                "name",
                                mark + " Apple",
                                "phoneNumberIds",
                                List.of(shop.numbers().getFirst())));
        schedule(apple, inAuckland(Duration.ofDays(1)));

        assertThat(listed("q=" + mark.toUpperCase(java.util.Locale.ROOT)))
                .containsExactly(apple, zebra);
        assertThat(listed("q=" + mark + "&sort=OLDEST")).containsExactly(zebra, apple);
        assertThat(listed("q=" + mark + "&sort=NAME")).containsExactly(apple, zebra);
        assertThat(listed("q=" + mark + "&state=SCHEDULED")).containsExactly(apple);
        assertThat(listed("q=" + mark + "&number=" + shop.numbers().getFirst()))
                .containsExactly(apple);
        assertThat(listed("q=" + mark + "&template=order_update_short")).hasSize(2);
        assertThat(listed("q=" + mark + "&template=other")).isEmpty();
        assertThat(listed("q=" + mark + "&to=2026-01-01T00:00:00Z")).isEmpty();
        assertThat(listed("q=" + mark + "&from=2026-01-01T00:00:00Z")).hasSize(2);
        assertThat(owner.get("/api/campaigns?sort=SIDEWAYS").status()).isEqualTo(400);

        var page = owner.get("/api/campaigns?limit=1&sort=NAME&q=" + mark).json();
        var next = page.get("next").asString();
        assertThat(listed("limit=1&sort=NAME&q=" + mark + "&cursor=" + next))
                .containsExactly(zebra);
        done(apple, "unschedule", Map.of());
    }

    private static List<String> listed(String query) {
        var answer = owner.get("/api/campaigns?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json()
                .get("items")
                .valueStream()
                .map(item -> item.get("id").asString())
                .toList();
    }
}
