package org.wabs.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

class NumberChangeTest {
    private static final Business SHOP = SharedServer.business().connect();

    private final Api owner = SHOP.owner();
    private final String number = SHOP.numbers().getLast();
    private final String path = "/api/accounts/" + SHOP.wabaId() + "/numbers/" + number;

    @Test
    void labelAndOwnPaceAreKeptAndTakenBack() {
        var changed = changed(Map.of("label", " Support ", "ownMessagesPerSecond", 20));

        assertThat(changed.get("label").asString()).isEqualTo("Support");
        assertThat(changed.get("messagesPerSecond").asInt()).as("Meta's").isEqualTo(80);
        assertThat(changed.get("ownMessagesPerSecond").asInt()).isEqualTo(20);
        assertThat(sender().messagesPerSecond()).isEqualTo(20);
        assertThat(owner.post("/api/accounts/" + SHOP.wabaId() + "/refresh", Map.of()).status())
                .isEqualTo(200);
        assertThat(read().get("label").asString()).as("after a refresh").isEqualTo("Support");

        var back = changed(Map.of("label", "", "ownMessagesPerSecond", 0));

        assertThat(back.has("label")).isFalse();
        assertThat(back.has("ownMessagesPerSecond")).isFalse();
        assertThat(sender().messagesPerSecond()).isEqualTo(80);
    }

    @Test
    void aNumberThatIsSwitchedOffSendsNothingUntilItIsSwitchedOn() {
        changed(Map.of("active", false));
        assertThat(read().get("notReadyReason").asString()).contains("switched off here");

        var refused = send();
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.json().get("type").asString()).isEqualTo("/problems/sender-not-ready");
        assertThat(refused.json().get("detail").asString()).contains("switched off here");

        changed(Map.of("active", true));

        assertThat(read().has("notReadyReason")).isFalse();
        var sent = send();
        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        var message = sent.json().get("messageId").asString();
        await().atMost(Duration.ofSeconds(60)).until(() -> isAccepted(message));
        assertThat(owner.get("/api/audit?action=number.changed").json().get("items")).isNotEmpty();
    }

    private Api.Answer send() {
        return owner.post(
                "/api/messages/send",
                Map.of(
                        "phoneNumberId",
                        number,
                        "to",
                        "+12025550164",
                        "template",
                        Map.of(
                                "name",
                                "order_update_short",
                                "language",
                                "en_US",
                                "body",
                                Map.of("1", "A-1"))));
    }

    @Test
    void twoEditorsDoNotOverwriteEachOther() {
        var version = read().get("version").asInt();
        changed(Map.of("label", "First"));

        var late = owner.patch(path, Map.of("label", "Second", "version", version));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("version").asInt()).isEqualTo(version + 1);
    }

    @Test
    void whatIsWrongIsNamedAndWhoMayNotIsRefused() {
        var wrong = owner.patch(path, Map.of("version", 1, "ownMessagesPerSecond", 5000));

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("ownMessagesPerSecond");
        assertThat(SHOP.user("MANAGER").patch(path, Map.of("version", 1)).status()).isEqualTo(403);
        assertThat(SharedServer.business().owner().get(path).status()).isEqualTo(404);
        assertThat(owner.get("/api/accounts/" + SHOP.wabaId() + "/numbers/99").status())
                .isEqualTo(404);
        assertThat(owner.get("/api/accounts/x/numbers/y").status()).isEqualTo(404);
    }

    private static boolean isAccepted(String message) {
        return SharedServer.server()
                .sql()
                .sql("SELECT accepted_at IS NOT NULL FROM message WHERE id = CAST(:id AS uuid)")
                .param("id", message)
                .query(Boolean.class)
                .single();
    }

    private Sender sender() {
        return SharedServer.server()
                .bean(Senders.class)
                .find(new PhoneNumberId(number))
                .orElseThrow();
    }

    private JsonNode read() {
        return owner.get(path).json();
    }

    private JsonNode changed(Map<String, ?> change) {
        var body = new java.util.HashMap<String, Object>(change);
        body.put("version", read().get("version").asInt());
        var answer = owner.patch(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
