package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import org.wabs.server.template.LanguageFallback;
import tools.jackson.databind.JsonNode;

/// When campaigns start and send by themselves, whom they leave out, and what else people do with
/// them; sent to the simulator.
class CampaignRulesTest {
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final List<String> EVERY_DAY =
            List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY");

    private static Business shop;
    private static Api owner;
    private static World world;
    private static int crowds;

    @BeforeAll
    static void start() {
        shop = SharedServer.business().connect();
        owner = shop.owner();
        world = new World(SharedServer.server(), shop.organization());
    }

    @AfterEach
    void everybodyIsReachable() {
        SharedServer.meta().put("/admin/behaviour", Map.of("failShare", 0));
    }

    private static String crowd(int people) {
        var tag = "rules " + ++crowds;
        world.crowd(tag, people);
        return tag;
    }

    private static Map<String, Object> draft(String tag) {
        return new HashMap<>(
                Map.of(
                        "name",
                        "For " + tag,
                        "template",
                        Map.of("name", "order_update_short", "language", "en_US"),
                        "audience",
                        Map.of("tags", List.of(tag)),
                        "variables",
                        Map.of("body", Map.of("1", Map.of("field", "name", "fallback", "A-1")))));
    }

    private static String campaign(String tag, Map<String, Object> more) {
        var draft = draft(tag);
        draft.putAll(more);
        return world.campaign(owner, draft);
    }

    private static Api.Answer act(String id, String action, Object body) {
        return owner.post("/api/campaigns/" + id + "/" + action, body);
    }

    private static JsonNode done(String id, String action, Object body) {
        var answer = act(id, action, body);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 202);
        return answer.json();
    }

    private static void schedule(String id, LocalDateTime at) {
        var scheduled = done(id, "schedule", Map.of("at", at.toString(), "zone", AUCKLAND.getId()));
        assertThat(scheduled.get("state").asString()).isEqualTo("SCHEDULED");
    }

    private static LocalDateTime inAuckland(Duration ahead) {
        return LocalDateTime.ofInstant(Instant.now().plus(ahead), AUCKLAND).withNano(0);
    }

    private static long counted(String id, String figure) {
        return owner.get("/api/campaigns/" + id + "/report")
                .json()
                .at("/counts/" + figure)
                .asLong();
    }

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

    /// Open for an hour of the day after tomorrow.
    private static Map<String, Object> closed() {
        var day = Instant.now().atOffset(ZoneOffset.UTC).plusDays(2).getDayOfWeek();
        return Map.of("days", List.of(day.name()), "from", "09:00", "to", "10:00");
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

    @Test
    void whoHadEnoughIsLeftOut() {
        var tag = crowd(10);
        var cap = Map.<String, Object>of("frequencyCap", Map.of("messages", 1, "days", 7));
        var first = campaign(tag, cap);
        var second = campaign(tag, cap);
        done(first, "start", Map.of());
        world.awaitState(owner, first, "COMPLETED");

        var preview = done(second, "preview", Map.of());
        assertThat(preview.get("willBeSent").asInt()).isZero();
        assertThat(act(second, "start", Map.of()).body()).contains("FREQUENCY_CAP");
        world.person("+4917080000001", "New here", true, "{}", tag);
        done(second, "start", Map.of());
        world.awaitState(owner, second, "COMPLETED");

        assertThat(world.messages(second, "skipped = 'FREQUENCY_CAP'")).isEqualTo(9);
        assertThat(world.messages(second, "accepted_at IS NOT NULL")).isEqualTo(1);
        var skips = owner.get("/api/campaigns/" + second + "/report").json().get("skips");
        assertThat(skips.toString()).contains("FREQUENCY_CAP", "frequency cap allows");
        var bad = draft(tag);
        bad.put("frequencyCap", Map.of("messages", 1, "days", 900));
        assertThat(owner.post("/api/campaigns", bad).json().at("/errors/0/field").asString())
                .isEqualTo("frequencyCap");
    }

    @Test
    void everybodyGetsTheirOwnLanguageWhereItExists() {
        var tag = "languages";
        var wanted =
                Map.of(
                        "+4917020000001", "de",
                        "+4917020000002", "es_MX",
                        "+4917020000003", "pt_PT",
                        "+4917020000004", "en_GB",
                        "+4917020000005", "fr");
        wanted.forEach((phone, language) -> {
            world.person(phone, "Ann", true, "{}", tag);
            world.sql()
                    .sql(
                            "UPDATE contact SET language = :language WHERE phone = :phone AND organization_id = :organization")
                    .param("language", language)
                    .param("phone", phone)
                    .param("organization", shop.organization())
                    .update();
        });
        world.person("+4917020000006", "Nobody knows", true, "{}", tag);
        var value = Map.of("text", "A-1");
        var id =
                campaign(
                        tag,
                        Map.of(
                                "template",
                                Map.of("name", "order_update", "language", "en_US"),
                                "languages",
                                "BY_CONTACT",
                                "variables",
                                Map.of("body", Map.of("1", value, "2", value, "3", value))));

        var preview = done(id, "preview", Map.of());
        assertThat(preview.get("warnings").toString()).contains("LANGUAGES", "pt_BR");
        done(id, "start", Map.of());
        world.awaitState(owner, id, "COMPLETED");

        var sent = new HashMap<String, String>();
        var after = "0";
        while (!after.isEmpty()) {
            var page = SharedServer.meta().get("/admin/ledger?limit=10000&after=" + after).json();
            for (var message : page.get("messages"))
                if (message.path("template").asString("").equals("order_update"))
                    sent.put(message.get("to").asString(), message.get("language").asString());
            after = page.hasNonNull("next") ? page.get("next").asString() : "";
        }
        assertThat(sent)
                .containsEntry("+4917020000001", "de")
                .containsEntry("+4917020000002", "es")
                .containsEntry("+4917020000003", "pt_BR")
                .containsEntry("+4917020000004", "en_US")
                .containsEntry("+4917020000005", "en_US")
                .containsEntry("+4917020000006", "en_US");
        var all = List.of("ar", "de", "en_US", "es", "hi", "pt_BR");
        wanted.forEach((phone, language) ->
                assertThat(sent)
                        .containsEntry(phone, LanguageFallback.choose(language, "en_US", all)));
    }

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
