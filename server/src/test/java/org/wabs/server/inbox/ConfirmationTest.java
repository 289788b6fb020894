package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.await;
import static org.wabs.server.inbox.Shop.customer;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import org.wabs.server.support.Webhooks;
import tools.jackson.databind.json.JsonMapper;

/// Whoever opts out or in by a message is told so once.
class ConfirmationTest {
    private static final String STOPPED =
            "You will get no more offers and news from us. Write START if you want them again.";
    private static final String STARTED =
            "You will get our offers and news again. Write STOP at any time to end them.";

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @Test
    void eachWishIsConfirmedOnceInTheThreadAndByMeta() {
        var ana = customer();
        var talk = shop.begun(ana, "Where is my order?");
        shop.write(ana, "STOP");
        await().until(() -> shop.taken(ana).size() == 1);
        shop.write(ana, "stop!");
        // of words of one second the order of delivery decides
        await().until(() -> shop.items(talk).toString().contains("stop!"));
        shop.write(ana, "START");

        await().until(() -> shop.taken(ana).size() == 2);
        assertThat(shop.taken(ana))
                .extracting(one -> one.toString())
                .anyMatch(one -> one.contains(STOPPED));
        assertThat(sent(ana)).containsExactlyInAnyOrder(STOPPED, STARTED);
        var shown =
                shop.items(talk).stream()
                        .map(item ->
                                item.path("message").isObject()
                                        ? item.at("/message/content/text").asString("")
                                        : item.at("/event/kind").asString(""))
                        .toList();
        assertThat(shown)
                .containsSubsequence("STOP", "OPTED_OUT", STOPPED)
                .containsSubsequence("START", "OPTED_IN", STARTED);
        assertThat(shop.get(talk).path("unread").asInt()).as("nobody has read it").isEqualTo(4);
    }

    @Test
    void aWebhookThatIsRepeatedOrWasInterruptedConfirmsOnce() {
        var bo = customer();
        var stop = batch(text(bo, "stop", Duration.ofSeconds(30), "STOP"));
        var server = SharedServer.server();
        server.bean(PipelineDb.class)
                .tx()
                .executeWithoutResult(status -> {
                    Webhooks.deliver(server, shop.business.id(), stop);
                    status.setRollbackOnly();
                });
        assertThat(sent(bo)).isEmpty();

        Webhooks.deliver(server, shop.business.id(), stop);
        Webhooks.deliver(server, shop.business.id(), stop);

        assertThat(sent(bo)).containsExactly(STOPPED);
    }

    @Test
    void whatWasSaidBeforeALaterWishOrADayAgoIsNotConfirmed() {
        var cleo = customer();
        deliver(text(cleo, "1", Duration.ofMinutes(30), "STOP"));
        deliver(text(cleo, "2", Duration.ofMinutes(10), "START"));
        deliver(text(cleo, "3", Duration.ofMinutes(20), "STOP"));
        assertThat(sent(cleo)).containsExactly(STOPPED, STARTED);

        var dora = customer();
        deliver(text(dora, "4", Duration.ofHours(25), "STOP"));
        assertThat(sent(dora)).isEmpty();
    }

    @Test
    void whoSetItInWhatsAppOrHadOptedOutBeforeIsNotWrittenTo() {
        var eva = customer();
        deliver(text(eva, "5", Duration.ofMinutes(9), "Hello"));
        Webhooks.deliver(
                SharedServer.server(),
                shop.business.id(),
                shop.business.wabaId(),
                "user_preferences",
                """
                {"metadata":{"phone_number_id":"%s"},"user_preferences":[{"wa_id":"%s","category":"marketing_messages","value":"stop","timestamp":%d}]}\
                """
                        .formatted(shop.number, eva, Instant.now().getEpochSecond() - 500));
        deliver(text(eva, "6", Duration.ofMinutes(5), "STOP"));
        assertThat(sent(eva)).isEmpty();

        var finn = customer();
        deliver(text(finn, "7", Duration.ofMinutes(9), "Hello"));
        var contact = shop.conversation(finn).at("/contact/id").asString();
        shop.owner.post("/api/contacts/" + contact + "/consent", Map.of("action", "OPT_OUT"));
        deliver(text(finn, "8", Duration.ZERO, "STOP"));
        deliver(text(finn, "9", Duration.ofSeconds(-1), "START"));
        assertThat(sent(finn)).as("nothing became another matter").isEmpty();
    }

    @Test
    void aBusinessHasItsOwnTextOrNone() {
        var quiet = SharedServer.business().connect();
        set(quiet, "consent.stopConfirmation", "");
        set(quiet, "consent.startConfirmation", "Bienvenida otra vez");
        var gina = customer();

        deliver(quiet, text(gina, "10", Duration.ofMinutes(2), "STOP"));
        deliver(quiet, text(gina, "11", Duration.ofMinutes(1), "START"));

        assertThat(sent(quiet, gina)).containsExactly("Bienvenida otra vez");
    }

    @Test
    void theLanguageOfThePersonPicksTheText() {
        var mixed = SharedServer.business().connect();
        var refused =
                change(
                        mixed,
                        "consent.stopConfirmation",
                        Map.of("de", "Gut, keine Angebote mehr."));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("default");
        set(
                mixed,
                "consent.stopConfirmation",
                Map.of("default", "No more.", "de", "Nichts mehr.", "pt_BR", ""));
        var texts = new LinkedHashMap<String, String>();
        for (var language : List.of("de_AT", "fr", "pt_BR", "")) {
            var person = customer();
            deliver(mixed, text(person, "l" + language + "0", Duration.ofMinutes(3), "Hello"));
            speaks(mixed, person, language);
            deliver(mixed, text(person, "l" + language, Duration.ofMinutes(2), "STOP"));
            texts.put(language, String.join("", sent(mixed, person)));
        }

        assertThat(texts)
                .isEqualTo(
                        Map.of(
                                "de_AT",
                                "Nichts mehr.",
                                "fr",
                                "No more.",
                                "pt_BR",
                                "",
                                "",
                                "No more."));
    }

    @Test
    void whoHasSetNothingConfirmsInTheLanguagesOfTheProduct() {
        var gustavo = customer();
        deliver(text(gustavo, "g0", Duration.ofMinutes(3), "Hola"));
        speaks(shop.business, gustavo, "es_MX");

        deliver(text(gustavo, "g1", Duration.ofMinutes(2), "STOP"));

        assertThat(sent(gustavo)).singleElement().asString().startsWith("No recibirá más");
    }

    /// Many STOPs of one webhook are confirmed by the same few statements.
    @Test
    void aCrowdThatOptsOutAtOnceIsConfirmedEachInTheirTalk() {
        var crowd = IntStream.range(0, 40).mapToObj(n -> customer()).toList();

        deliver(
                crowd.stream()
                        .map(one -> text(one, "many" + one, Duration.ofMinutes(1), "STOP"))
                        .toArray(String[]::new));

        assertThat(crowd).allSatisfy(one -> assertThat(sent(one)).containsExactly(STOPPED));
    }

    private static void speaks(Business business, String person, String language) {
        SharedServer.server()
                .sql()
                .sql(
                        "UPDATE contact SET language = nullif(?, '') WHERE organization_id = ? AND recipient_key = ?")
                .params(language, business.organization(), "+" + person)
                .update();
    }

    private static void set(Business business, String key, Object value) {
        var answer = change(business, key, value);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private static Api.Answer change(Business business, String key, Object value) {
        var body = Map.of("settings", Map.of(key, Map.of("value", value, "version", 0)));
        return business.owner()
                .send(
                        business.owner()
                                .request("/api/settings")
                                .header("Content-Type", "application/json")
                                .method(
                                        "PATCH",
                                        BodyPublishers.ofString(
                                                JsonMapper.shared().writeValueAsString(body))));
    }

    private static void deliver(String... messages) {
        deliver(shop.business, messages);
    }

    private static void deliver(Business business, String... messages) {
        Webhooks.deliver(SharedServer.server(), business.id(), batch(business, messages));
    }

    private static String batch(String... messages) {
        return batch(shop.business, messages);
    }

    private static String batch(Business business, String... messages) {
        return "{\"entry\":[{\"id\":\"%s\",\"time\":1795000000,\"changes\":[{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\"%s\"},\"messages\":[%s]}}]}]}"
                .formatted(
                        business.wabaId(),
                        business.numbers().getFirst(),
                        String.join(",", messages));
    }

    private static String text(String from, String wamid, Duration ago, String text) {
        return "{\"from\":\"%s\",\"id\":\"wamid.c%s\",\"timestamp\":\"%d\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}"
                .formatted(from, wamid, Instant.now().minus(ago).getEpochSecond(), text);
    }

    /// What we wrote to this customer, sent yet or not: it is queued in the transaction that takes
    /// the message in.
    private static List<String> sent(String customer) {
        return sent(shop.business, customer);
    }

    /// Other businesses of other tests may know the same number.
    private static List<String> sent(Business business, String customer) {
        return SharedServer.server()
                .sql()
                .sql(
                        """
                        SELECT c.content -> 'form' -> 'text' ->> 'body'
                          FROM message m JOIN message_content c ON (c.organization_id, c.message_id) = (m.organization_id, m.id)
                         WHERE m.organization_id = ? AND m.recipient_key = ? AND m.outbound ORDER BY m.id\
                        """)
                .params(business.organization(), "+" + customer)
                .query(String.class)
                .list();
    }
}
