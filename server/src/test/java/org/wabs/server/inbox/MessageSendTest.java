package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.await;
import static org.wabs.server.inbox.Shop.customer;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;

/// `POST /api/messages/send` and replies, against the simulator's own reading of Meta's rules.
class MessageSendTest extends SendFixture {
    @Test
    void freeFormNeedsAnOpenWindowAndAReactionOpensNone() {
        var message =
                Map.of(
                        "phoneNumberId",
                        shop.number,
                        "to",
                        "+" + customer(),
                        "text",
                        Map.of("body", "Hi"));
        var answer = shop.owner.post("/api/messages/send", message);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/window-closed");

        var cleo = customer();
        shop.write(
                cleo,
                Map.of(
                        "type",
                        "raw",
                        "content",
                        Map.of(
                                "type",
                                "system",
                                "system",
                                Map.of("type", "user_changed_number", "body", "moved"))));
        var talk = UUID.fromString(shop.conversation(cleo).path("id").asString());
        assertThat(shop.get(talk).path("windowOpen").asBoolean()).isFalse();
        assertThat(shop.act(talk, "messages", Map.of("text", Map.of("body", "Hi"))).status())
                .isEqualTo(409);
    }

    @Test
    void templateBeginsAConversationThatIsDoneUntilThePersonAnswers() {
        var dora = customer();
        var message =
                Map.of(
                        "phoneNumberId",
                        shop.number,
                        "to",
                        "+" + dora,
                        "template",
                        Map.of(
                                "name",
                                "order_update",
                                "language",
                                "en_US",
                                "body",
                                Map.of("1", "Dora", "2", "A-1", "3", "Friday")));
        assertThat(shop.owner.post("/api/messages/send", message).status()).isEqualTo(202);
        var talk = shop.conversation(dora);
        assertThat(talk.path("status").asString()).isEqualTo("RESOLVED");
        var id = UUID.fromString(talk.path("id").asString());
        var first = shop.messages(id).getFirst();
        assertThat(first.at("/content/template/name").asString()).isEqualTo("order_update");
        assertThat(first.at("/content/text").asString()).contains("Dora");

        shop.write(dora, "Thank you");

        await().until(() -> shop.get(id).path("status").asString().equals("OPEN"));
        assertThat(shop.get(id).path("unread").asInt()).isEqualTo(1);
        // an order's update is no answer
        assertThat(shop.owner.post("/api/messages/send", message).status()).isEqualTo(202);
        assertThat(shop.get(id).path("unread").asInt()).isEqualTo(1);
    }

    @Test
    void personWithoutANumberIsReachedByTheUserId() {
        var emma = customer();
        shop.begun(emma, "Hello");
        var bsuid =
                SharedServer.server()
                        .sql()
                        .sql("SELECT bsuid FROM contact WHERE organization_id = ? AND phone = ?")
                        .params(shop.business.organization(), "+" + emma)
                        .query(String.class)
                        .single();

        var answer =
                shop.owner.post(
                        "/api/messages/send",
                        Map.of(
                                "phoneNumberId",
                                shop.number,
                                "to",
                                bsuid,
                                "text",
                                Map.of("body", "Hi")));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        await().until(() -> shop.taken(emma).size() == 1);
    }

    @Test
    void failedMessageIsShownWithItsReasonAndCanBeTriedAgain() {
        // our book says that she wrote, the simulated network knows nothing of it: 131047
        var fay = customer();
        var talk = shop.begun(fay, "Hello");
        var other = shop.business.numbers().getLast();
        SharedServer.server()
                .sql()
                .sql(
                        "UPDATE message SET phone_number_id = ? WHERE contact_id = (SELECT contact_id FROM conversation WHERE id = ?)")
                .params(other, talk)
                .update();
        SharedServer.server()
                .sql()
                .sql("UPDATE conversation SET phone_number_id = ? WHERE id = ?")
                .params(other, talk)
                .update();
        var id = shop.reply(talk, Map.of("text", Map.of("body", "Hi")));
        await().until(() -> status(id).equals("FAILED"));

        assertThat(shop.get(talk).path("failed").asBoolean()).isTrue();
        var failure = shop.messages(talk).getLast().path("failure");
        assertThat(failure.path("code").asInt()).isEqualTo(131047);
        assertThat(failure.path("words").asString()).isNotBlank();
        assertThat(failure.path("wayOut").asString()).isNotBlank();

        var written = Map.of("phoneNumberId", other, "type", "text", "text", "Now");
        SharedServer.meta().post("/admin/customers/" + fay + "/messages", written);
        Api.Answer retried = shop.owner.post("/api/messages/" + id + "/retry");
        if (failure.path("retryable").asBoolean()) {
            assertThat(retried.status()).as(retried.toString()).isEqualTo(202);
            await().until(() -> List.of("SENT", "DELIVERED", "READ").contains(status(id)));
            assertThat(shop.get(talk).path("failed").asBoolean()).isFalse();
        } else {
            assertThat(retried.status()).isEqualTo(409);
        }
    }

    @Test
    void onlyAFailedMessageCanBeTriedAgain() {
        var id = shop.reply(conversation, Map.of("text", Map.of("body", "fine")));
        await().until(() -> List.of("SENT", "DELIVERED", "READ").contains(status(id)));

        assertThat(shop.owner.post("/api/messages/" + id + "/retry").status()).isEqualTo(409);
        assertThat(shop.owner.post("/api/messages/" + UUID.randomUUID() + "/retry").status())
                .isEqualTo(404);
        assertThat(SharedServer.business().owner().post("/api/messages/" + id + "/retry").status())
                .isEqualTo(404);
    }

    @Test
    void aReplyThatWasSentTwiceByAKeyIsOneMessage() {
        var gus = customer();
        var talk = shop.begun(gus, "Hello");
        for (int i = 0; i < 2; i++) {
            var request =
                    shop.owner
                            .request("/api/conversations/" + talk + "/messages")
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "reply-" + talk)
                            .POST(
                                    java.net.http.HttpRequest.BodyPublishers.ofString(
                                            "{\"text\":{\"body\":\"Hi\"}}"));
            assertThat(shop.owner.send(request).status()).isEqualTo(202);
        }

        assertThat(shop.messages(talk)).hasSize(2);
    }

    @Test
    void aNumberThatCannotSendIsRefusedRatherThanWaitedFor() {
        var other = new Shop();
        SharedServer.meta()
                .post("/admin/numbers/" + other.number + "/status", Map.of("status", "PENDING"));
        other.owner.post("/api/accounts/" + other.business.wabaId() + "/refresh", Map.of());

        var answer =
                other.owner.post(
                        "/api/messages/send",
                        Map.of(
                                "phoneNumberId",
                                other.number,
                                "to",
                                "+12025550123",
                                "text",
                                Map.of("body", "Hi")));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        assertThat(answer.json().path("detail").asString()).contains("PENDING");
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("phoneNumberId");
    }
}
