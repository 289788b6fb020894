package org.wabs.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

class SearchTest {
    private static final Business SHOP = SharedServer.business().connect();
    private static final Api OWNER = SHOP.owner();

    @BeforeAll
    static void furnish() {
        person("+12025550131", "Zoë Müller");
        person("+12025550132", "100% Cotton");
        person("+12025550133", "1000 Cotton");
        person("+12025550134", "snake_case & co");
        person("+12025550135", "snakeXcase & co");
        person("+12025550136", "back\\slash");
        campaign("Grüße zum Frühling");
        campaign("Autumn 50%");
        SHOP.receive("12025550137", "Where is my Käsekuchen, please?");
        SHOP.receive("12025550137", "a".repeat(300) + " Quittung " + "b".repeat(300));
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> found("quittung").get("messages").size() == 1);
    }

    private static void person(String phone, String name) {
        var answer = OWNER.post("/api/contacts", Map.of("phone", phone, "name", name));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private static void campaign(String name) {
        var template = Map.of("name", "order_update", "language", "en_US");
        var answer = OWNER.post("/api/campaigns", Map.of("name", name, "template", template));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private static JsonNode found(String q) {
        return found(OWNER, q);
    }

    private static JsonNode found(Api caller, String q) {
        var answer = caller.get("/api/search?limit=50&q=" + encoded(q));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static String encoded(String q) {
        return URLEncoder.encode(q, StandardCharsets.UTF_8);
    }

    private static List<String> names(JsonNode group) {
        return group.valueStream().map(one -> one.get("name").asString()).toList();
    }

    @Test
    void peopleAreFoundByNameAndNumberWhateverTheAccents() {
        assertThat(names(found("zoe mul").get("people"))).containsExactly("Zoë Müller");
        assertThat(names(found("5550131").get("people"))).containsExactly("Zoë Müller");
        assertThat(names(found("cotton").get("people")))
                .as("newest first")
                .containsExactly("1000 Cotton", "100% Cotton");
    }

    @Test
    void whatPatternsWouldMeanIsTakenAsItStands() {
        assertThat(names(found("00% c").get("people"))).containsExactly("100% Cotton");
        assertThat(names(found("snake_case").get("people"))).containsExactly("snake_case & co");
        assertThat(names(found("k\\sl").get("people"))).containsExactly("back\\slash");
        assertThat(names(found("50%").get("campaigns"))).containsExactly("Autumn 50%");
        assertThat(found("%%%").toString())
                .isEqualTo("{\"people\":[],\"campaigns\":[],\"templates\":[],\"messages\":[]}");
        assertThat(found("' OR true --").get("people").size()).isZero();
    }

    @Test
    void campaignsAreFoundByTheirNameAndTheirTemplates() {
        assertThat(names(found("GRÜSSE".replace("SS", "ß")).get("campaigns")))
                .containsExactly("Grüße zum Frühling");
        assertThat(names(found("order_up").get("campaigns")))
                .containsExactly("Autumn 50%", "Grüße zum Frühling");
        assertThat(found("autumn").at("/campaigns/0/state").asString()).isEqualTo("DRAFT");
    }

    @Test
    void templatesAreFoundByNameAndText() {
        var byName = found("order_update").get("templates");
        assertThat(names(byName)).contains("order_update");
        assertThat(byName.get(0).get("account").asString()).isEqualTo(SHOP.wabaId());
        var words = byName.get(0).get("body").asString().split(" ");
        assertThat(names(found(words[0] + " " + words[1]).get("templates")))
                .contains("order_update");
        assertThat(found("\"type\":").get("templates").size()).as("keys are no text").isZero();
    }

    @Test
    void messagesShowWhoSaidItWhenAndTheWordsAround() {
        var hit = found("kasek").get("messages").get(0);

        assertThat(hit.get("snippet").asString()).isEqualTo("Where is my Käsekuchen, please?");
        assertThat(hit.get("outbound").asBoolean()).isFalse();
        assertThat(hit.get("at").asString()).isNotEmpty();
        var conversation = hit.get("conversationId").asString();
        assertThat(OWNER.get("/api/conversations/" + conversation + "/messages").body())
                .contains(hit.get("id").asString());
        assertThat(found("QUITTUNG").at("/messages/0/snippet").asString())
                .startsWith("…aaa")
                .contains(" Quittung ")
                .endsWith("bbb…")
                .hasSize(162);
    }

    @Test
    void aGroupHoldsNoMoreThanAskedFor() {
        assertThat(names(OWNER.get("/api/search?q=cotton&limit=1").json().get("people")))
                .containsExactly("1000 Cotton");
    }

    @Test
    void shortSearchesAndWrongLimitsAreNamed() {
        for (var wrong : List.of("ab", "%20ab%20", "", "a".repeat(201)))
            assertThat(OWNER.get("/api/search?q=" + wrong).body())
                    .contains("\"status\":400")
                    .contains("\"field\":\"q\"");
        assertThat(OWNER.get("/api/search").status()).isEqualTo(400);
        assertThat(OWNER.get("/api/search?q=cotton&limit=0").body())
                .contains("\"field\":\"limit\"");
        assertThat(OWNER.get("/api/search?q=cotton&limit=51").status()).isEqualTo(400);
    }

    @Test
    void groupsThatTheCallerMayNotSeeAreEmptyAndNumbersAreMasked() {
        var key =
                OWNER.post(
                        "/api/api-keys",
                        Map.of("name", "Palette", "permissions", List.of("SEE_CONTACTS")));
        var program = new Api(SharedServer.server().url(), key.json().get("key").asString());

        var seen = found(program, "cotton");
        assertThat(seen.get("people").get(0).get("phone").asString()).isEqualTo("…0133");
        assertThat(found(program, "order_update").get("campaigns").size()).isZero();
        assertThat(found(program, "order_update").get("templates").size()).isZero();
        assertThat(found(program, "quittung").get("messages").size()).isZero();
        assertThat(found(SHOP.user("AGENT"), "quittung").get("messages").size()).isEqualTo(1);
    }

    @Test
    void anotherOrganizationFindsNothing() {
        var stranger = SharedServer.business().owner();

        for (var q : List.of("cotton", "order_update", "quittung", "5550131"))
            assertThat(found(stranger, q).toString())
                    .isEqualTo("{\"people\":[],\"campaigns\":[],\"templates\":[],\"messages\":[]}");
    }
}
