package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.json.JsonMapper;

/// STOP and START, as whole messages, built in and as an organization wants them.
class ConsentWordsTest {
    private static final Business SHOP = SharedServer.business();

    @BeforeAll
    static void ownWords() {
        SHOP.connect();
        var changed =
                set(
                        Map.of(
                                "consent.stopWords",
                                        Map.of("value", List.of("Basta ya!"), "version", 0),
                                "consent.startWords",
                                        Map.of("value", List.of("Otra vez"), "version", 0)));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    }

    private static Api.Answer set(Map<String, ?> settings) {
        return SHOP.owner()
                .send(
                        SHOP.owner()
                                .request("/api/settings")
                                .header("Content-Type", "application/json")
                                .method(
                                        "PATCH",
                                        BodyPublishers.ofString(
                                                JsonMapper.builder()
                                                        .build()
                                                        .writeValueAsString(
                                                                Map.of("settings", settings)))));
    }

    @Test
    void whoWroteStopOptsInAgainByStart() {
        SHOP.receive("12025550171", "STOP");
        awaitConsent("+12025550171", "OPTED_OUT_OF_MARKETING");

        SHOP.receive("12025550171", "¡Start!");
        awaitConsent("+12025550171", "OPTED_IN");

        var entry = contact("+12025550171").get("history").get(0);
        assertThat(entry.get("source").asString()).isEqualTo("START_WORD");
        assertThat(entry.get("category").asString()).isEqualTo("MARKETING");
    }

    @Test
    void anOrganizationHasWordsOfItsOwn() {
        SHOP.receive("12025550172", "basta YA");
        awaitConsent("+12025550172", "OPTED_OUT_OF_MARKETING");

        SHOP.receive("12025550172", "otra vez");
        awaitConsent("+12025550172", "OPTED_IN");
    }

    @Test
    void startFromSomebodyWhoNeverOptedOutIsNoConsent() {
        SHOP.receive("12025550173", "start");
        SHOP.receive("12025550173", "please start the delivery");

        awaitConsent("+12025550173", "UNKNOWN");
        assertThat(contact("+12025550173").get("history").size()).isZero();
    }

    @Test
    void whatAUserWroteDownForEverythingIsNotLiftedByAWord() {
        SHOP.receive("12025550174", "hello");
        awaitConsent("+12025550174", "UNKNOWN");
        var path = "/api/contacts/" + contact("+12025550174").get("id").asString() + "/consent";
        SHOP.owner().post(path, Map.of("action", "OPT_OUT"));

        SHOP.receive("12025550174", "start");
        SHOP.receive("12025550174", "anything");

        await().untilAsserted(
                        () -> assertThat(contact("+12025550174").has("lastInboundAt")).isTrue());
        assertThat(contact("+12025550174").get("consent").asString()).isEqualTo("OPTED_OUT");
    }

    @Test
    void wordsThatAreNoneAreRefused() {
        var answer =
                set(Map.of("consent.stopWords", Map.of("value", List.of("!!!"), "version", 1)));

        assertThat(answer.status()).isEqualTo(400);
    }

    private static void awaitConsent(String phone, String consent) {
        await().untilAsserted(() ->
                assertThat(contact(phone).path("consent").asString("")).isEqualTo(consent));
    }

    private static tools.jackson.databind.JsonNode contact(String phone) {
        var api = SHOP.owner();
        var found = api.get("/api/contacts?q=" + phone.replace("+", "%2B")).json().get("items");
        return found.isEmpty()
                ? found
                : api.get("/api/contacts/" + found.get(0).get("id").asString()).json();
    }
}
