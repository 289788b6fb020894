package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.await;
import static org.wabs.server.inbox.Shop.customer;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;

/// What the business writes in the WhatsApp Business app, by signed webhooks of the simulator.
class PhoneAppTest {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    private static void writeOnThePhone(String customer, Map<String, ?> message) {
        var body = new java.util.HashMap<String, Object>(message);
        body.put("phoneNumberId", shop.number);
        var answer = SharedServer.meta().post("/admin/customers/" + customer + "/echoes", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    @Test
    void anAnswerFromThePhoneStandsInTheConversationAndLeavesNothingUnreplied() {
        var ana = customer();
        var conversation = shop.begun(ana, "Are you open on Sunday?");

        // Meta's times are whole seconds
        var soon = String.valueOf(System.currentTimeMillis() / 1000 + 1);
        var answer =
                Map.of("text", "Until noon.", "wamid", "wamid.phone-" + ana, "timestamp", soon);
        writeOnThePhone(ana, answer);
        writeOnThePhone(ana, answer);

        await().untilAsserted(() -> assertThat(shop.messages(conversation)).hasSize(2));
        var message = shop.messages(conversation).getLast();
        assertThat(message.path("outbound").asBoolean()).isTrue();
        assertThat(message.path("fromPhoneApp").asBoolean()).isTrue();
        assertThat(message.path("status").asString()).isEqualTo("SENT");
        assertThat(message.at("/content/text").asString()).isEqualTo("Until noon.");
        var after = shop.get(conversation);
        assertThat(after.path("unread").asInt()).isZero();
        assertThat(after.has("unrepliedSince")).isFalse();
        assertThat(after.at("/last/text").asString()).isEqualTo("Until noon.");
        assertThat(after.at("/last/outbound").asBoolean()).isTrue();
        assertThat(shop.taken(ana)).isEmpty();
    }

    @Test
    void whoIsWrittenToFromThePhoneFirstHasAConversationWithNothingUnread() {
        var ben = customer();

        writeOnThePhone(ben, Map.of("text", "Your bicycle is ready."));

        var conversation = shop.conversation(ben);
        assertThat(conversation.path("unread").asInt()).isZero();
        assertThat(conversation.path("windowOpen").asBoolean()).isFalse();
        assertThat(conversation.has("unrepliedSince")).isFalse();
    }

    @Test
    void aMessageFromThePhoneIsNotSentAgainHere() {
        var eva = customer();
        writeOnThePhone(eva, Map.of("text", "See you."));
        var id = UUID.fromString(shop.conversation(eva).at("/last/messageId").asString());

        var retry = shop.owner.post("/api/messages/" + id + "/retry");

        assertThat(retry.status()).isEqualTo(409);
        assertThat(retry.body()).contains("WhatsApp Business app");
    }
}
