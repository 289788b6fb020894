package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.await;
import static org.wabs.server.inbox.Shop.customer;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every free form that can be sent, against the simulator's own reading of Meta's rules.
class FreeFormsTest extends SendFixture {
    private static final String LINK = "{\"link\":\"https://example.com/a\"}";

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
                        // the reaction may have left before the words
                        shop.taken(bo).stream()
                                .filter(one -> one.path("type").asString().equals("text"))
                                .findFirst()
                                .orElseThrow()
                                .path("wamid")
                                .asString(),
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
}
