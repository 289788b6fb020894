package org.wabs.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhookTest extends BusinessScenario {
    @Test
    void aWebhookIsRepeatedAsAWholeUntilItIsAnswered200() throws Exception {
        business.callback.answers = post -> post <= 3 ? 500 : 200;

        String wamid = business.send(Business.orderTo(ANA)).wamid();
        business.awaitIdle();

        assertThat(business.callback.statusesOf(wamid))
                .containsExactlyInAnyOrder("sent", "delivered", "read");
        assertThat(business.summary().path("webhookPosts").asInt()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void aNewCallbackGetsWhatTheOldOneRefused() throws Exception {
        business.admin("PUT", "behaviour", "{\"webhookRetryMs\":[600000]}");
        business.callback.answers = post -> 503;
        String wamid = business.send(Business.orderTo(ANA)).wamid();
        await().until(() -> business.callback.posts() >= 1);
        await().until(() -> business.summary().path("webhooksWaiting").asInt() == 3);

        try (Callback other = new Callback(Business.SECRET)) {
            business.admin(
                    "PUT",
                    "apps/" + Business.APP + "/callback",
                    "{\"url\":\"" + other.url() + "\",\"verifyToken\":\"verify-me\"}");
            await().until(() -> other.statusesOf(wamid).size() == 3);
        }
    }

    @Test
    void heldWebhooksWaitAndThenShareFewPosts() throws Exception {
        business.admin("PUT", "faults", "{\"holdWebhooks\":true}");
        for (int i = 0; i < 40; i++) {
            business.graph(
                    "POST",
                    Business.OTHER_PHONE + "/messages",
                    Business.orderTo("+49151100000" + (10 + i)));
        }
        await().until(() -> business.summary().path("webhooksWaiting").asInt() == 120);
        assertThat(business.callback.posts()).isZero();

        business.admin("DELETE", "faults", "");
        business.awaitIdle();

        assertThat(business.callback.statuses()).hasSize(120);
        assertThat(business.callback.posts()).isLessThanOrEqualTo(3);
        assertThat(business.callback.values("messages")).hasSizeGreaterThan(3);
    }

    @Test
    void oneWebhookPerUpdateWhenMetaIsToldSo() throws Exception {
        business.admin("PUT", "behaviour", "{\"maxUpdatesPerPost\":1}");

        business.send(Business.orderTo(ANA));
        business.awaitIdle();

        assertThat(business.callback.posts()).isEqualTo(3);
    }

    @Test
    void noMoreWebhooksAwaitTheirAnswerAtATimeThanAllowed() throws Exception {
        business.admin("PUT", "behaviour", "{\"maxPostsAtOnce\":1,\"maxUpdatesPerPost\":1}");
        var mayAnswer = new CountDownLatch(1);
        business.callback.answers =
                post -> {
                    await().until(() -> mayAnswer.getCount() == 0);
                    return 200;
                };

        for (int i = 0; i < 10; i++) business.send(Business.orderTo("+49151100000" + (10 + i)));
        await().until(() -> business.summary().path("webhooksWaiting").asInt() == 30);
        assertThat(business.summary().path("webhookPosts").asInt()).isEqualTo(1);

        mayAnswer.countDown();
        business.awaitIdle();
        assertThat(business.callback.posts()).isEqualTo(30);
    }

    @Test
    void everyUpdateIsReportedTwiceWhenAsked() throws Exception {
        business.admin("PUT", "behaviour", "{\"duplicateShare\":1}");

        String wamid = business.send(Business.orderTo(ANA)).wamid();
        business.awaitIdle();

        assertThat(business.callback.statusesOf(wamid))
                .containsExactlyInAnyOrder(
                        "sent", "sent", "delivered", "delivered", "read", "read");
    }

    @Test
    void disorderLosesNothingAndBreaksTheOrderOfSome() throws Exception {
        business.admin("PUT", "behaviour", "{\"disorder\":true}");
        List<String> wamids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            wamids.add(business.send(Business.orderTo("+49151100000" + (10 + i))).wamid());
        }
        business.awaitIdle();

        List<List<String>> orders =
                wamids.stream().map(business.callback::statusesOf).distinct().toList();
        assertThat(orders).hasSizeGreaterThan(1);
        assertThat(orders)
                .allSatisfy(order ->
                        assertThat(order).containsExactlyInAnyOrder("sent", "delivered", "read"));
    }

    @Test
    void deliveredIsSkippedWhenTheChatIsOpen() throws Exception {
        business.admin("PUT", "behaviour", "{\"skipDeliveredShare\":1}");

        String wamid = business.send(Business.orderTo(ANA)).wamid();
        business.awaitIdle();

        assertThat(business.callback.statusesOf(wamid)).containsExactlyInAnyOrder("sent", "read");
        assertThat(business.callback.statuses()).allMatch(status -> status.has("pricing"));
        assertThat(business.summary().path("delivered").asInt()).isEqualTo(1);
    }

    @Test
    void withoutASubscriptionNothingIsTold() throws Exception {
        business.graph("DELETE", Business.WABA + "/subscribed_apps", "");

        business.send(Business.orderTo(ANA));
        business.awaitIdle();

        assertThat(business.callback.posts()).isZero();
    }

    @Test
    void anAccountMayHaveItsOwnCallbackForMessages() throws Exception {
        try (Callback own = new Callback(Business.SECRET)) {
            business.graph(
                    "POST",
                    Business.WABA + "/subscribed_apps",
                    "{\"override_callback_uri\":\"" + own.url() + "\",\"verify_token\":\"x\"}");
            business.send(Business.orderTo(ANA));
            business.admin("POST", "templates/order_update/es/pause", "");
            business.awaitIdle();

            assertThat(own.statuses()).hasSize(3);
            assertThat(business.callback.statuses()).isEmpty();
            assertThat(business.callback.values("message_template_status_update")).hasSize(1);
        }
    }

    @Test
    void aCallbackThatDoesNotVerifyIsRefusedWithTheReason() throws Exception {
        business.callback.verifyToken = "something else";

        var reply =
                business.admin(
                        "PUT",
                        "apps/" + Business.APP + "/callback",
                        "{\"url\":\"" + business.callback.url() + "\",\"verifyToken\":\"wrong\"}");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body().path("error").asString()).contains("403");
        assertThat(
                        business.admin(
                                        "PUT",
                                        "apps/" + Business.APP + "/callback",
                                        "{\"url\":\"http://127.0.0.1:1/x\",\"verifyToken\":\"x\"}")
                                .status())
                .isEqualTo(409);
    }

    @Test
    void handMadeWebhooksArePostedAsTheyAre() throws Exception {
        byte[] odd = "{\"object\": \"x\", \"é\":  1}".getBytes(StandardCharsets.UTF_8);

        var signed =
                business.admin(
                        "POST",
                        "webhooks/raw",
                        "{\"appId\":\"%s\",\"base64\":\"%s\"}"
                                .formatted(Business.APP, Base64.getEncoder().encodeToString(odd)));
        assertThat(signed.body().path("status").asInt()).isEqualTo(200);
        assertThat(business.callback.bodies.getFirst()).isEqualTo(odd);
        assertThat(business.callback.wrongSignatures).isEmpty();

        business.admin(
                "POST",
                "webhooks/raw",
                "{\"appId\":\"%s\",\"body\":{\"a\":1},\"sign\":false}".formatted(Business.APP));
        assertThat(business.callback.wrongSignatures).containsExactly("null");
    }

    @Test
    void peopleAnswerPressButtonsAndStop() throws Exception {
        business.admin(
                "PUT", "behaviour", "{\"replyShare\":0.4,\"buttonShare\":0.4,\"stopShare\":0.2}");
        for (int i = 0; i < 40; i++) {
            business.send(Business.orderTo("+49151100000" + (10 + i)));
        }
        business.awaitIdle();

        List<JsonNode> messages = business.callback.messages();
        assertThat(messages).hasSize(40);
        assertThat(messages).anyMatch(m -> m.at("/text/body").asString("").equals("STOP"));
        JsonNode button =
                messages.stream()
                        .filter(m -> m.path("type").asString().equals("button"))
                        .findFirst()
                        .orElseThrow();
        assertThat(button.at("/button/text").asString()).isIn("Track my order", "Talk to us");
        assertThat(button.at("/context/id").asString()).startsWith("wamid.");
        var summary = business.summary();
        assertThat(summary.path("inbound").asInt()).isEqualTo(40);
        assertThat(summary.path("inboundAcknowledged").asInt()).isEqualTo(40);
        long stops =
                messages.stream()
                        .filter(m -> m.at("/text/body").asString("").equals("STOP"))
                        .count();
        assertThat(summary.path("optOuts").asLong()).isEqualTo(stops);
        assertThat(business.callback.values("user_preferences"))
                .hasSizeLessThanOrEqualTo((int) stops);
        assertThat(business.admin("GET", "inbound?limit=100", "").body().path("messages"))
                .hasSize(40);
    }

    @Test
    void theSamePersonBehavesTheSameEveryTime() throws Exception {
        business.admin(
                "PUT",
                "behaviour",
                "{\"readShare\":0.5,\"failShare\":0.2,\"skipDeliveredShare\":0.3}");
        List<List<String>> first = outcomes();
        List<List<String>> second = outcomes();

        assertThat(second).isEqualTo(first);
        assertThat(first.stream().distinct().count()).isGreaterThan(2);
    }

    private List<List<String>> outcomes() throws Exception {
        List<String> wamids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            wamids.add(business.send(Business.orderTo("+49151100000" + (10 + i))).wamid());
        }
        business.awaitIdle();
        return wamids.stream()
                .map(business.callback::statusesOf)
                .map(statuses -> statuses.stream().sorted().toList())
                .toList();
    }
}
