package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import org.wabs.server.support.Webhooks;
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
        return set(SHOP, settings);
    }

    private static Api.Answer set(Business business, Map<String, ?> settings) {
        return business.owner()
                .send(
                        business.owner()
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
    void anOwnWordStandsInTheThreadAsABuiltInOneDoes() {
        SHOP.receive("12025550175", "basta ya");
        awaitConsent("+12025550175", "OPTED_OUT_OF_MARKETING");
        SHOP.receive("12025550175", "otra vez");
        awaitConsent("+12025550175", "OPTED_IN");

        assertThat(events("+12025550175")).containsExactly("OPTED_OUT", "OPTED_IN");
    }

    @Test
    void aBuiltInWordThatIsSwitchedOffIsTalkWhileAButtonStillOptsOut() {
        var other = SharedServer.business().connect();
        var unknown =
                set(
                        other,
                        Map.of(
                                "consent.stopWordsOff",
                                Map.of("value", List.of("Baja", "Ende?"), "version", 0)));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().at("/errors/0/field").asString())
                .isEqualTo("settings.consent.stopWordsOff");
        assertThat(unknown.json().at("/errors/0/message").asString())
                .contains("\"Ende?\"")
                .doesNotContain("Baja");
        var off =
                set(
                        other,
                        Map.of(
                                "consent.stopWordsOff",
                                Map.of("value", List.of("Baja"), "version", 0)));
        assertThat(off.status()).as(off.toString()).isEqualTo(200);

        SharedServer.meta()
                .post(
                        "/admin/customers/12025550176/messages",
                        Map.of(
                                "phoneNumberId",
                                other.numbers().getFirst(),
                                "type",
                                "button",
                                "text",
                                "Baja",
                                "payload",
                                "Baja"));
        other.receive("12025550177", "BAJA");
        other.receive("12025550178", "stop");

        await().untilAsserted(() ->
                assertThat(other.owner().get("/api/contacts?consent=OPTED_OUT_OF_MARKETING").body())
                        .contains("0176", "0178"));
        await().untilAsserted(() ->
                assertThat(other.owner().get("/api/contacts").body()).contains("0177"));
        assertThat(other.owner().get("/api/contacts?consent=OPTED_OUT_OF_MARKETING").body())
                .doesNotContain("0177");
    }

    @Test
    void wishesOfOneBatchAreFollowedInTheirOrder() {
        var body =
                batch(
                        text("12025550179", "a", 10, "start"),
                        text("12025550179", "c", 30, "start"),
                        text("12025550179", "b", 20, "stop"));

        Webhooks.deliver(SharedServer.server(), SHOP.id(), body);
        Webhooks.deliver(SharedServer.server(), SHOP.id(), body);

        assertThat(contact("+12025550179").get("consent").asString()).isEqualTo("OPTED_IN");
        assertThat(contact("+12025550179").get("history").size()).isEqualTo(2);
        assertThat(events("+12025550179")).containsExactly("OPTED_OUT", "OPTED_IN");
    }

    private static String text(String from, String wamid, long after, String text) {
        return "{\"from\":\"%s\",\"id\":\"wamid.%s%s\",\"timestamp\":\"%d\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}"
                .formatted(from, from, wamid, Instant.now().getEpochSecond() - 1_000 + after, text);
    }

    private static String batch(String... messages) {
        return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"%s\",\"time\":1795000000,\"changes\":[{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\"%s\"},\"messages\":[%s]}}]}]}"
                .formatted(SHOP.wabaId(), SHOP.numbers().getFirst(), String.join(",", messages));
    }

    /// What stands in the person's conversation beside messages.
    private static List<String> events(String phone) {
        for (var one : SHOP.owner().get("/api/conversations?limit=200").json().path("items")) {
            if (!one.at("/contact/recipient").asString("").equals(phone)) continue;
            return SHOP
                    .owner()
                    .get("/api/conversations/" + one.path("id").asString() + "/messages")
                    .json()
                    .path("items")
                    .values()
                    .stream()
                    .map(item -> item.at("/event/kind").asString(""))
                    .filter(kind -> !kind.isEmpty())
                    .toList();
        }
        return List.of();
    }

    @Test
    void metasRefusalOptsOutOnceHoweverOftenItIsReported() {
        SHOP.receive("12025550170", "hello");
        awaitConsent("+12025550170", "UNKNOWN");
        var sent =
                SHOP.owner()
                        .post(
                                "/api/messages/send",
                                Map.of(
                                        "phoneNumberId",
                                        SHOP.numbers().getFirst(),
                                        "to",
                                        "+12025550170",
                                        "text",
                                        Map.of("body", "Hi")));
        assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
        var id = UUID.fromString(sent.json().path("messageId").asString());
        await().untilAsserted(() ->
                assertThat(
                                SharedServer.server()
                                        .sql()
                                        .sql("SELECT attempt FROM message WHERE id = ?")
                                        .param(id)
                                        .query(Integer.class)
                                        .single())
                        .isOne());
        var status =
                "{\"metadata\":{\"phone_number_id\":\"%s\"},\"statuses\":[{\"id\":\"wamid.refused\",\"status\":\"failed\",\"timestamp\":\"%d\",\"recipient_id\":\"12025550170\",\"biz_opaque_callback_data\":\"%s.1\",\"errors\":[{\"code\":131050}]}]}"
                        .formatted(SHOP.numbers().getFirst(), Instant.now().getEpochSecond(), id);

        Webhooks.deliver(SharedServer.server(), SHOP.id(), SHOP.wabaId(), "messages", status);
        Webhooks.deliver(SharedServer.server(), SHOP.id(), SHOP.wabaId(), "messages", status);

        assertThat(contact("+12025550170").get("consent").asString())
                .isEqualTo("OPTED_OUT_OF_MARKETING");
        assertThat(contact("+12025550170").get("history").size()).isOne();
        assertThat(contact("+12025550170").at("/history/0/source").asString())
                .isEqualTo("ERROR_131050");
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
