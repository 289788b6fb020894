package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.await;
import static org.wabs.server.inbox.Shop.customer;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `POST /api/messages/send` and replies, against the simulator's own reading of Meta's rules.
class MessageSendTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LINK = "{\"link\":\"https://example.com/a\"}";
    private static Shop shop;
    private static String ana;
    private static UUID conversation;

    @BeforeAll
    static void open() {
        shop = new Shop();
        ana = customer();
        conversation = shop.begun(ana, "Hello");
    }

    /// What is sent, and as what Meta gets it.
    static Stream<Arguments> freeForms() {
        return Stream.of(
                Arguments.of(
                        "text",
                        "{\"text\":{\"body\":\"https://example.com\",\"previewUrl\":true}}"),
                Arguments.of(
                        "image",
                        "{\"image\":{\"link\":\"https://example.com/a.jpg\",\"caption\":\"Blue\"}}"),
                Arguments.of("video", "{\"video\":" + LINK + "}"),
                Arguments.of(
                        "audio",
                        "{\"audio\":{\"link\":\"https://example.com/a.ogg\",\"voice\":true}}"),
                Arguments.of(
                        "document",
                        "{\"document\":{\"link\":\"https://example.com/a.pdf\",\"fileName\":\"bill.pdf\"}}"),
                Arguments.of("sticker", "{\"sticker\":" + LINK + "}"),
                Arguments.of(
                        "location",
                        "{\"location\":{\"latitude\":52.52,\"longitude\":13.405,\"name\":\"Shop\"}}"),
                Arguments.of(
                        "contacts",
                        "{\"contacts\":[{\"name\":{\"formatted\":\"Ana Silva\"},\"phones\":[{\"phone\":\"+12025550123\",\"type\":\"WORK\"}]}]}"),
                interactive(
                        "\"buttons\":[{\"id\":\"y\",\"title\":\"Yes\"},{\"id\":\"n\",\"title\":\"No\"}]"),
                interactive(
                        "\"list\":{\"button\":\"Sizes\",\"sections\":[{\"rows\":[{\"id\":\"s\",\"title\":\"Small\",\"description\":\"36 to 38\"}]}]}"),
                interactive("\"link\":{\"text\":\"Track\",\"url\":\"https://example.com/42\"}"),
                interactive(
                        "\"header\":{\"image\":"
                                + LINK
                                + "},\"link\":{\"text\":\"Track\",\"url\":\"https://example.com/42\"}"),
                interactive("\"locationRequest\":true"),
                interactive("\"contactRequest\":true"),
                interactive(
                        "\"flow\":{\"id\":\"42\",\"button\":\"Book\",\"screen\":\"FIRST\",\"data\":{\"a\":1}}"),
                interactive("\"product\":{\"catalogId\":\"1\",\"retailerId\":\"sku\"}"),
                interactive(
                        "\"header\":{\"text\":\"Shoes\"},\"products\":{\"catalogId\":\"1\",\"sections\":[{\"title\":\"New\",\"retailerIds\":[\"a\"]}]}"),
                interactive("\"catalog\":{}"),
                interactive(
                        "\"carousel\":[{\"image\":%1$s,\"body\":\"One\",\"link\":{\"text\":\"Buy\",\"url\":\"https://example.com/1\"}},{\"image\":%1$s,\"link\":{\"text\":\"Buy\",\"url\":\"https://example.com/2\"}}]"
                                .formatted(LINK)),
                interactive("\"address\":{\"country\":\"IN\"}"),
                interactive("\"callPermission\":true"),
                interactive("\"call\":\"Call us\""));
    }

    private static Arguments interactive(String action) {
        return Arguments.of(
                "interactive", "{\"interactive\":{\"body\":\"Which?\"," + action + "}}");
    }

    @ParameterizedTest
    @MethodSource("freeForms")
    void everyFreeFormIsTakenAndShown(String type, String message) {
        var id = shop.reply(conversation, JSON.readValue(message, Map.class));

        await().untilAsserted(
                        () -> assertThat(status(id)).isIn("ACCEPTED", "SENT", "DELIVERED", "READ"));
        var shown =
                shop.items(conversation).stream()
                        .filter(item -> item.path("id").asString().equals(id.toString()))
                        .findFirst()
                        .orElseThrow();
        assertThat(shown.at("/message/content/type").asString()).isEqualTo(type);
    }

    private static String status(UUID id) {
        return shop.owner.get("/api/messages/" + id + "/timeline").json().path("status").asString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|text",
                "{\"text\":{\"body\":\"a\"},\"sticker\":{\"link\":\"https://example.com\"}}|sticker",
                "{\"text\":{\"body\":\" \"}}|text.body",
                "{\"image\":{}}|image",
                "{\"image\":{\"link\":\"ftp://example.com\"}}|image.link",
                "{\"audio\":{\"link\":\"https://example.com\",\"caption\":\"x\"}}|audio.caption",
                "{\"video\":{\"link\":\"https://example.com\",\"voice\":true}}|video.voice",
                "{\"location\":{\"latitude\":91,\"longitude\":0}}|location.latitude",
                "{\"contacts\":[]}|contacts",
                "{\"contacts\":[{}]}|contacts[0].name.formatted",
                "{\"reaction\":{}}|reaction.messageId",
                "{\"interactive\":{\"body\":\"?\"}}|interactive",
                "{\"interactive\":{\"buttons\":[{\"id\":\"1\",\"title\":\"a\"}]}}|interactive.body",
                "{\"interactive\":{\"body\":\"?\",\"buttons\":[{\"id\":\"1\",\"title\":\"a title of more than 20\"}]}}|interactive.buttons[0].title",
                "{\"interactive\":{\"body\":\"?\",\"buttons\":[{\"id\":\"1\",\"title\":\"a\"},{\"id\":\"1\",\"title\":\"b\"}]}}|interactive.buttons",
                "{\"interactive\":{\"body\":\"?\",\"list\":{\"button\":\"b\"}}}|interactive.list.sections",
                "{\"interactive\":{\"body\":\"?\",\"flow\":{\"button\":\"b\"}}}|interactive.flow",
                "{\"interactive\":{\"body\":\"?\",\"carousel\":[]}}|interactive.carousel",
                "{\"interactive\":{\"body\":\"?\",\"header\":{\"video\":{}},\"call\":\"c\"}}|interactive.header.video"
            })
    void whatMetaWouldRefuseIsNamedByField(String message, String field) {
        var answer = shop.act(conversation, "messages", message);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(
                        answer.json().path("errors").values().stream()
                                .map(one -> one.path("field").asString()))
                .as(answer.toString())
                .contains(field);
    }

    @Test
    void replyQuotesAndReactionIsShownAtItsMessage() {
        var bo = customer();
        var talk = shop.begun(bo, "Which one?");
        var question = shop.items(talk).getFirst().path("id").asString();

        shop.reply(talk, Map.of("text", Map.of("body", "The blue one"), "replyTo", question));
        shop.reply(talk, Map.of("reaction", Map.of("messageId", question, "emoji", "👍")));

        await().until(() -> shop.taken(bo).size() == 2);
        var messages = shop.messages(talk);
        assertThat(messages).hasSize(2);
        assertThat(messages.getFirst().at("/reactions/0/emoji").asString()).isEqualTo("👍");
        assertThat(messages.getLast().at("/quoted/messageId").asString()).isEqualTo(question);
        assertThat(messages.getLast().at("/quoted/text").asString()).isEqualTo("Which one?");

        var answer = messages.getLast();
        assertThat(answer.path("outbound").asBoolean()).isTrue();
        shop.write(
                bo,
                Map.of(
                        "type",
                        "reaction",
                        "replyTo",
                        shop.taken(bo).getFirst().path("wamid").asString(),
                        "text",
                        "❤"));
        await().untilAsserted(() ->
                assertThat(shop.messages(talk).getLast().at("/reactions/0/emoji").asString())
                        .isEqualTo("❤"));
        assertThat(shop.get(talk).path("unread").asInt()).isZero();

        shop.reply(talk, Map.of("reaction", Map.of("messageId", question)));
        assertThat(shop.messages(talk).getFirst().path("reactions").isEmpty()).isTrue();
        assertThat(
                        shop.act(
                                        talk,
                                        "messages",
                                        Map.of(
                                                "text",
                                                Map.of("body", "x"),
                                                "replyTo",
                                                UUID.randomUUID()))
                                .status())
                .isEqualTo(400);
    }

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

    static Stream<Arguments> inboundTypes() {
        return Stream.of(
                inbound(
                        "text",
                        "{\"type\":\"text\",\"text\":{\"body\":\"hi\"},\"context\":{\"forwarded\":true}}"),
                inbound(
                        "location",
                        "{\"type\":\"location\",\"location\":{\"latitude\":1.5,\"longitude\":2}}"),
                inbound(
                        "contacts",
                        "{\"type\":\"contacts\",\"contacts\":[{\"name\":{\"formatted_name\":\"Bo\"},\"phones\":[{\"phone\":\"1\"}]}]}"),
                inbound(
                        "button",
                        "{\"type\":\"button\",\"button\":{\"payload\":\"p\",\"text\":\"Track\"}}"),
                inbound(
                        "button_reply",
                        "{\"type\":\"interactive\",\"interactive\":{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"y\",\"title\":\"Yes\"}}}"),
                inbound(
                        "list_reply",
                        "{\"type\":\"interactive\",\"interactive\":{\"type\":\"list_reply\",\"list_reply\":{\"id\":\"s\",\"title\":\"Small\"}}}"),
                inbound(
                        "flow_reply",
                        "{\"type\":\"interactive\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{\"name\":\"flow\",\"body\":\"Sent\",\"response_json\":\"{}\"}}}"),
                inbound(
                        "order",
                        "{\"type\":\"order\",\"order\":{\"catalog_id\":\"1\",\"text\":\"please\",\"product_items\":[{\"product_retailer_id\":\"a\",\"quantity\":2,\"item_price\":3.5,\"currency\":\"USD\"}]}}"),
                inbound(
                        "system",
                        "{\"type\":\"system\",\"system\":{\"type\":\"customer_identity_changed\",\"body\":\"new phone\"}}"),
                inbound(
                        "unsupported",
                        "{\"type\":\"unsupported\",\"errors\":[{\"code\":131051}],\"unsupported\":{\"type\":\"poll\"}}"),
                inbound(
                        "edit",
                        "{\"type\":\"edit\",\"edit\":{\"original_message_id\":\"wamid.x\",\"message\":{\"type\":\"text\",\"text\":{\"body\":\"better\"}}}}"),
                inbound(
                        "revoke",
                        "{\"type\":\"revoke\",\"revoke\":{\"original_message_id\":\"wamid.x\"}}"),
                inbound("hologram", "{\"type\":\"hologram\",\"hologram\":{\"a\":[1,2]}}"));
    }

    private static Arguments inbound(String type, String content) {
        return Arguments.of(type, JSON.readTree(content));
    }

    @ParameterizedTest
    @MethodSource("inboundTypes")
    void everyInboundTypeIsShown(String type, JsonNode content) {
        var who = customer();
        shop.write(who, Map.of("type", "raw", "content", content));
        var talk = UUID.fromString(shop.conversation(who).path("id").asString());

        var shown = shop.messages(talk).getFirst().path("content");

        assertThat(shown.path("type").asString()).as(shown.toString()).isEqualTo(type);
        boolean counts = !List.of("system", "revoke").contains(type);
        assertThat(shop.get(talk).path("unread").asInt()).isEqualTo(counts ? 1 : 0);
    }

    @Test
    void stopStandsInTheThread() {
        var talk = shop.begun(customer(), "STOP");

        assertThat(shop.items(talk).get(1).at("/event/kind").asString("")).isEqualTo("OPTED_OUT");
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
