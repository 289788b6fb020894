package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

class ContactEditsTest {
    private static final Business SHOP = SharedServer.business();
    private final Api api = SHOP.owner();

    @BeforeEach
    void nobodyInTheBooks() {
        for (var table :
                List.of("contact", "contact_tag", "tag", "suppression", "contact_merge", "message"))
            SharedServer.server()
                    .sql()
                    .sql("DELETE FROM " + table + " WHERE organization_id = ?")
                    .param(SHOP.organization())
                    .update();
    }

    @Test
    void aContactIsMadeReadAndChanged() {
        var made =
                api.post(
                        "/api/contacts",
                        Map.of(
                                "phone",
                                "(202) 555-0111",
                                "name",
                                "Ana\n Lima",
                                "language",
                                "pt-br",
                                "attributes",
                                Map.of("city", "Recife"),
                                "tags",
                                List.of("vip", "spring"),
                                "consent",
                                Map.of("source", "signed form")));

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var id = made.json().get("id").asString();
        assertThat(made.raw().headers().firstValue("Location")).hasValue("/api/contacts/" + id);
        assertThat(made.json().get("phone").asString()).isEqualTo("+12025550111");
        assertThat(made.json().get("name").asString()).isEqualTo("Ana Lima");
        assertThat(made.json().get("language").asString()).isEqualTo("pt_BR");
        assertThat(made.json().get("country").asString()).isEqualTo("US");
        assertThat(made.json().get("consent").asString()).isEqualTo("OPTED_IN");

        var changed =
                patch(
                        id,
                        Map.of(
                                "version",
                                1,
                                "name",
                                "Ana Souza",
                                "language",
                                "",
                                "attributes",
                                withNull("city", "size", "40"),
                                "addTags",
                                List.of("gold"),
                                "removeTags",
                                List.of("vip")));

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        var contact = changed.json();
        assertThat(contact.get("name").asString()).isEqualTo("Ana Souza");
        assertThat(contact.has("language")).isFalse();
        assertThat(contact.get("attributes").toString()).isEqualTo("{\"size\":\"40\"}");
        assertThat(contact.get("tags").toString()).isEqualTo("[\"gold\",\"spring\"]");
        assertThat(contact.get("version").asInt()).isEqualTo(2);
        assertThat(api.get("/api/contacts?q=souza").json().get("items").size()).isOne();
        assertThat(api.get("/api/contacts?attribute=size=40").json().get("items").size()).isOne();
        assertThat(api.get("/api/contacts/attributes").json().toString())
                .contains("{\"name\":\"city\",\"example\":\"Recife\"}");
    }

    private static Map<String, Object> withNull(String removed, String name, String value) {
        var attributes = new HashMap<String, Object>();
        attributes.put(removed, null);
        attributes.put(name, value);
        return attributes;
    }

    @Test
    void anOrganizationHasADefaultCountryOfItsOwn() {
        var other = SharedServer.business().owner();
        var setting = Map.of("contact.defaultCountry", Map.of("value", "DE", "version", 0));
        var set = other.send(body(other, "PATCH", "/api/settings", Map.of("settings", setting)));
        assertThat(set.status()).as(set.toString()).isEqualTo(200);

        var made = other.post("/api/contacts", Map.of("phone", "01511 2345678"));

        assertThat(made.json().get("phone").asString()).isEqualTo("+4915112345678");
        assertThat(other.get("/api/contacts?q=01511234").json().get("items").size()).isOne();
    }

    @Test
    void oneOfTwoEditorsIsToldThatTheOtherWasFaster() {
        var id = make(Map.of("phone", "+12025550111"));

        assertThat(patch(id, Map.of("version", 1, "name", "First")).status()).isEqualTo(200);
        var late = patch(id, Map.of("version", 1, "name", "Second"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("version").asInt()).isEqualTo(2);
        assertThat(contact(id).get("name").asString()).isEqualTo("First");
        assertThat(patch(id, Map.of("name", "Third")).status()).isEqualTo(400);
    }

    @Test
    void aSecondContactOfOneNumberIsRefusedWhateverItsSpelling() {
        var id = make(Map.of("phone", "+5531987654321", "bsuid", "BR.1"));

        var sameNumber = api.post("/api/contacts", Map.of("phone", "+553187654321"));
        var sameUserId = api.post("/api/contacts", Map.of("bsuid", "BR.1"));

        assertThat(sameNumber.status()).isEqualTo(409);
        assertThat(sameNumber.json().get("contactId").asString()).isEqualTo(id);
        assertThat(sameUserId.json().get("contactId").asString()).isEqualTo(id);
        var other = make(Map.of("phone", "+12025550112"));
        assertThat(patch(other, Map.of("version", 1, "phone", "+5531987654321")).status())
                .isEqualTo(409);
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(field(api.post("/api/contacts", Map.of("name", "Nobody")))).isEqualTo("phone");
        assertThat(field(api.post("/api/contacts", Map.of("phone", "123")))).isEqualTo("phone");
        assertThat(field(api.post("/api/contacts", Map.of("bsuid", "x")))).isEqualTo("bsuid");
        var number = "+12025550119";
        assertThat(field(api.post("/api/contacts", Map.of("phone", number, "country", "Mars"))))
                .isEqualTo("country");
        assertThat(field(api.post("/api/contacts", Map.of("phone", number, "language", "9"))))
                .isEqualTo("language");
        assertThat(
                        field(
                                api.post(
                                        "/api/contacts",
                                        Map.of("phone", number, "tags", List.of("a,b")))))
                .isEqualTo("tags");
        assertThat(field(api.post("/api/contacts", Map.of("phone", number, "consent", Map.of()))))
                .isEqualTo("consent.source");
        var id = make(Map.of("phone", number));
        assertThat(field(patch(id, Map.of("version", 1, "phone", "")))).isEqualTo("phone");
        assertThat(field(api.post("/api/contacts/" + id + "/merge", Map.of("other", id))))
                .isEqualTo("other");
    }

    @Test
    void twoContactsBecomeOneWithEverythingThatBothHad() {
        var ana = make(Map.of("phone", "+12025550111", "name", "Ana", "tags", List.of("a")));
        var hidden =
                make(
                        Map.of(
                                "bsuid",
                                "US.77",
                                "name",
                                "Ana L",
                                "tags",
                                List.of("b"),
                                "attributes",
                                Map.of("city", "Rome")));
        api.post("/api/contacts/" + hidden + "/consent", Map.of("action", "OPT_OUT"));
        var message = message(hidden);

        var merged = api.post("/api/contacts/" + ana + "/merge", Map.of("other", hidden));

        assertThat(merged.status()).as(merged.toString()).isEqualTo(200);
        var contact = merged.json();
        assertThat(contact.get("name").asString()).isEqualTo("Ana");
        assertThat(contact.get("bsuid").asString()).isEqualTo("US.77");
        assertThat(contact.get("tags").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(contact.get("attributes").get("city").asString()).isEqualTo("Rome");
        assertThat(contact.get("consent").asString()).isEqualTo("OPTED_OUT");
        assertThat(contact.get("history").size()).isOne();
        var gone = api.get("/api/contacts/" + hidden);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.json().get("contactId").asString()).isEqualTo(ana);
        assertThat(
                        value(
                                "SELECT contact_id || ' ' || recipient_key FROM message WHERE id = ?",
                                message))
                .isEqualTo(ana + " +12025550111");
    }

    @Test
    void ofTwoQueuedMessagesOfOneCampaignOneIsSkippedAndCounted() {
        var ana = make(Map.of("phone", "+12025550111"));
        var hidden = make(Map.of("bsuid", "US.77"));
        var campaign = UUID.randomUUID();
        var kept = queued(ana, campaign);
        var skipped = queued(hidden, campaign);

        api.post("/api/contacts/" + ana + "/merge", Map.of("other", hidden));

        assertThat(value("SELECT coalesce(skipped, '-') FROM message WHERE id = ?", kept))
                .isEqualTo("-");
        assertThat(value("SELECT skipped || wanted FROM message WHERE id = ?", skipped))
                .isEqualTo("DUPLICATE0");
        assertThat(
                        value(
                                "SELECT sum(skipped)::text FROM campaign_count WHERE campaign_id = ?",
                                campaign))
                .isEqualTo("1");
    }

    @Test
    void aDeletedPersonIsForgottenButNotWrittenToAgain() {
        var id = make(Map.of("phone", "+12025550111", "name", "Ana", "tags", List.of("a")));
        api.post("/api/contacts/" + id + "/consent", Map.of("action", "OPT_OUT"));
        var message = message(id);

        assertThat(api.delete("/api/contacts/" + id).status()).isEqualTo(204);

        assertThat(api.get("/api/contacts/" + id).status()).isEqualTo(404);
        assertThat(api.delete("/api/contacts/" + id).status()).isEqualTo(404);
        assertThat(value("SELECT recipient_key FROM message WHERE id = ?", message))
                .isEqualTo("erased:" + id);
        assertThat(
                        value(
                                "SELECT recipient || coalesce(content::text, '-') FROM message_content WHERE message_id = ?",
                                message))
                .isEqualTo("-");
        var again = make(Map.of("phone", "+12025550111"));
        assertThat(contact(again).get("consent").asString()).isEqualTo("OPTED_OUT");
    }

    @Test
    void tagsAreListedRenamedAndDeleted() {
        var id = make(Map.of("phone", "+12025550111", "tags", List.of("vip", "old")));
        var made = api.post("/api/tags", Map.of("name", "empty"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(api.post("/api/tags", Map.of("name", "empty")).status()).isEqualTo(409);
        assertThat(tags()).containsExactly("empty 0", "old 1", "vip 1");

        var vip = tag("vip");
        assertThat(
                        send(
                                        "PATCH",
                                        "/api/tags/" + vip,
                                        Map.of("version", 1, "name", "very important"))
                                .status())
                .isEqualTo(202);
        assertThat(send("PATCH", "/api/tags/" + vip, Map.of("version", 1, "name", "x")).status())
                .isEqualTo(409);
        assertThat(send("PATCH", "/api/tags/" + vip, Map.of("version", 2, "name", "old")).status())
                .isEqualTo(409);
        assertThat(api.delete("/api/tags/" + tag("old")).status()).isEqualTo(202);

        await().untilAsserted(() ->
                assertThat(contact(id).get("tags").toString()).isEqualTo("[\"very important\"]"));
        assertThat(tags()).containsExactly("empty 0", "very important 1");
    }

    /// A job that has not begun: its scheduling is not ours.
    @Test
    void aTagThatAJobStillMovesIsLeftToIt() {
        make(Map.of("phone", "+12025550111", "tags", List.of("vip")));
        var vip = tag("vip");
        database("INSERT INTO job (organization_id, id, kind) VALUES (?, ?, 'contact-bulk')", vip);
        database(
                """
                INSERT INTO contact_bulk (organization_id, id, action, people, user_id, created_at)
                VALUES (?, ?, '{"kind": "RENAME_TAG", "tag": "gold", "value": "vip"}', '{"tag": "gold"}', gen_random_uuid(), now() + interval '1 h')\
                """,
                vip);
        try {
            assertThat(
                            send("PATCH", "/api/tags/" + vip, Map.of("version", 1, "name", "x"))
                                    .json()
                                    .get("jobId")
                                    .asString())
                    .isEqualTo(vip);
            assertThat(api.delete("/api/tags/" + vip).status()).isEqualTo(409);
            assertThat(api.post("/api/tags", Map.of("name", "gold")).status()).isEqualTo(409);
            assertThat(tags()).containsExactly("vip 1");
        } finally {
            database("DELETE FROM contact_bulk WHERE organization_id = ? AND id = ?", vip);
            database("DELETE FROM job WHERE organization_id = ? AND id = ?", vip);
        }
    }

    private static void database(String statement, String id) {
        SharedServer.server()
                .sql()
                .sql(statement)
                .params(SHOP.organization(), UUID.fromString(id))
                .update();
    }

    @Test
    void consentIsKeptWithItsTimeAndEvidenceAndPaged() {
        var id = make(Map.of("phone", "+12025550111"));
        var path = "/api/contacts/" + id + "/consent";
        api.post(
                path,
                Map.of(
                        "action", "OPT_IN",
                        "source", "fair in May",
                        "at", "2026-05-03T10:00:00Z",
                        "evidence", Map.of("form", "F-112")));
        api.post(path, Map.of("action", "OPT_OUT", "category", "MARKETING"));

        var newest = api.get(path + "?limit=1").json();
        var oldest = api.get(path + "?limit=1&cursor=" + newest.get("next").asString()).json();

        assertThat(newest.get("items").get(0).get("category").asString()).isEqualTo("MARKETING");
        var entry = oldest.get("items").get(0);
        assertThat(entry.get("at").asString()).isEqualTo("2026-05-03T10:00:00Z");
        assertThat(entry.get("text").asString()).isEqualTo("fair in May");
        assertThat(entry.get("evidence").get("form").asString()).isEqualTo("F-112");
        assertThat(oldest.has("next")).isFalse();
        assertThat(contact(id).get("optOuts").get(0).get("category").asString())
                .isEqualTo("MARKETING");
        assertThat(field(api.post(path, Map.of("action", "OPT_OUT", "at", "2131-01-01T00:00:00Z"))))
                .isEqualTo("at");
    }

    @Test
    void aForeignOrganizationReachesNothing() {
        var id = make(Map.of("phone", "+12025550111", "tags", List.of("vip")));
        var tag = tag("vip");
        var stranger = SharedServer.business().owner();

        assertThat(stranger.delete("/api/contacts/" + id).status()).isEqualTo(404);
        assertThat(stranger.get("/api/contacts/" + id + "/consent").status()).isEqualTo(404);
        assertThat(
                        stranger.send(
                                        body(
                                                stranger,
                                                "PATCH",
                                                "/api/contacts/" + id,
                                                Map.of("version", 1)))
                                .status())
                .isEqualTo(404);
        assertThat(
                        stranger.post(
                                        "/api/contacts/" + id + "/merge",
                                        Map.of("other", UUID.randomUUID()))
                                .status())
                .isEqualTo(404);
        assertThat(stranger.delete("/api/tags/" + tag).status()).isEqualTo(404);
        assertThat(stranger.get("/api/tags").json().size()).isZero();
        assertThat(contact(id).get("tags").size()).isOne();
    }

    @Test
    void anAgentEditsPeopleButDeletesAndMergesNone() {
        var agent = SHOP.user("AGENT");
        var id = make(Map.of("phone", "+12025550111"));

        assertThat(agent.get("/api/contacts/" + id).status()).isEqualTo(200);
        assertThat(agent.delete("/api/contacts/" + id).status()).isEqualTo(403);
        assertThat(agent.post("/api/contacts/" + id + "/merge", Map.of("other", id)).status())
                .isEqualTo(403);
        assertThat(agent.post("/api/tags", Map.of("name", "x")).status()).isEqualTo(403);
    }

    private String make(Map<String, ?> contact) {
        var made = api.post("/api/contacts", contact);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    private JsonNode contact(String id) {
        return api.get("/api/contacts/" + id).json();
    }

    private Api.Answer patch(String id, Map<String, ?> change) {
        return send("PATCH", "/api/contacts/" + id, change);
    }

    private Api.Answer send(String method, String path, Map<String, ?> body) {
        return api.send(body(api, method, path, body));
    }

    private static java.net.http.HttpRequest.Builder body(
            Api api, String method, String path, Map<String, ?> body) {
        return api.request(path)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        java.net.http.HttpRequest.BodyPublishers.ofString(
                                tools.jackson.databind.json.JsonMapper.builder()
                                        .build()
                                        .writeValueAsString(body)));
    }

    private List<String> tags() {
        return api.get("/api/tags")
                .json()
                .valueStream()
                .map(tag -> tag.get("name").asString() + " " + tag.get("people").asInt())
                .toList();
    }

    private String tag(String name) {
        return api.get("/api/tags")
                .json()
                .valueStream()
                .filter(tag -> tag.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();
    }

    private static String field(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        return answer.json().get("errors").get(0).get("field").asString();
    }

    private static UUID message(String contact) {
        return queued(contact, null);
    }

    private static UUID queued(String contact, UUID campaign) {
        var id = org.wabs.server.platform.id.Ids.next();
        var sql = SharedServer.server().sql();
        sql.sql(
                        """
                        INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category, wanted)
                        VALUES (?, ?, ?, '1', CAST(? AS uuid), 'US.77', true, 'UTILITY', 1)\
                        """)
                .params(SHOP.organization(), id, campaign, contact)
                .update();
        sql.sql(
                        "INSERT INTO message_content (organization_id, message_id, recipient, content) VALUES (?, ?, 'US.77', '{}')")
                .params(SHOP.organization(), id)
                .update();
        return id;
    }

    private static String value(String sql, UUID id) {
        return SharedServer.server().sql().sql(sql).param(id).query(String.class).single();
    }
}
