package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.await;
import static org.wabs.server.inbox.Shop.customer;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.JsonNode;

/// Conversations follow their people.
class ConversationPeopleTest {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    private static String contact(JsonNode conversation) {
        return conversation.at("/contact/id").asString();
    }

    @Test
    void twoConversationsOfOnePersonBecomeOne() {
        var ana = shop.begun(customer(), "From my old phone");
        var bo = shop.begun(customer(), "From my new phone");
        shop.reply(ana, Map.of("text", Map.of("body", "Hello")));
        var remaining = contact(shop.get(bo));

        var merged =
                shop.owner.post(
                        "/api/contacts/" + remaining + "/merge",
                        Map.of("other", contact(shop.get(ana))));

        assertThat(merged.status()).as(merged.toString()).isLessThan(300);
        assertThat(shop.owner.get("/api/conversations/" + ana).status()).isEqualTo(404);
        var one = shop.get(bo);
        assertThat(contact(one)).isEqualTo(remaining);
        assertThat(one.path("arrived").asInt()).isEqualTo(2);
        assertThat(one.path("unread").asInt()).isEqualTo(1);
        assertThat(shop.messages(bo)).hasSize(3);
        assertThat(shop.items(bo).getLast().at("/event/kind").asString()).isEqualTo("MERGED");
    }

    @Test
    void whoIsErasedLeavesNoWordsAndNoFiles() {
        var cleo = customer();
        var talk = shop.begun(cleo, "a word that nobody else says: xylophone");
        shop.write(cleo, Map.of("type", "image"));
        await().until(() ->
                shop.messages(talk)
                        .getLast()
                        .at("/content/media/state")
                        .asString("")
                        .equals("STORED"));
        var file = shop.messages(talk).getLast().at("/content/media/id").asString();

        var erased = shop.owner.delete("/api/contacts/" + contact(shop.get(talk)));

        assertThat(erased.status()).as(erased.toString()).isLessThan(300);
        assertThat(shop.owner.get("/api/conversations/" + talk).status()).isEqualTo(404);
        assertThat(shop.owner.get("/api/media/" + file).status()).isEqualTo(404);
        assertThat(count("conversation_item WHERE words LIKE '%xylophone%'")).isZero();
        assertThat(
                        count(
                                "media_piece p WHERE NOT EXISTS (SELECT FROM media m WHERE m.organization_id = p.organization_id AND m.sha256 = p.sha256)"))
                .isZero();
    }

    private static long count(String what) {
        return SharedServer.server()
                .sql()
                .sql("SELECT count(*) FROM " + what)
                .query(Long.class)
                .single();
    }

    @Test
    void aWishSetInWhatsAppStandsInTheThread() {
        var dora = customer();
        UUID talk = shop.begun(dora, "Hello");

        shop.write(dora, Map.of("type", "stop"));

        await().untilAsserted(() ->
                assertThat(shop.items(talk))
                        .anyMatch(item -> item.at("/event/kind").asString("").equals("OPTED_OUT")));
    }
}
