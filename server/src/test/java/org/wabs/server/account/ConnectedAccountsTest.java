package org.wabs.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.support.TestSimulator.waba;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;

/// What becomes of accounts that were connected.
class ConnectedAccountsTest extends ConnectFixture {
    @Test
    void numbersThatVanishAtMetaNoLongerSend() {
        connect(owner, "2001", TOKEN, Map.of());
        meta.world(waba("2001", TOKEN, "30010102", "30010103"));

        var answer = owner.post("/api/accounts/2001/refresh");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(
                        owner.get("/api/accounts/2001/numbers")
                                .json()
                                .at("/items")
                                .valueStream()
                                .map(number -> number.get("phoneNumberId").asString()))
                .containsExactly("30010102", "30010103");
        assertThat(server.bean(Senders.class).find(new PhoneNumberId("30010101"))).isEmpty();
        assertThat(server.bean(Senders.class).find(new PhoneNumberId("30010103"))).isPresent();
    }

    @Test
    void aDeadTokenIsToldUntilAnotherOneIsGiven() {
        connect(owner, "2001", TOKEN, Map.of());
        meta.world(waba("2001", NEW_TOKEN, "30010101"));

        assertThat(owner.post("/api/accounts/2001/refresh").status()).isEqualTo(422);
        var sender = server.bean(Senders.class).find(new PhoneNumberId("30010101")).orElseThrow();
        assertThat(sender.notReadyReason()).contains("new access token");
        assertThat(owner.get("/api/accounts/2001").json().has("loginNeeded")).isTrue();

        connect(owner, "2001", NEW_TOKEN, Map.of());
        assertThat(owner.get("/api/accounts/2001").json().has("loginNeeded")).isFalse();
        assertThat(
                        server.bean(Senders.class)
                                .find(new PhoneNumberId("30010101"))
                                .orElseThrow()
                                .notReadyReason())
                .isNull();
    }

    @Test
    void disconnectingErasesTheTokenAndHidesTheAccount() {
        connect(owner, "2001", TOKEN, Map.of());

        assertThat(owner.delete("/api/accounts/2001").status()).isEqualTo(204);

        assertThat(owner.get("/api/accounts/2001").status()).isEqualTo(404);
        assertThat(owner.get("/api/accounts").json().at("/items").size()).isZero();
        assertThat(owner.delete("/api/accounts/2001").status()).isEqualTo(404);
        assertThat(owner.post("/api/accounts/2001/refresh").status()).isEqualTo(404);
        assertThat(server.bean(Senders.class).find(new PhoneNumberId("30010101"))).isEmpty();
        assertThat(server.sql().sql("SELECT count(token) FROM waba").query(Long.class).single())
                .isZero();
        assertThat(connect(owner, "2001", TOKEN, Map.of()).status()).isEqualTo(201);
    }

    @Test
    void accountsAreListedPageByPage() {
        connect(owner, "2001", TOKEN, Map.of());
        connect(owner, "2002", NEW_TOKEN, Map.of());

        var first = owner.get("/api/accounts?limit=1").json();
        var second =
                owner.get("/api/accounts?limit=1&cursor=" + first.get("next").asString()).json();

        assertThat(first.at("/items/0/wabaId").asString()).isEqualTo("2001");
        assertThat(second.at("/items/0/wabaId").asString()).isEqualTo("2002");
        assertThat(second.at("/items/0/numbers/0/phoneNumberId").asString()).isEqualTo("30020101");
        assertThat(second.has("next")).isFalse();
    }
}
