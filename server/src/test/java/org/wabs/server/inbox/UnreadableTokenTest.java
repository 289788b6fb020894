package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.await;
import static org.wabs.server.inbox.Shop.customer;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.JsonNode;

/// A token that another key sealed: whoever works in the background goes without it, the account
/// says what is wrong, and the log does so once.
class UnreadableTokenTest {
    private static final String TOLD = "The token of this account cannot be read";

    private Shop shop;
    private UUID conversation;
    private String wamid;

    @BeforeEach
    void sealWithAnotherKey() {
        shop = new Shop();
        var ana = customer();
        conversation = shop.begun(ana, "Hello?");
        wamid = shop.write(ana, "Anybody?");
        SharedServer.server()
                .sql()
                .sql(
                        "UPDATE waba SET token = regexp_replace(token, '^v1[.][^.]+[.]', 'v1.anotherkey.') WHERE waba_id = ?")
                .param(shop.business.wabaId())
                .update();
    }

    @Test
    void readReceiptsAreLeftOutAndTheAccountNeedsSomebody() {
        typeUntilTheAccountNeedsSomebody();
        shop.act(conversation, "read", Map.of());

        assertThat(shop.get(conversation).path("unread").asInt()).isZero();
        assertThat(account("loginNeeded")).startsWith(TOLD).contains("WABS_SECRET_KEY");
        var number = shop.owner.get("/api/accounts/" + shop.business.wabaId()).json();
        assertThat(number.at("/numbers/0/notReadyReason").asString()).startsWith(TOLD);
        assertThat(linesOfTheLog()).isEqualTo(1);
    }

    @Test
    void whatNeedsTheTokenIsRefusedWithTheWayOut() {
        typeUntilTheAccountNeedsSomebody();

        var reply = shop.act(conversation, "messages", Map.of("text", Map.of("body", "Yes?")));
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().path("detail").asString()).startsWith(TOLD);
        var refresh =
                shop.owner.post("/api/accounts/" + shop.business.wabaId() + "/refresh", Map.of());
        assertThat(refresh.status()).as(refresh.toString()).isEqualTo(409);
        assertThat(refresh.json().path("detail").asString()).startsWith(TOLD);
        var sync = shop.owner.post("/api/templates/sync", Map.of());
        assertThat(sync.toString()).contains(TOLD);
        assertThat(linesOfTheLog()).isEqualTo(1);
    }

    @Test
    void aNewTokenHealsTheAccount() {
        typeUntilTheAccountNeedsSomebody();
        int version = account().path("version").asInt();

        var healed =
                shop.owner.patch(
                        "/api/accounts/" + shop.business.wabaId(),
                        Map.of("version", version, "accessToken", shop.business.token()));

        assertThat(healed.status()).as(healed.toString()).isEqualTo(200);
        assertThat(account("loginNeeded")).isEmpty();
        await().untilAsserted(() -> {
            shop.act(conversation, "typing", Map.of());
            assertThat(
                            SharedServer.meta()
                                    .get("/admin/receipts?phoneNumberId=" + shop.number)
                                    .toString())
                    .contains(wamid);
        });
    }

    /// A sender may be remembered for five seconds.
    private void typeUntilTheAccountNeedsSomebody() {
        await().until(() -> {
            shop.act(conversation, "typing", Map.of());
            return !account("loginNeeded").isEmpty();
        });
    }

    private JsonNode account() {
        return shop.owner.get("/api/accounts/" + shop.business.wabaId()).json();
    }

    private String account(String field) {
        return account().path(field).asString("");
    }

    private long linesOfTheLog() {
        return SharedServer.server()
                .log()
                .lines()
                .filter(line -> line.startsWith("ERROR " + TOLD))
                .filter(line -> line.contains(shop.business.wabaId()))
                .count();
    }
}
