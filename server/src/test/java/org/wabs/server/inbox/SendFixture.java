package org.wabs.server.inbox;

import static org.wabs.server.inbox.Shop.customer;

import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.Arguments;
import tools.jackson.databind.json.JsonMapper;

/// A shop with an open conversation.
abstract class SendFixture {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static Shop shop;
    static String ana;
    static UUID conversation;

    @BeforeAll
    static void open() {
        shop = new Shop();
        ana = customer();
        conversation = shop.begun(ana, "Hello");
    }

    static Arguments interactive(String action) {
        return Arguments.of(
                "interactive", "{\"interactive\":{\"body\":\"Which?\"," + action + "}}");
    }

    static String status(UUID id) {
        return shop.owner.get("/api/messages/" + id + "/timeline").json().path("status").asString();
    }
}
