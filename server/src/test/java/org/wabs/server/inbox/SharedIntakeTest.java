package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;

/// Two businesses on one server, one Meta app, one callback address.
class SharedIntakeTest {
    @Test
    void whatACustomerWritesIsSeenByTheBusinessOfThatNumberAlone() {
        var shop = SharedServer.business().connect();
        var other = SharedServer.business().connect();

        shop.receive("12025550191", "Is it open today?");

        await().untilAsserted(() ->
                assertThat(shop.owner().get("/api/contacts").body()).contains("+12025550191"));
        assertThat(other.owner().get("/api/contacts").json().at("/items").size()).isZero();
    }
}
