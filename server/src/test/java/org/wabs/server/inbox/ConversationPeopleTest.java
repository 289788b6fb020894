package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.await;
import static org.wabs.server.inbox.Shop.customer;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.Webhooks;
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
    void aNewNumberGoesOnInTheSameConversation() {
        var former = customer();
        var present = customer();
        var talk = shop.begun(former, "Hello");
        var contact = contact(shop.get(talk));
        var queued = queued(contact, former);

        shop.write(
                former,
                Map.of(
                        "type",
                        "raw",
                        "content",
                        Map.of(
                                "type",
                                "system",
                                "system",
                                Map.of(
                                        "type",
                                        "user_changed_number",
                                        "body",
                                        "changed",
                                        "wa_id",
                                        present))));

        await().untilAsserted(() ->
                assertThat(shop.get(talk).at("/contact/recipient").asString())
                        .isEqualTo("+" + present));
        assertThat(shop.items(talk))
                .anyMatch(item -> item.at("/event/kind").asString("").equals("NUMBER_CHANGED"));
        assertThat(recipient(queued)).as("what is not sent yet").isEqualTo("+" + present);
        shop.write(present, "It is me");
        await().until(() -> shop.messages(talk).size() == 3);
        assertThat(contact(shop.get(talk))).isEqualTo(contact);
    }

    /// A message to the person that nobody has sent yet, and nobody will.
    private static UUID queued(String contact, String customer) {
        var id = org.wabs.server.platform.id.Ids.next();
        var sql = SharedServer.server().sql();
        sql.sql(
                        "INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, category, wanted) VALUES (?, ?, ?, CAST(? AS uuid), ?, true, 'UTILITY', 1)")
                .params(shop.business.organization(), id, shop.number, contact, "+" + customer)
                .update();
        sql.sql(
                        "INSERT INTO message_content (organization_id, message_id, recipient, content) VALUES (?, ?, ?, '{}')")
                .params(shop.business.organization(), id, "+" + customer)
                .update();
        return id;
    }

    private static String recipient(UUID message) {
        return SharedServer.server()
                .sql()
                .sql("SELECT recipient FROM message_content WHERE message_id = ?")
                .param(message)
                .query(String.class)
                .single();
    }

    @Test
    void aNewUserIdStandsInTheThread() {
        var talk = shop.begun(customer(), "Hello");
        var number = shop.get(talk).at("/contact/recipient").asString().substring(1);
        var notice =
                "{\"metadata\":{\"phone_number_id\":\"%s\"},\"messages\":[{\"from\":\"%s\",\"from_user_id\":\"US.7771\",\"id\":\"wamid.userid\",\"timestamp\":\"%d\",\"type\":\"system\",\"system\":{\"type\":\"user_changed_user_id\",\"user_id\":\"US.7772\"}}]}"
                        .formatted(shop.number, number, java.time.Instant.now().getEpochSecond());
        for (int n = 0; n < 2; n++)
            Webhooks.deliver(
                    SharedServer.server(),
                    shop.business.id(),
                    shop.business.wabaId(),
                    "messages",
                    notice);

        assertThat(shop.items(talk))
                .extracting(item -> item.at("/event/kind").asString(""))
                .containsOnlyOnce("USER_ID_CHANGED");
        assertThat(
                        shop.owner
                                .get("/api/contacts/" + contact(shop.get(talk)))
                                .json()
                                .path("bsuid")
                                .asString(""))
                .isEqualTo("US.7772");
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
