package org.wabs.server.live;

import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.Webhooks;

/// A list of contacts shows by itself whom messages bring.
class NewContactLiveTest extends ContactsWatched {
    @Test
    void whoWritesForTheFirstTimeIsTold() throws Exception {
        var watching = watching();

        SHOP.receive("12025550171", "Hello");

        assertTold(watching, contact("+12025550171"));
    }

    @Test
    void nameThatAMessageBringsIsTold() throws Exception {
        writes("12025550172", null, "wamid.nameless");
        var bo = contact("+12025550172");
        var watching = watching();

        writes("12025550172", "Bo", "wamid.named");

        assertTold(watching, bo);
    }

    private static UUID contact(String phone) {
        return Awaitility.await()
                .until(
                        () ->
                                SharedServer.server()
                                        .sql()
                                        .sql(
                                                "SELECT id FROM contact WHERE organization_id = ? AND phone = ?")
                                        .params(SHOP.id().value(), phone)
                                        .query(UUID.class)
                                        .optional()
                                        .orElse(null),
                        id -> id != null);
    }

    /// @param name null: Meta tells none
    private static void writes(String customer, String name, String wamid) {
        Webhooks.deliver(
                SharedServer.server(),
                SHOP.id(),
                SHOP.wabaId(),
                "messages",
                """
                {"messaging_product":"whatsapp","metadata":{"display_phone_number":"12025550100","phone_number_id":"%s"},
                 "contacts":[{"wa_id":"%s"%s}],
                 "messages":[{"from":"%s","id":"%s","timestamp":"%d","type":"text","text":{"body":"Hello"}}]}\
                """
                        .formatted(
                                SHOP.numbers().getFirst(),
                                customer,
                                name == null ? "" : ",\"profile\":{\"name\":\"" + name + "\"}",
                                customer,
                                wamid,
                                Instant.now().getEpochSecond()));
    }
}
