package org.wabs.server.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AudienceTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Business SHOP = SharedServer.business();
    private static final Api API = SHOP.owner();
    private static final UUID CAMPAIGN = Ids.next();
    private static final Map<String, ?> VARIABLES =
            Map.of("body", Map.of("1", Map.of("field", "name", "fallback", "A-1")));

    /// Ana and Bo have a city, Cy is opted out of marketing, Di wrote to us, Ed has no name.
    @BeforeAll
    static void people() {
        SHOP.connect();
        var ana =
                person(
                        "+4915112345601",
                        "Ana Lima",
                        "de_AT",
                        Map.of("city", "Wien", "orders", "12", "since", "2025-03-01"),
                        "vip");
        var bo =
                person(
                        "+12025550102",
                        "Bo Chen",
                        "en",
                        Map.of("city", "Oslo", "orders", "3"),
                        "vip",
                        "new");
        var cy = person("+12025550103", "Cy O'Neil", "en", Map.of());
        var di = person("+12025550104", "Di", "es", Map.of("city", "100%"));
        var ed = person("+12025550105", "", "", Map.of());
        API.post(
                "/api/contacts/" + cy + "/consent",
                Map.of("action", "OPT_OUT", "category", "MARKETING"));
        API.post("/api/contacts/" + ed + "/consent", Map.of("action", "OPT_OUT"));
        wrote(di);
        message(
                ana,
                CAMPAIGN,
                "sent_at = now(), delivered_at = now(), read_at = now(), replied_at = now()");
        message(bo, CAMPAIGN, "sent_at = now()");
        message(cy, CAMPAIGN, "failed_at = now(), failed_attempt = 0");
    }

    private static String person(
            String phone,
            String name,
            String language,
            Map<String, String> attributes,
            String... tags) {
        var made =
                API.post(
                        "/api/contacts",
                        Map.of(
                                "phone", phone,
                                "name", name,
                                "language", language,
                                "attributes", attributes,
                                "tags", List.of(tags),
                                "consent", Map.of("source", "form")));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    private static void wrote(String contact) {
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO conversation (organization_id, id, phone_number_id, contact_id, last_at, last_in_at)
                        VALUES (?, ?, '1', CAST(? AS uuid), now(), now())\
                        """)
                .params(SHOP.organization(), Ids.next(), contact)
                .update();
    }

    private static void message(String contact, UUID campaign, String facts) {
        var id = Ids.next();
        var sql = SharedServer.server().sql();
        sql.sql(
                        """
                        INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category)
                        VALUES (?, ?, ?, '1', CAST(? AS uuid), 'key', true, 'UTILITY')\
                        """)
                .params(SHOP.organization(), id, campaign, contact)
                .update();
        sql.sql("UPDATE message SET " + facts + " WHERE id = ?").param(id).update();
    }

    @Test
    void filtersChooseByFieldsTagsAndAttributes() {
        assertThat(who("{\"all\": []}")).hasSize(5);
        assertThat(who("{\"country\": [\"DE\"]}")).containsExactly("01");
        assertThat(who("{\"language\": [\"de\"]}")).containsExactly("01");
        assertThat(who("{\"language\": [\"de_DE\"]}")).isEmpty();
        assertThat(who("{\"number\": {\"startsWith\": \"+49\"}}")).containsExactly("01");
        assertThat(who("{\"name\": {\"contains\": \"o'n\"}}")).containsExactly("03");
        assertThat(who("{\"name\": {\"is\": [\"bo chen\"]}}")).containsExactly("02");
        assertThat(who("{\"name\": {\"startsWith\": \"di\"}}")).containsExactly("04");
        assertThat(who("{\"name\": {\"exists\": false}}")).containsExactly("05");
        assertThat(who("{\"tag\": \"vip\"}")).containsExactly("01", "02");
        assertThat(who("{\"tag\": [\"new\", \"none\"]}")).containsExactly("02");
        assertThat(who("{\"attribute\": {\"name\": \"city\", \"is\": [\"Wien\", \"Oslo\"]}}"))
                .containsExactly("01", "02");
        assertThat(who("{\"attribute\": {\"name\": \"city\", \"contains\": \"0%\"}}"))
                .containsExactly("04");
        assertThat(who("{\"attribute\": {\"name\": \"city\", \"exists\": false}}"))
                .containsExactly("03", "05");
        assertThat(who("{\"attribute\": {\"name\": \"orders\", \"atLeast\": 10}}"))
                .containsExactly("01");
        assertThat(who("{\"attribute\": {\"name\": \"city\", \"atMost\": 10}}")).isEmpty();
        assertThat(
                        who(
                                "{\"attribute\": {\"name\": \"since\", \"from\": \"2025-01-01\", \"to\": \"2025-03-02\"}}"))
                .containsExactly("01");
        assertThat(who("{\"created\": {\"to\": \"2031-01-01\"}}")).hasSize(5);
        assertThat(who("{\"hasNumber\": false}")).isEmpty();
    }

    @Test
    void filtersChooseByConsentCampaignsAndBehaviour() {
        assertThat(who("{\"consent\": \"OPTED_OUT_OF_MARKETING\"}")).containsExactly("03");
        assertThat(who("{\"consent\": [\"OPTED_OUT\", \"UNKNOWN\"]}")).containsExactly("05");
        assertThat(who("{\"consent\": \"OPTED_IN\"}")).containsExactly("01", "02", "04");
        assertThat(who("{\"optedIn\": {\"from\": \"2031-01-01\"}}")).isEmpty();
        assertThat(who(campaign("PLANNED"))).containsExactly("01", "02", "03");
        assertThat(who(campaign("SENT"))).containsExactly("01", "02");
        assertThat(who(campaign("DELIVERED"))).containsExactly("01");
        assertThat(who(campaign("READ"))).containsExactly("01");
        assertThat(who(campaign("REPLIED"))).containsExactly("01");
        assertThat(who(campaign("FAILED"))).containsExactly("03");
        assertThat(who(campaign("NOT_IN"))).containsExactly("04", "05");
        assertThat(who("{\"wrote\": {\"withinDays\": 7}}")).containsExactly("04");
        assertThat(who("{\"wrote\": {\"ever\": false}}")).containsExactly("01", "02", "03", "05");
        assertThat(who("{\"received\": {\"ever\": true}}")).containsExactly("01", "02");
    }

    private static String campaign(String was) {
        return "{\"campaign\": {\"id\": \"%s\", \"was\": \"%s\"}}".formatted(CAMPAIGN, was);
    }

    @Test
    void conditionsAreJoined() {
        assertThat(who("{\"all\": [{\"tag\": \"vip\"}, {\"not\": {\"country\": [\"DE\"]}}]}"))
                .containsExactly("02");
        assertThat(who("{\"any\": [{\"tag\": \"new\"}, {\"country\": [\"DE\"]}]}"))
                .containsExactly("01", "02");
        // somebody without a language is not of another one either, but does not have this one
        assertThat(who("{\"not\": {\"language\": [\"en\"]}}")).containsExactly("01", "04", "05");
    }

    @Test
    void wordsOfAUserNeverBecomePartOfTheStatement() {
        var evil = "x' OR true --";

        assertThat(who("{\"tag\": \"%s\"}".formatted(evil))).isEmpty();
        assertThat(who("{\"name\": {\"is\": [\"%s\"]}}".formatted(evil))).isEmpty();
        assertThat(who("{\"attribute\": {\"name\": \"%s\", \"is\": [\"y\"]}}".formatted(evil)))
                .isEmpty();
        assertThat(who("{\"attribute\": {\"name\": \":limit\", \"contains\": \":org\"}}"))
                .isEmpty();
    }

    @Test
    void whatIsWrongIsNamedByItsPath() {
        assertThat(wrong("{}")).isEqualTo("filter");
        assertThat(wrong("[]")).isEqualTo("filter");
        assertThat(wrong("{\"colour\": \"red\"}")).isEqualTo("filter.colour");
        assertThat(wrong("{\"all\": [{\"tag\": \"a\"}, {\"country\": [\"Mars\"]}]}"))
                .isEqualTo("filter.all[1].country");
        assertThat(wrong("{\"not\": {\"any\": []}}")).isEqualTo("filter.not.any");
        assertThat(wrong("{\"tag\": [\"a\", \" \"]}")).isEqualTo("filter.tag[1]");
        assertThat(wrong("{\"wrote\": {\"withinDays\": 0}}")).isEqualTo("filter.wrote.withinDays");
        assertThat(wrong("{\"campaign\": {\"id\": \"x\", \"was\": \"READ\"}}"))
                .isEqualTo("filter.campaign.id");
        assertThat(wrong("{\"campaign\": {\"id\": \"" + CAMPAIGN + "\", \"was\": \"EATEN\"}}"))
                .isEqualTo("filter.campaign.was");
        assertThat(wrong("{\"created\": {\"from\": \"May\"}}")).isEqualTo("filter.created.from");
        assertThat(wrong("{\"attribute\": {\"name\": \"city\", \"like\": \"x\"}}"))
                .isEqualTo("filter.attribute");
        assertThat(wrong("{\"not\":".repeat(9) + "{\"tag\":\"a\"}" + "}".repeat(9)))
                .startsWith("filter.not.not");
        assertThat(API.post("/api/audiences/preview", Map.of()).status()).isEqualTo(400);
    }

    @Test
    void anAudienceIsSavedChangedAndDeleted() {
        var made =
                API.post("/api/audiences", Map.of("name", "VIPs", "filter", Map.of("tag", "vip")));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var path = "/api/audiences/" + made.json().get("id").asString();
        assertThat(API.get(path + "/count").json().get("total").asInt()).isEqualTo(2);
        assertThat(API.get("/api/audiences?q=ViP").json().get("items").size()).isOne();
        assertThat(API.get("/api/audiences?q=vip%25").json().get("items").size()).isZero();
        assertThat(
                        API.post(
                                        "/api/audiences",
                                        Map.of("name", "vips", "filter", Map.of("tag", "x")))
                                .status())
                .isEqualTo(409);

        var changed = patch(path, Map.of("version", 1, "filter", Map.of("tag", "new")));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.json().get("name").asString()).isEqualTo("VIPs");
        assertThat(patch(path, Map.of("version", 1, "name", "Late")).status()).isEqualTo(409);
        assertThat(API.get(path + "/count").json().get("total").asInt()).isOne();

        var stranger = SharedServer.business().owner();
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.delete(path).status()).isEqualTo(404);
        assertThat(stranger.get("/api/audiences").json().get("items").size()).isZero();
        assertThat(SHOP.user("AGENT").delete(path).status()).isEqualTo(403);
        assertThat(API.delete(path).status()).isEqualTo(204);
        assertThat(API.get(path).status()).isEqualTo(404);
    }

    @Test
    void aCampaignGoesToItsAudienceAsItWasWhenPlanned() {
        var audience =
                API.post(
                                "/api/audiences",
                                Map.of(
                                        "name",
                                        "With a city",
                                        "filter",
                                        Map.of(
                                                "attribute",
                                                Map.of("name", "city", "exists", true))))
                        .json()
                        .get("id")
                        .asString();
        var draft =
                API.post(
                        "/api/campaigns",
                        Map.of(
                                "name",
                                "Hours",
                                "template",
                                Map.of(
                                        "wabaId",
                                        SHOP.wabaId(),
                                        "name",
                                        "order_update_short",
                                        "language",
                                        "en_US"),
                                "variables",
                                VARIABLES,
                                "audience",
                                Map.of("id", audience, "tags", List.of("vip"))));
        assertThat(draft.status()).as(draft.toString()).isEqualTo(201);
        var campaign = "/api/campaigns/" + draft.json().get("id").asString();
        var preview = API.post(campaign + "/preview").json();
        assertThat(preview.get("matching").asInt()).isEqualTo(2);

        var started = API.post(campaign + "/start");
        assertThat(started.status()).as(started.toString()).isLessThan(300);
        API.delete("/api/audiences/" + audience);

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        recipients(campaign).equals(List.of("+12025550102", "+4915112345601")));
        assertThat(API.get(campaign).json().get("audience").get("filter").toString())
                .contains("exists");
    }

    /// One of each kind of condition.
    private static Stream<String> everyKind() {
        return Stream.of(
                "{\"all\": []}",
                "{\"name\": {\"contains\": \"i\"}}",
                "{\"number\": {\"startsWith\": \"+1\"}}",
                "{\"hasNumber\": true}",
                "{\"country\": [\"US\"]}",
                "{\"language\": [\"en\", \"es\"]}",
                "{\"tag\": [\"vip\", \"new\"]}",
                "{\"attribute\": {\"name\": \"city\", \"exists\": true}}",
                "{\"attribute\": {\"name\": \"orders\", \"atLeast\": 3}}",
                "{\"attribute\": {\"name\": \"since\", \"from\": \"2025-01-01\"}}",
                "{\"consent\": [\"OPTED_IN\", \"OPTED_OUT_OF_MARKETING\"]}",
                "{\"optedIn\": {\"to\": \"2031-01-01\"}}",
                "{\"created\": {\"from\": \"2024-01-01\"}}",
                campaign("SENT"),
                campaign("NOT_IN"),
                "{\"wrote\": {\"ever\": false}}",
                "{\"received\": {\"withinDays\": 7}}",
                "{\"any\": [{\"tag\": \"new\"}, {\"not\": {\"country\": [\"US\"]}}]}");
    }

    /// Lanes of another node: what is planned stays queued.
    private static void silence() {
        for (var number : SHOP.numbers())
            SharedServer.server()
                    .sql()
                    .sql(
                            """
                            INSERT INTO lane (phone_number_id, organization_id, owner, epoch, expires_at) VALUES (?, ?, 'a node that does nothing', 1, 'infinity')
                            ON CONFLICT (phone_number_id) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at\
                            """)
                    .params(number, SHOP.organization())
                    .update();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void whoWouldBeSentIsWhoIsPlanned(String filter) {
        var chosen = who(filter);
        silence();
        var audience =
                API.post(
                        "/api/audiences",
                        "{\"name\": \"%s\", \"filter\": %s}".formatted(UUID.randomUUID(), filter));
        assertThat(audience.status()).as(audience.toString()).isEqualTo(201);
        var draft =
                API.post(
                        "/api/campaigns",
                        Map.of(
                                "name",
                                "Kind",
                                "template",
                                Map.of(
                                        "wabaId",
                                        SHOP.wabaId(),
                                        "name",
                                        "seasonal_promotion",
                                        "language",
                                        "en_US"),
                                "variables",
                                Map.of(
                                        "header",
                                        Map.of("1", Map.of("text", "sale")),
                                        "body",
                                        Map.of(
                                                "1", Map.of("field", "name", "fallback", "friend"),
                                                "2", Map.of("text", "chairs"),
                                                "3", Map.of("text", "20"))),
                                "audience",
                                Map.of("id", audience.json().get("id").asString())));
        assertThat(draft.status()).as(draft.toString()).isEqualTo(201);
        var campaign = "/api/campaigns/" + draft.json().get("id").asString();
        var preview = API.post(campaign + "/preview").json();

        var started = API.post(campaign + "/start");
        assertThat(started.status()).as(started.toString()).isLessThan(300);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        !List.of("PLANNING", "DRAFT")
                                .contains(API.get(campaign).json().path("state").asString()));

        assertThat(recipients(campaign).stream().map(AudienceTest::lastTwo).sorted())
                .as("planned or left out with a reason")
                .isEqualTo(chosen);
        assertThat(preview.path("matching").asInt()).isEqualTo(chosen.size());
        var planned = planned(campaign);
        assertThat(preview.path("willBeSent").asLong()).isEqualTo(planned.getOrDefault("", 0L));
        for (var skip : preview.path("skipped"))
            assertThat(planned)
                    .containsEntry(skip.path("reason").asString(), skip.path("people").asLong());
        assertThat(planned.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(chosen.size());
        API.post(campaign + "/cancel");
    }

    private static String lastTwo(String phone) {
        return phone.substring(phone.length() - 2);
    }

    /// How many are to be sent (under ""), and how many are not, by reason.
    private static Map<String, Long> planned(String campaign) {
        var counts = new HashMap<String, Long>();
        SharedServer.server()
                .sql()
                .sql(
                        "SELECT coalesce(skipped, ''), count(*) FROM message WHERE campaign_id = CAST(? AS uuid) GROUP BY 1")
                .param(campaign.substring(campaign.lastIndexOf('/') + 1))
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    @Test
    void whoeverWatchesAudiencesIsToldOfEachChange() {
        var made =
                API.post(
                        "/api/audiences",
                        Map.of("name", "Watched", "filter", Map.of("tag", "vip")));
        var id = UUID.fromString(made.json().get("id").asString());
        awaitTold(id, 1);
        patch("/api/audiences/" + id, Map.of("version", 1, "name", "Watched closely"));
        awaitTold(id, 2);
        API.delete("/api/audiences/" + id);
        awaitTold(id, 3);
    }

    private static void awaitTold(UUID id, int times) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        SharedServer.server()
                                        .sql()
                                        .sql(
                                                "SELECT count(*) FROM live_event WHERE organization_id = ? AND subject = 'AUDIENCE' AND ? = ANY (ids)")
                                        .params(SHOP.organization(), id)
                                        .query(Integer.class)
                                        .single()
                                == times);
    }

    @Test
    void aDraftWhoseAudienceIsGoneSaysSo() {
        var draft =
                API.post(
                        "/api/campaigns",
                        Map.of(
                                "name",
                                "Lost",
                                "template",
                                Map.of(
                                        "wabaId",
                                        SHOP.wabaId(),
                                        "name",
                                        "order_update_short",
                                        "language",
                                        "en_US"),
                                "variables",
                                VARIABLES,
                                "audience",
                                Map.of("id", UUID.randomUUID())));

        var start = API.post("/api/campaigns/" + draft.json().get("id").asString() + "/start");

        assertThat(start.status()).isEqualTo(409);
        assertThat(start.json().get("errors").get(0).get("field").asString())
                .isEqualTo("audience.id");
    }

    private static List<String> recipients(String campaign) {
        return SharedServer.server()
                .sql()
                .sql(
                        "SELECT recipient_key FROM message WHERE campaign_id = CAST(? AS uuid) ORDER BY 1")
                .param(campaign.substring(campaign.lastIndexOf('/') + 1))
                .query(String.class)
                .list();
    }

    /// The last two digits of the numbers of those who match.
    private static List<String> who(String filter) {
        var answer = API.post("/api/audiences/preview", "{\"filter\": " + filter + "}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        var found = new ArrayList<String>();
        for (JsonNode person : answer.json().get("sample")) {
            var phone = person.get("phone").asString();
            found.add(phone.substring(phone.length() - 2));
        }
        assertThat(answer.json().get("total").asInt()).isEqualTo(found.size());
        assertThat(answer.json().get("totalIsEstimate").asBoolean()).isFalse();
        return found.stream().sorted().toList();
    }

    private static String wrong(String filter) {
        var answer = API.post("/api/audiences/preview", "{\"filter\": " + filter + "}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        return answer.json().get("errors").get(0).get("field").asString();
    }

    private static Api.Answer patch(String path, Map<String, ?> change) {
        return API.send(
                API.request(path)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(JSON.writeValueAsString(change))));
    }
}
