package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.await;
import static org.wabs.server.inbox.Shop.customer;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.JsonNode;

class ConversationListTest {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @Test
    void rowTellsWhatBecameOfOurLastMessage() {
        var conversation = shop.begun(customer(), "Are you there?");
        assertThat(shop.get(conversation).path("last").has("status")).isFalse();

        shop.reply(conversation, Map.of("text", Map.of("body", "We are.")));

        await().untilAsserted(() ->
                assertThat(shop.get(conversation).at("/last/status").asString())
                        .isIn("SENT", "DELIVERED", "READ"));
    }

    @Test
    void thoseOfOnePersonAreFoundAndNobodyElses() {
        var conversation = shop.begun(customer(), "It is me");
        shop.begun(customer(), "And somebody else");
        var contact = shop.get(conversation).at("/contact/id").asString();

        assertThat(shop.ids("contact=" + contact)).containsExactly(conversation.toString());
    }

    @Test
    void askedByIdTheListAnswersWhatOfThemIsInIt() {
        var open = shop.begun(customer(), "Open");
        var resolved = shop.begun(customer(), "Resolved");
        shop.act(resolved, "resolve", Map.of());
        var both = "id=" + open + "&id=" + resolved;

        assertThat(shop.ids(both)).containsExactlyInAnyOrder(open.toString(), resolved.toString());
        assertThat(shop.ids(both + "&status=OPEN")).containsExactly(open.toString());
        assertThat(shop.ids("id=" + UUID.randomUUID())).isEmpty();
        var tooMany =
                Stream.generate(() -> "id=" + UUID.randomUUID())
                        .limit(101)
                        .collect(Collectors.joining("&"));
        var refused = shop.owner.get("/api/conversations?" + tooMany);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("id");
        assertThat(shop.owner.get("/api/conversations?id=x").status()).isEqualTo(400);
    }

    @Test
    void itemsOfAThreadAreReadAgainById() {
        var ana = customer();
        var conversation = shop.begun(ana, "One");
        shop.reply(conversation, Map.of("text", Map.of("body", "Two")));
        await().until(() -> shop.items(conversation).size() == 2);
        var path = "/api/conversations/" + conversation + "/messages?id=";
        var second = shop.items(conversation).getLast().path("id").asString();

        var some = shop.owner.get(path + second + "&id=" + UUID.randomUUID()).json();

        assertThat(some.path("items").size()).isEqualTo(1);
        assertThat(some.at("/items/0/message/content/text").asString()).isEqualTo("Two");
        assertThat(some.has("older")).isFalse();
        var elsewhere = shop.begun(customer(), "Elsewhere");
        assertThat(
                        shop.owner
                                .get("/api/conversations/" + elsewhere + "/messages?id=" + second)
                                .json()
                                .path("items")
                                .isEmpty())
                .isTrue();
        var tooMany = String.join("&id=", Collections.nCopies(101, second));
        assertThat(shop.owner.get(path + tooMany).status()).isEqualTo(400);
    }

    @Test
    void campaignsThatThePersonWasInAreTold() {
        var ana = customer();
        var conversation = shop.begun(ana, "Tell me more");
        var path = "/api/conversations/" + conversation + "/campaigns";
        assertThat(shop.owner.get(path).json().path("items").isEmpty()).isTrue();

        var first = campaign("First", conversation);
        var second = campaign("Second", conversation);

        await().untilAsserted(() -> {
            var told = shop.owner.get(path).json().path("items");
            assertThat(told.values())
                    .extracting(one -> one.path("id").asString())
                    .containsExactly(second, first);
            assertThat(told.at("/1/name").asString()).isEqualTo("First");
            var message = told.at("/1/messageId").asString();
            assertThat(told.at("/1/status"))
                    .isEqualTo(
                            shop.owner
                                    .get("/api/messages/" + message + "/timeline")
                                    .json()
                                    .path("status"));
        });
        var page = shop.owner.get(path + "?limit=1").json();
        var rest = shop.owner.get(path + "?limit=1&cursor=" + page.path("next").asString()).json();
        assertThat(rest.at("/items/0/id").asString()).isEqualTo(first);
        assertThat(SharedServer.business().owner().get(path).status()).isEqualTo(404);
    }

    private static String campaign(String name, UUID conversation) {
        var contact = shop.get(conversation).at("/contact/id").asString();
        tag(contact, name);
        var campaign =
                shop.owner.post(
                        "/api/campaigns",
                        Map.of(
                                "name", name,
                                "template", Map.of("name", "order_update", "language", "en_US"),
                                "phoneNumberIds", List.of(shop.number),
                                "audience", Map.of("tags", List.of(name)),
                                "variables",
                                        Map.of(
                                                "body",
                                                Map.of("1", text(), "2", text(), "3", text()))));
        assertThat(campaign.status()).as(campaign.toString()).isEqualTo(201);
        var id = campaign.json().path("id").asString();
        assertThat(shop.owner.post("/api/campaigns/" + id + "/start").status()).isEqualTo(202);
        return id;
    }

    private static Map<String, String> text() {
        return Map.of("text", "A-1");
    }

    private static void tag(String contact, String tag) {
        var path = "/api/contacts/" + contact;
        JsonNode present = shop.owner.get(path).json();
        var tagged =
                shop.owner.patch(
                        path,
                        Map.of(
                                "addTags",
                                List.of(tag),
                                "version",
                                present.path("version").asInt()));
        assertThat(tagged.status()).as(tagged.toString()).isEqualTo(200);
        var consent = Map.of("action", "OPT_IN", "source", "form at the counter");
        assertThat(shop.owner.post(path + "/consent", consent).status()).isEqualTo(200);
    }
}
