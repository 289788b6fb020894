package org.wabs.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wabs.simulator.Business.Reply;
import tools.jackson.databind.node.ObjectNode;

class SendingTest extends BusinessScenario {
    @Test
    void acceptedTemplateAnswersAsMetaDoesAndStandsInTheLedger() throws Exception {
        ObjectNode message = Business.order(ANA, "Ana", "A-1", "Friday");
        message.put("biz_opaque_callback_data", "our-id:1");

        Reply reply = business.send(message.toString());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.http().headers().firstValue("facebook-api-version")).hasValue("v25.0");
        assertThat(reply.wamid()).startsWith("wamid.HBg");
        assertThat(reply.body().path("contacts").path(0).path("input").asString()).isEqualTo(ANA);
        assertThat(reply.body().path("contacts").path(0).path("wa_id").asString())
                .isEqualTo("4915112345678");
        assertThat(reply.body().at("/messages/0/message_status").asString()).isEqualTo("accepted");
        var entry = business.ledger().getFirst();
        assertThat(entry.path("wamid").asString()).isEqualTo(reply.wamid());
        assertThat(entry.path("to").asString()).isEqualTo(ANA);
        assertThat(entry.path("callbackData").asString()).isEqualTo("our-id:1");
        assertThat(entry.path("template").asString()).isEqualTo("order_update");
    }

    @Test
    void statusesArriveSignedWithCallbackDataAndPricing() throws Exception {
        ObjectNode message = Business.order(ANA, "Ana", "A-1", "Friday");
        message.put("biz_opaque_callback_data", "id/1 é");

        String wamid = business.send(message.toString()).wamid();
        business.awaitIdle();

        assertThat(business.callback.statusesOf(wamid))
                .containsExactlyInAnyOrder("sent", "delivered", "read");
        assertThat(business.callback.wrongSignatures).isEmpty();
        var sent =
                business.callback.statuses().stream()
                        .filter(status -> status.path("status").asString().equals("sent"))
                        .findFirst()
                        .orElseThrow();
        assertThat(sent.path("biz_opaque_callback_data").asString()).isEqualTo("id/1 é");
        assertThat(sent.path("recipient_id").asString()).isEqualTo("4915112345678");
        assertThat(sent.at("/pricing/pricing_model").asString()).isEqualTo("PMP");
        assertThat(sent.at("/pricing/category").asString()).isEqualTo("utility");
        assertThat(sent.has("conversation")).isFalse();
        var value = business.callback.values("messages").getFirst();
        assertThat(value.at("/metadata/phone_number_id").asString()).isEqualTo(Business.PHONE);
        assertThat(value.at("/contacts/0/wa_id").asString()).isEqualTo("4915112345678");
        String raw =
                new String(
                        business.callback.bodies.getFirst(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(raw).contains("id\\/1 \\u00e9");
        business.ledger()
                .getFirst()
                .path("statuses")
                .forEach(status -> assertThat(status.path("acknowledged").asBoolean()).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                                          | 100",
                "{\"messaging_product\":\"sms\",\"to\":\"+4915112345678\"}                   | 100",
                "{\"messaging_product\":\"whatsapp\",\"type\":\"text\",\"text\":{\"body\":\"x\"}} | 100",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"+4915112345678\",\"type\":\"text\"} | 100",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"+4915112345678\",\"type\":\"telegram\"} | 100",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"+4915112345678\",\"type\":\"text\",\"text\":{\"body\":\"x\"},\"colour\":1} | 100",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"+4915112345678\",\"type\":\"text\",\"text\":{\"body\":\"\"}} | 100",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"Ana\",\"type\":\"text\",\"text\":{\"body\":\"x\"}} | 131009",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"+12025550100\",\"type\":\"text\",\"text\":{\"body\":\"x\"}} | 131021",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"+4915112345678\",\"type\":\"image\",\"image\":{\"caption\":\"x\"}} | 131009",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"+4915112345678\",\"type\":\"interactive\",\"interactive\":{\"type\":\"button\",\"body\":{\"text\":\"x\"},\"action\":{\"buttons\":[]}}} | 131009",
                "not json                                                                    | 100"
            })
    void malformedMessagesGetTheirCode(String body, int code) throws Exception {
        Reply reply = business.send(body);

        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().at("/error/type").asString()).isEqualTo("OAuthException");
        assertThat(reply.body().at("/error/error_data/details").asString()).isNotEmpty();
        assertThat(reply.body().at("/error/fbtrace_id").asString()).isNotEmpty();
        assertThat(business.ledger()).isEmpty();
    }

    @Test
    void tokenDecidesWhoMaySend() throws Exception {
        String body = Business.orderTo(ANA);

        assertThat(business.call("POST", "v25.0/" + Business.PHONE + "/messages", "", body).code())
                .isEqualTo(190);
        Reply unknown =
                business.call("POST", "v25.0/" + Business.PHONE + "/messages", "nope", body);
        assertThat(unknown.code()).isEqualTo(190);
        assertThat(unknown.status()).isEqualTo(401);
        Reply foreign =
                business.call("POST", "v25.0/" + Business.PHONE + "/messages", "TOKEN-2", body);
        assertThat(foreign.code()).isEqualTo(10);
        assertThat(foreign.status()).isEqualTo(403);
        Reply nobody = business.graph("POST", "999/messages", body);
        assertThat(nobody.code()).isEqualTo(100);
        assertThat(nobody.body().at("/error/error_subcode").asInt()).isEqualTo(33);
    }

    @ParameterizedTest
    @CsvSource({
        "order_update, fr, 132001, 404",
        "no_such_template, en_US, 132001, 404",
        "invoice_ready, en_US, 132001, 404",
        "winner_notice, en_US, 132001, 404",
        "feedback_request, en_US, 132015, 400"
    })
    void templatesThatCannotBeSentAreRefused(String name, String language, int code, int status)
            throws Exception {
        Reply reply = business.send(Business.template(ANA, name, language, "Ana").toString());

        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void templateParametersMustFit() throws Exception {
        assertThat(codeOf(Business.order(ANA, "Ana", "A-1"))).isEqualTo(132000);
        assertThat(codeOf(Business.order(ANA, "Ana", "A-1", "Friday\nor Monday")))
                .isEqualTo(132018);
        assertThat(codeOf(Business.order(ANA, "Ana", "A-1", "Fri     day"))).isEqualTo(132018);
        assertThat(codeOf(Business.order(ANA, "Ana", "A-1", "x".repeat(1_000)))).isEqualTo(132005);
        assertThat(codeOf(Business.order(ANA, "Ana", "A-1", ""))).isEqualTo(131008);
        ObjectNode wrongType = Business.order(ANA, "Ana", "A-1", "Friday");
        ((ObjectNode) wrongType.at("/template/components/0/parameters/0")).put("type", "image");
        assertThat(codeOf(wrongType)).isEqualTo(132012);
        ObjectNode named = Business.order(ANA, "Ana", "A-1", "Friday");
        ((ObjectNode) named.at("/template/components/0/parameters/0")).put("parameter_name", "a");
        assertThat(codeOf(named)).isEqualTo(132012);
        assertThat(business.ledger()).isEmpty();
    }

    @Test
    void namedParametersAreMatchedByName() throws Exception {
        ObjectNode message =
                Business.template(ANA, "appointment_reminder", "en_US", "10:30", "Ana", "Here");
        var components = (tools.jackson.databind.node.ArrayNode) message.at("/template/components");
        var parameters = components.path(0).path("parameters");
        String[] names = {"time", "first_name", "place"};
        for (int i = 0; i < names.length; i++) {
            ((ObjectNode) parameters.path(i)).put("parameter_name", names[i]);
        }
        ObjectNode header = components.addObject().put("type", "header");
        header.putArray("parameters")
                .addObject()
                .put("type", "text")
                .put("parameter_name", "day")
                .put("text", "Monday");
        assertThat(business.send(message.toString()).status()).isEqualTo(200);

        ((ObjectNode) parameters.path(1)).put("parameter_name", "surname");
        assertThat(codeOf(message)).isEqualTo(132000);
    }

    @Test
    void dynamicButtonsAndMediaHeadersNeedTheirParameter() throws Exception {
        ObjectNode message = Business.template(ANA, "delivery_photo", "en_US", "Ana", "P-77");
        assertThat(codeOf(message)).isEqualTo(132012);

        var components = (tools.jackson.databind.node.ArrayNode) message.at("/template/components");
        components
                .addObject()
                .put("type", "header")
                .putArray("parameters")
                .addObject()
                .put("type", "image")
                .putObject("image")
                .put("link", "https://shop.example/p.jpg");
        assertThat(codeOf(message)).isEqualTo(131008);

        ObjectNode button = components.addObject().put("type", "button").put("sub_type", "url");
        button.put("index", "1");
        button.putArray("parameters").addObject().put("type", "text").put("text", "P-77");
        assertThat(codeOf(message)).isEqualTo(131009);
        button.put("index", "0");
        assertThat(business.send(message.toString()).status()).isEqualTo(200);
    }

    @Test
    void freeTextOutsideTheWindowFailsByWebhookAndInsideArrives() throws Exception {
        String early = business.send(Business.text(ANA, "Hello")).wamid();
        business.writeAsCustomer(ANA, "Hi there");
        String late = business.send(Business.text(ANA, "Hello again")).wamid();
        business.awaitIdle();

        assertThat(business.callback.statusesOf(early)).containsExactly("failed");
        assertThat(failureOf(early)).isEqualTo(131047);
        assertThat(business.callback.statusesOf(late))
                .containsExactlyInAnyOrder("sent", "delivered", "read");
    }

    @Test
    void tooLongTextIsRefused() throws Exception {
        assertThat(business.send(Business.text(ANA, "x".repeat(4_097))).code()).isEqualTo(100);
    }

    @Test
    void peopleWithoutWhatsAppFailByWebhook() throws Exception {
        String implausible = business.send(Business.orderTo("+12")).wamid();
        business.admin("PUT", "behaviour", "{\"failShare\":1}");
        String absent = business.send(Business.orderTo(ANA)).wamid();
        business.awaitIdle();

        assertThat(failureOf(implausible)).isEqualTo(131026);
        assertThat(failureOf(absent)).isEqualTo(131026);
    }

    @Test
    void marketingToAmericaFailsAndUtilityDoesNot() throws Exception {
        String america = business.send(promotion("+12025550123")).wamid();
        String canada = business.send(promotion("+16045550123")).wamid();
        String order = business.send(Business.orderTo("+12025550124")).wamid();
        business.awaitIdle();

        assertThat(failureOf(america)).isEqualTo(131049);
        assertThat(business.callback.statusesOf(canada)).contains("delivered");
        assertThat(business.callback.statusesOf(order)).contains("delivered");
    }

    @Test
    void marketingAfterStopFailsAndUtilityStillGoes() throws Exception {
        business.writeAsCustomer(ANA, "STOP");
        String marketing = business.send(promotion(ANA)).wamid();
        String utility = business.send(Business.orderTo(ANA)).wamid();
        business.awaitIdle();

        assertThat(failureOf(marketing)).isEqualTo(131050);
        assertThat(business.callback.statusesOf(utility)).contains("delivered");
        assertThat(business.summary().path("optOuts").asInt()).isEqualTo(1);
    }

    @Test
    void aUserIdFromAWebhookCanBeWrittenTo() throws Exception {
        business.writeAsCustomer(ANA, "Hello");
        business.awaitIdle();
        String userId = business.callback.messages().getFirst().path("from_user_id").asString();

        ObjectNode message = Business.order("", "Ana", "A-1", "Friday").put("recipient", userId);
        message.remove("to");
        Reply reply = business.send(message.toString());

        assertThat(reply.body().at("/contacts/0/user_id").asString()).isEqualTo(userId);
        assertThat(business.ledger().getFirst().path("to").asString()).isEqualTo(ANA);
        assertThat(business.send(message.put("recipient", "DE.x").toString()).code())
                .isEqualTo(131062);
    }

    @Test
    void markingAsReadSucceedsWithoutSending() throws Exception {
        business.writeAsCustomer(ANA, "Hello");
        business.awaitIdle();
        String wamid = business.callback.messages().getFirst().path("id").asString();

        Reply reply = business.send(read(wamid));

        assertThat(reply.body().path("success").asBoolean()).isTrue();
        assertThat(business.send(read("wamid.X")).code()).isEqualTo(100);
        assertThat(business.graph("POST", Business.OTHER_PHONE + "/messages", read(wamid)).code())
                .isEqualTo(100);
        assertThat(business.ledger()).isEmpty();
    }

    private static String read(String wamid) {
        return """
        {"messaging_product":"whatsapp","status":"read","message_id":"%s","typing_indicator":{"type":"text"}}\
        """
                .formatted(wamid);
    }

    @Test
    void aReactionIsOnlySentAndNeedsItsTarget() throws Exception {
        business.writeAsCustomer(ANA, "Hello");
        business.awaitIdle();
        String target = business.callback.messages().getFirst().path("id").asString();
        String reaction =
                """
                {"messaging_product":"whatsapp","to":"%s","type":"reaction","reaction":{"message_id":"%s","emoji":"👍"}}\
                """;

        Reply reply = business.send(reaction.formatted(ANA, target));
        business.awaitIdle();

        assertThat(business.callback.statusesOf(reply.wamid())).containsExactly("sent");
        assertThat(business.send(reaction.formatted(ANA, "wamid.X")).code()).isEqualTo(131009);
    }

    static String promotion(String to) {
        ObjectNode message =
                Business.template(to, "seasonal_promotion", "en_US", "August", "25OFF", "25%");
        ((tools.jackson.databind.node.ArrayNode) message.at("/template/components"))
                .addObject()
                .put("type", "header")
                .putArray("parameters")
                .addObject()
                .put("type", "text")
                .put("text", "Summer Sale");
        return message.toString();
    }

    private int codeOf(ObjectNode message) throws Exception {
        return business.send(message.toString()).code();
    }

    private int failureOf(String wamid) {
        return business.callback.statuses().stream()
                .filter(status -> status.path("id").asString().equals(wamid))
                .mapToInt(status -> status.at("/errors/0/code").asInt())
                .max()
                .orElse(0);
    }
}
