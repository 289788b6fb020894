package org.wabs.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.Webhooks;

/// Whoever has a contact before them sees what the person allows and forbids as soon as it is
/// known, whichever way it came.
class ConsentLiveTest extends ContactsWatched {

    @Test
    void stopAndStartAreTold() throws Exception {
        var ana = person("+12025550161");
        var watching = watching();

        SHOP.receive("12025550161", "STOP");

        awaitTold(watching, ana, "OPTED_OUT_OF_MARKETING");

        SHOP.receive("12025550161", "START");

        awaitTold(watching, ana, "OPTED_IN");
    }

    @Test
    void whatIsSetInWhatsAppIsTold() throws Exception {
        var bo = person("+12025550162");
        var watching = watching();

        Webhooks.deliver(
                SharedServer.server(),
                SHOP.id(),
                SHOP.wabaId(),
                "user_preferences",
                """
                {"messaging_product":"whatsapp","metadata":{"display_phone_number":"12025550100","phone_number_id":"%s"},
                 "user_preferences":[{"wa_id":"12025550162","detail":"no more offers","category":"marketing_messages",
                                      "value":"stop","timestamp":%d}]}\
                """
                        .formatted(SHOP.numbers().getFirst(), Instant.now().getEpochSecond()));

        awaitTold(watching, bo, "OPTED_OUT_OF_MARKETING");
    }

    @Test
    void whatMetaKnowsIsTold() throws Exception {
        var cy = person("+12025550163");
        var message = sent("+12025550163");
        var watching = watching();

        Webhooks.deliver(
                SharedServer.server(),
                SHOP.id(),
                SHOP.wabaId(),
                "messages",
                """
                {"metadata":{"phone_number_id":"%s"},"statuses":[{"id":"wamid.stopped","status":"failed","timestamp":"%d",
                 "recipient_id":"12025550163","biz_opaque_callback_data":"%s.1","errors":[{"code":131050}]}]}\
                """
                        .formatted(
                                SHOP.numbers().getFirst(),
                                Instant.now().getEpochSecond(),
                                message));

        awaitTold(watching, cy, "OPTED_OUT_OF_MARKETING");
    }

    private static UUID person(String phone) {
        var made = SHOP.owner().post("/api/contacts", Map.of("phone", phone));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var id = UUID.fromString(made.json().get("id").asString());
        // long ago: Meta tells whole seconds, and of the same second the consent would be the later
        var consent =
                SHOP.owner()
                        .post(
                                "/api/contacts/" + id + "/consent",
                                Map.of(
                                        "action", "OPT_IN",
                                        "source", "form",
                                        "at", "2026-01-02T10:00:00Z"));
        assertThat(consent.status()).as(consent.toString()).isLessThan(300);
        return id;
    }

    /// Names and ids that a message shows for the first time are told as well, by themselves.
    private static void awaitTold(Socket watching, UUID contact, String consent)
            throws InterruptedException {
        do assertTold(watching, contact);
        while (!consent(contact).equals(consent));
    }

    private static String consent(UUID contact) {
        return SHOP.owner().get("/api/contacts/" + contact).json().get("consent").asString();
    }

    /// @return a message that Meta took
    private static UUID sent(String to) {
        var sent =
                SHOP.owner()
                        .post(
                                "/api/messages/send",
                                Map.of(
                                        "phoneNumberId",
                                        SHOP.numbers().getFirst(),
                                        "to",
                                        to,
                                        "template",
                                        Map.of(
                                                "name", "order_update_short",
                                                "language", "en_US",
                                                "body", Map.of("1", "A-1"))));
        assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
        var id = sent.json().get("messageId").asString();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        SharedServer.server()
                                        .sql()
                                        .sql(
                                                "SELECT count(*) FROM message WHERE id = CAST(? AS uuid) AND accepted_at IS NOT NULL")
                                        .param(id)
                                        .query(Integer.class)
                                        .single()
                                == 1);
        return UUID.fromString(id);
    }
}
