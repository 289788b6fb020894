package org.wabs.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CustomerTest extends BusinessScenario {
    @Test
    void theThreadShowsWhatAPersonSees() throws Exception {
        business.send(Business.orderTo(ANA));
        business.writeAsCustomer(ANA, "Thank you");
        business.send(Business.text(ANA, "You are welcome"));
        business.awaitIdle();

        JsonNode thread = business.admin("GET", "customers/" + ANA + "/thread", "").body();

        JsonNode messages = thread.at("/threads/0/messages");
        assertThat(messages.path(0).path("text").asString())
                .startsWith("Hi Ana, your order A-1 is on its way and arrives on Friday.");
        assertThat(messages.path(0).at("/buttons/0/text").asString()).isEqualTo("Track my order");
        assertThat(messages.path(1).path("direction").asString()).isEqualTo("inbound");
        assertThat(messages.path(1).path("text").asString()).isEqualTo("Thank you");
        assertThat(messages.path(2).path("text").asString()).isEqualTo("You are welcome");
        assertThat(thread.at("/threads/0/windowOpen").asBoolean()).isTrue();
        JsonNode list = business.admin("GET", "customers", "").body().path("customers");
        assertThat(list.path(0).path("number").asString()).isEqualTo(ANA);
        assertThat(business.admin("GET", "numbers", "").body().path("phoneNumbers")).hasSize(3);
        assertThat(list.path(0).at("/phoneNumbers/0/last").asString()).isEqualTo("You are welcome");
    }

    @Test
    void aPressedButtonComesWithItsPayloadAndContext() throws Exception {
        var message = Business.order(ANA, "Ana", "A-1", "Friday");
        var button =
                ((tools.jackson.databind.node.ArrayNode) message.at("/template/components"))
                        .addObject()
                        .put("type", "button")
                        .put("sub_type", "quick_reply")
                        .put("index", "0");
        button.putArray("parameters")
                .addObject()
                .put("type", "payload")
                .put("payload", "TRACK_A-1");
        String wamid = business.send(message.toString()).wamid();
        JsonNode shown =
                business.admin("GET", "customers/" + ANA + "/thread", "")
                        .body()
                        .at("/threads/0/messages/0/buttons/0");

        business.admin(
                "POST",
                "customers/" + ANA + "/messages",
                """
                {"phoneNumberId":"%s","type":"button","text":"%s","payload":"%s","replyTo":"%s"}\
                """
                        .formatted(
                                Business.PHONE,
                                shown.path("text").asString(),
                                shown.path("payload").asString(),
                                wamid));
        business.awaitIdle();

        JsonNode pressed = business.callback.messages().getFirst();
        assertThat(pressed.at("/button/payload").asString()).isEqualTo("TRACK_A-1");
        assertThat(pressed.at("/button/text").asString()).isEqualTo("Track my order");
        assertThat(pressed.at("/context/id").asString()).isEqualTo(wamid);
        assertThat(pressed.at("/context/from").asString()).isEqualTo("12025550100");
    }

    @Test
    void aPersonWhoReadsLetsTheBusinessKnow() throws Exception {
        business.admin("PUT", "behaviour", "{\"readShare\":0}");
        String wamid = business.send(Business.orderTo(ANA)).wamid();
        business.awaitIdle();
        assertThat(business.callback.statusesOf(wamid))
                .containsExactlyInAnyOrder("sent", "delivered");

        var reply = business.admin("POST", "customers/" + ANA + "/read", "");
        business.awaitIdle();

        assertThat(reply.body().path("read").asInt()).isEqualTo(1);
        assertThat(business.callback.statusesOf(wamid))
                .containsExactlyInAnyOrder("sent", "delivered", "read");
        business.restart();
        assertThat(business.summary().path("read").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "video", "audio", "document", "sticker", "location"})
    void mediaArriveInMetasShape(String type) throws Exception {
        business.admin(
                "POST",
                "customers/" + ANA + "/messages",
                "{\"phoneNumberId\":\"%s\",\"type\":\"%s\"}".formatted(Business.PHONE, type));
        business.awaitIdle();

        JsonNode message = business.callback.messages().getFirst();
        assertThat(message.path("type").asString()).isEqualTo(type);
        assertThat(message.path(type).isObject()).isTrue();
    }

    @Test
    void whatsAppsOwnControlStopsAndResumesMarketing() throws Exception {
        control("stop");
        business.send(SendingTest.promotion(ANA));
        control("resume");
        business.send(SendingTest.promotion(ANA));
        business.awaitIdle();

        assertThat(business.callback.values("user_preferences"))
                .extracting(value -> value.at("/user_preferences/0/value").asString())
                .containsExactlyInAnyOrder("stop", "resume");
        assertThat(business.ledger().getFirst().at("/statuses/0/error").asInt()).isEqualTo(131050);
        assertThat(business.ledger().getLast().at("/statuses/0/status").asString())
                .isEqualTo("sent");
    }

    private void control(String type) throws Exception {
        business.admin(
                "POST",
                "customers/" + ANA + "/messages",
                "{\"phoneNumberId\":\"%s\",\"type\":\"%s\"}".formatted(Business.PHONE, type));
    }

    @Test
    void mistakesAreNamed() throws Exception {
        String path = "customers/" + ANA + "/messages";
        assertThat(error(path, "{\"type\":\"text\",\"text\":\"x\"}")).contains("phoneNumberId");
        assertThat(error(path, "{\"phoneNumberId\":\"" + Business.PHONE + "\"}")).contains("text");
        assertThat(error(path, "{\"phoneNumberId\":\"" + Business.PHONE + "\",\"type\":\"fax\"}"))
                .contains("fax");
        assertThat(error("customers/x/messages", "{}")).contains("number");
    }

    private String error(String path, String body) throws Exception {
        var reply = business.admin("POST", path, body);
        assertThat(reply.status()).isEqualTo(400);
        return reply.body().path("error").asString();
    }
}
