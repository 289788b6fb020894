package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;

/// Contacts are made, changed and read by people.
class ContactEditsTest extends ContactEditsFixture {
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
                                Map.of("birthplace", "Recife"),
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
                                withNull("birthplace", "size", "40"),
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
                .contains("{\"name\":\"birthplace\",\"example\":\"Recife\"}");
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

    private Api.Answer patch(String id, Map<String, ?> change) {
        return send("PATCH", "/api/contacts/" + id, change);
    }

    private static String field(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        return answer.json().get("errors").get(0).get("field").asString();
    }
}
