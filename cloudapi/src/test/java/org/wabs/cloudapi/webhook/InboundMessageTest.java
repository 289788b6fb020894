package org.wabs.cloudapi.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.cloudapi.webhook.Bodies.METADATA;
import static org.wabs.cloudapi.webhook.Bodies.change;
import static org.wabs.cloudapi.webhook.Bodies.content;
import static org.wabs.cloudapi.webhook.Bodies.message;
import static org.wabs.cloudapi.webhook.Bodies.messages;
import static org.wabs.cloudapi.webhook.Bodies.only;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wabs.cloudapi.MediaKind;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Reference;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.Wamid;

/// Field `messages`, inbound.
class InboundMessageTest {

    @Test
    void everyExampleOfMetaIsTypedOrKeptWithItsField() throws Exception {
        List<Path> examples = Reference.examples("webhooks", "");
        assertThat(examples).isNotEmpty();
        for (Path example : examples) {
            List<WebhookEvent> events = Bodies.events(Files.readAllBytes(example));
            assertThat(events).as(example.toString()).hasSize(1);
            switch (events.getFirst()) {
                case InboundMessage inbound ->
                        assertThat(inbound.content())
                                .as(example.toString())
                                .isNotInstanceOf(InboundContent.Unknown.class);
                case UnknownEvent unknown -> assertThat(unknown.field()).startsWith("group_");
                case WebhookEvent other -> throw new AssertionError(example + " became " + other);
            }
        }
    }

    @Test
    void personTimeAndPlaceAreTyped() {
        String body =
                change(
                        "messages",
                        METADATA
                                + """
                                ,"contacts":[{"profile":{"name":"Sheena","username":"@sheena"},"wa_id":"16505551234",
                                "user_id":"US.1349","parent_user_id":"US.ENT.1181"}],
                                "messages":[{"from":"16505551234","from_user_id":"US.1349","group_id":"g1","id":"wamid.X",
                                "timestamp":"1749416383","type":"text","text":{"body":"Hi"},
                                "context":{"from":"15550783881","id":"wamid.Q"}}]\
                                """);

        InboundMessage message = only(InboundMessage.class, body);

        assertThat(message.wabaId()).contains(new WabaId("102290129340398"));
        assertThat(message.phoneNumberId()).isEqualTo(new PhoneNumberId("106540352242922"));
        assertThat(message.wamid()).isEqualTo(new Wamid("wamid.X"));
        assertThat(message.from()).isEqualTo("16505551234");
        assertThat(message.fromUserId()).isEqualTo("US.1349");
        assertThat(message.fromParentUserId()).isEqualTo("US.ENT.1181");
        assertThat(message.groupId()).isEqualTo("g1");
        assertThat(message.profileName()).isEqualTo("Sheena");
        assertThat(message.username()).isEqualTo("@sheena");
        assertThat(message.timestamp()).isEqualTo(Instant.ofEpochSecond(1749416383));
        assertThat(message.context()).isNotNull();
        assertThat(message.context().wamid()).isEqualTo(new Wamid("wamid.Q"));
        assertThat(message.content()).isEqualTo(new InboundContent.Text("Hi"));
        assertThat(message.source().entryTime()).isEqualTo(Instant.ofEpochSecond(1739321024));
        assertThat(message.raw().path("id").asString()).isEqualTo("wamid.X");
    }

    @Test
    void hiddenNumberLeavesTheUserId() {
        String body =
                change(
                        "messages",
                        METADATA
                                + """
                                ,"contacts":[{"profile":{"name":"Sheena"},"user_id":"US.1349"}],
                                "messages":[{"from_user_id":"US.1349","id":"wamid.X","timestamp":1749416383,"type":"text","text":{"body":"Hi"}}]\
                                """);
        InboundMessage message = only(InboundMessage.class, body);
        assertThat(message.from()).isNull();
        assertThat(message.fromUserId()).isEqualTo("US.1349");
        assertThat(message.profileName()).isEqualTo("Sheena");
    }

    @Test
    void nameOfSomebodyElseInTheBatchIsNotTaken() {
        String body =
                change(
                        "messages",
                        METADATA
                                + ",\"contacts\":[{\"profile\":{\"name\":\"Other\"},\"wa_id\":\"16505559999\"}],\"messages\":["
                                + message("\"type\":\"text\",\"text\":{\"body\":\"Hi\"}")
                                + "]");
        assertThat(only(InboundMessage.class, body).profileName()).isNull();
    }

    @Test
    void missingContactsAndMissingFieldAreNoError() {
        String body =
                messages(message("\"type\":\"text\",\"text\":{\"body\":\"Hi\"}"))
                        .replace("\"field\":\"messages\",", "");
        assertThat(only(InboundMessage.class, body).profileName()).isNull();
    }

    @Test
    void messageOfNobodyIsMalformed() {
        String body =
                messages(
                        "{\"id\":\"wamid.X\",\"timestamp\":\"1\",\"type\":\"text\",\"text\":{\"body\":\"Hi\"}}");
        assertThat(only(MalformedElement.class, body).why())
                .isEqualTo("from and from_user_id are missing");
    }

    @Test
    void textIsCleanedAndRawIsNot() {
        InboundMessage message =
                only(
                        InboundMessage.class,
                        messages(
                                message(
                                        "\"type\":\"text\",\"text\":{\"body\":\"a\\u0000b\\ud800c\\ud83d\\ude00\"}")));
        assertThat(message.content()).isEqualTo(new InboundContent.Text("ab\ufffdc\ud83d\ude00"));
        assertThat(message.raw().at("/text/body").stringValue()).contains("\u0000");
    }

    @ParameterizedTest
    @CsvSource({
        "image,IMAGE",
        "video,VIDEO",
        "document,DOCUMENT",
        "audio,AUDIO",
        "sticker,STICKER"
    })
    void mediaAreTyped(String type, MediaKind kind) {
        InboundContent content =
                content(
                        "\"type\":\"%s\",\"%s\":{\"id\":1003383421387256,\"mime_type\":\"x/y\",\"sha256\":\"S\",\"url\":\"https://l\",\"caption\":\"C\",\"filename\":\"f\",\"voice\":true,\"animated\":true}"
                                .formatted(type, type));
        assertThat(content)
                .isEqualTo(
                        new InboundContent.Media(
                                kind,
                                "1003383421387256",
                                "x/y",
                                "S",
                                "https://l",
                                "C",
                                "f",
                                true,
                                true));
        assertThat(content.words()).contains("C");
    }

    @Test
    void interactiveAnswersAreTyped() {
        assertThat(
                        content(
                                "\"type\":\"interactive\",\"interactive\":{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"b\",\"title\":\"B\"}}"))
                .isEqualTo(new InboundContent.ButtonReply("b", "B"));
        assertThat(
                        content(
                                "\"type\":\"interactive\",\"interactive\":{\"type\":\"list_reply\",\"list_reply\":{\"id\":\"l\",\"title\":\"L\",\"description\":\"D\"}}"))
                .isEqualTo(new InboundContent.ListReply("l", "L", "D"));
        assertThat(
                        content(
                                "\"type\":\"interactive\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{\"name\":\"flow\",\"body\":\"Sent\",\"response_json\":\"{}\"}}"))
                .isEqualTo(new InboundContent.FlowReply("flow", "Sent", "{}"));
        assertThat(
                        content(
                                "\"type\":\"interactive\",\"interactive\":{\"type\":\"call_permission_reply\",\"call_permission_reply\":{}}"))
                .isEqualTo(new InboundContent.Unknown("interactive.call_permission_reply"));
        assertThat(content("\"type\":\"interactive\",\"errors\":[{\"code\":131000}]"))
                .isEqualTo(new InboundContent.Unknown("interactive"));
    }

    @Test
    void templateButtonWithoutPayloadHasItsLabel() {
        assertThat(content("\"type\":\"button\",\"button\":{\"text\":\"Unsubscribe\"}"))
                .isEqualTo(new InboundContent.TemplateButton("Unsubscribe", "Unsubscribe"));
        assertThat(
                        content(
                                "\"type\":\"button\",\"button\":{\"payload\":\"STOP_42\",\"text\":\"Unsubscribe\"}"))
                .isEqualTo(new InboundContent.TemplateButton("STOP_42", "Unsubscribe"));
    }

    @Test
    void reactionsAppearAndDisappear() {
        assertThat(
                        content(
                                "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid.Q\",\"emoji\":\"\ud83d\udc4d\"}"))
                .isEqualTo(new InboundContent.Reaction(new Wamid("wamid.Q"), "\ud83d\udc4d"));
        assertThat(content("\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid.Q\"}"))
                .isEqualTo(new InboundContent.Reaction(new Wamid("wamid.Q"), null));
        assertThat(
                        content(
                                "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid.Q\",\"emoji\":\"\"}"))
                .isEqualTo(new InboundContent.Reaction(new Wamid("wamid.Q"), null));
    }

    @Test
    void placesOrdersAndContactCardsAreTyped() {
        assertThat(
                        content(
                                "\"type\":\"location\",\"location\":{\"latitude\":\"37.5\",\"longitude\":-122,\"name\":\"N\"}"))
                .isEqualTo(new InboundContent.Location(37.5, -122, "N", null, null));
        assertThat(
                        content(
                                "\"type\":\"location\",\"location\":{\"latitude\":\"NaN\",\"longitude\":1}"))
                .isEqualTo(new InboundContent.Unknown("location"));
        assertThat(
                        content(
                                "\"type\":\"order\",\"order\":{\"catalog_id\":\"c\",\"text\":\"T\",\"product_items\":[{\"product_retailer_id\":\"p\",\"quantity\":2,\"item_price\":30.5,\"currency\":\"USD\"}]}"))
                .isEqualTo(
                        new InboundContent.Order(
                                "c",
                                "T",
                                List.of(new InboundContent.OrderItem("p", 2, 30.5, "USD"))));
        assertThat(
                        content(
                                "\"type\":\"contacts\",\"contacts\":[{\"origin\":\"contact_request\",\"phones\":[{\"phone\":\"+1 202\",\"wa_id\":\"1202\"},{}]}]"))
                .isInstanceOfSatisfying(
                        InboundContent.Contacts.class,
                        contacts -> {
                            InboundContent.ContactCard card = contacts.cards().getFirst();
                            assertThat(card.name()).isNull();
                            assertThat(card.phones()).containsExactly("+1 202");
                            assertThat(card.waId()).isEqualTo("1202");
                            assertThat(card.origin()).isEqualTo("contact_request");
                        });
    }

    @Test
    void systemNoticesOfAllAgesAreTyped() {
        assertThat(
                        content(
                                "\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\",\"body\":\"B\",\"wa_id\":\"1219\"}"))
                .isEqualTo(
                        new InboundContent.SystemNotice("user_changed_number", "B", "1219", null));
        assertThat(
                        content(
                                "\"type\":\"system\",\"system\":{\"type\":\"customer_changed_number\",\"new_wa_id\":\"1219\"}"))
                .isEqualTo(
                        new InboundContent.SystemNotice(
                                "customer_changed_number", null, "1219", null));
        assertThat(
                        content(
                                "\"type\":\"system\",\"system\":{\"type\":\"user_changed_user_id\",\"user_id\":\"US.2\"}"))
                .isEqualTo(
                        new InboundContent.SystemNotice(
                                "user_changed_user_id", null, null, "US.2"));
    }

    @Test
    void unsupportedEditRevokeAndUnknownTypesAreKept() {
        assertThat(
                        content(
                                "\"type\":\"unsupported\",\"errors\":[{\"code\":131051,\"title\":\"T\"}],\"unsupported\":{\"type\":\"poll\"}"))
                .isInstanceOfSatisfying(
                        InboundContent.Unsupported.class,
                        unsupported -> {
                            assertThat(unsupported.kind()).isEqualTo("poll");
                            assertThat(unsupported.errors().getFirst().code()).isEqualTo(131051);
                            assertThat(unsupported.errors().getFirst().message()).isEqualTo("T");
                        });
        assertThat(
                        content(
                                "\"type\":\"edit\",\"edit\":{\"original_message_id\":\"wamid.O\",\"message\":{\"type\":\"text\",\"text\":{\"body\":\"new\"}}}"))
                .isEqualTo(
                        new InboundContent.Edit(
                                new Wamid("wamid.O"), new InboundContent.Text("new")));
        assertThat(content("\"type\":\"revoke\",\"revoke\":{\"original_message_id\":\"wamid.O\"}"))
                .isEqualTo(new InboundContent.Revoke(new Wamid("wamid.O")));
        assertThat(content("\"type\":\"request_welcome\""))
                .isEqualTo(new InboundContent.Unknown("request_welcome"));
        assertThat(content("\"x\":1")).isEqualTo(new InboundContent.Unknown(""));
        assertThat(content("\"type\":\"text\"")).isEqualTo(new InboundContent.Unknown("text"));
    }

    @Test
    void contextAndReferralAreTyped() {
        InboundMessage forwarded =
                only(
                        InboundMessage.class,
                        messages(
                                message(
                                        "\"context\":{\"forwarded\":true},\"type\":\"text\",\"text\":{\"body\":\"\"},\"referral\":{\"source_id\":\"7\",\"ctwa_clid\":\"c\",\"welcome_message\":{\"text\":\"Hi\"}}")));
        assertThat(forwarded.context())
                .isEqualTo(new InboundMessage.Context(null, null, true, false, null, null));
        assertThat(forwarded.referral()).isNotNull();
        assertThat(forwarded.referral().clickId()).isEqualTo("c");
        assertThat(forwarded.content()).isEqualTo(new InboundContent.Text(""));
        InboundMessage product =
                only(
                        InboundMessage.class,
                        messages(
                                message(
                                        "\"context\":{\"frequently_forwarded\":true,\"referred_product\":{\"catalog_id\":\"c\",\"product_retailer_id\":\"p\"}},\"type\":\"text\",\"text\":{\"body\":\"x\"}")));
        assertThat(product.context())
                .isEqualTo(new InboundMessage.Context(null, null, false, true, "c", "p"));
    }

    @Test
    void printedEventsShowNoPersonAndNoWords() {
        InboundMessage message =
                only(
                        InboundMessage.class,
                        messages(message("\"type\":\"text\",\"text\":{\"body\":\"private\"}")));
        assertThat(message.toString())
                .doesNotContain("private")
                .doesNotContain("16505551234")
                .contains("wamid.X");
    }
}
