package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.JsonNode;

class ContactTimelineTest {
    private static final Shop SHOP = new Shop();

    private static JsonNode page(Object contact, String query) {
        var answer = SHOP.owner.get("/api/contacts/" + contact + "/timeline" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static String kind(JsonNode item) {
        return List.of("message", "note", "event", "consent", "merged", "added").stream()
                .filter(item::has)
                .reduce("", (all, one) -> all + one);
    }

    @Test
    void everythingOfAPersonIsToldOnceNewestFirst() {
        var customer = Shop.customer();
        var conversation = SHOP.begun(customer, "Good day");
        var contact = SHOP.get(conversation).at("/contact/id").asString();
        SHOP.act(conversation, "notes", Map.of("body", "A regular."));
        SHOP.act(conversation, "resolve", Map.of());
        SHOP.owner.post(
                "/api/contacts/" + contact + "/consent",
                Map.of("action", "OPT_IN", "source", "signed form"));
        var other =
                SHOP.owner
                        .post("/api/contacts", Map.of("bsuid", "US.77" + customer, "name", "Ana"))
                        .json()
                        .get("id")
                        .asString();
        SHOP.owner.post("/api/contacts/" + contact + "/merge", Map.of("other", other));

        var items = page(contact, "").get("items");

        assertThat(items.valueStream().map(ContactTimelineTest::kind))
                .containsExactlyInAnyOrder(
                        "merged", "consent", "event", "note", "message", "added");
        assertThat(items.valueStream().map(item -> item.get("at").asString()))
                .isSortedAccordingTo(
                        (a, b) -> java.time.Instant.parse(b).compareTo(java.time.Instant.parse(a)));
        var message = one(items, "message");
        assertThat(message.at("/message/content/text").asString()).isEqualTo("Good day");
        assertThat(message.get("phoneNumberId").asString()).isEqualTo(SHOP.number);
        assertThat(message.get("conversationId").asString()).isEqualTo(conversation.toString());
        assertThat(one(items, "note").at("/note/body").asString()).isEqualTo("A regular.");
        assertThat(one(items, "consent").at("/consent/text").asString()).isEqualTo("signed form");
        assertThat(one(items, "merged").at("/merged/formerId").asString()).isEqualTo(other);

        var paged = new ArrayList<String>();
        var page = page(contact, "?limit=1");
        while (true) {
            page.get("items").forEach(item -> paged.add(item.get("id").asString()));
            if (!page.has("next")) break;
            page = page(contact, "?limit=1&cursor=" + page.get("next").asString());
        }
        assertThat(paged)
                .isEqualTo(items.valueStream().map(item -> item.get("id").asString()).toList());
    }

    private static JsonNode one(JsonNode items, String kind) {
        return items.valueStream().filter(item -> item.has(kind)).findFirst().orElseThrow();
    }

    @Test
    void nobodyElsesPersonIsShown() {
        var conversation = SHOP.begun(Shop.customer(), "hello");
        var contact = SHOP.get(conversation).at("/contact/id").asString();
        var stranger = SharedServer.business().owner();

        assertThat(stranger.get("/api/contacts/" + contact + "/timeline").status()).isEqualTo(404);
        assertThat(SHOP.owner.get("/api/contacts/" + UUID.randomUUID() + "/timeline").status())
                .isEqualTo(404);
        assertThat(SHOP.owner.get("/api/contacts/" + contact + "/timeline?cursor=x").status())
                .isEqualTo(400);
    }
}
