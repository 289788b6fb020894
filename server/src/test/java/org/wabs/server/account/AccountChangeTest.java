package org.wabs.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Changing a connected account.
class AccountChangeTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Business shop;
    private Api owner;

    @BeforeEach
    void connect() {
        shop = SharedServer.business().connect();
        owner = shop.owner();
    }

    private JsonNode account() {
        return owner.get("/api/accounts/" + shop.wabaId()).json();
    }

    private Api.Answer patch(Api api, Map<String, Object> change) {
        return api.send(
                api.request("/api/accounts/" + shop.wabaId())
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(JSON.writeValueAsString(change))));
    }

    @Test
    void labelIsChangedOnceForTwoEditors() {
        var named = patch(owner, Map.of("version", 1, "label", "The shop"));
        assertThat(named.status()).as(named.body()).isEqualTo(200);
        assertThat(named.json().get("label").asString()).isEqualTo("The shop");
        assertThat(named.json().get("version").asInt()).isEqualTo(2);

        var late = patch(owner, Map.of("version", 1, "label", "Another"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("version").asInt()).isEqualTo(2);
        assertThat(account().get("label").asString()).isEqualTo("The shop");
    }

    @Test
    void tokenThatMetaRefusesDoesNotReplaceTheOneThatWorks() {
        var refused =
                patch(
                        owner,
                        Map.of(
                                "version",
                                1,
                                "accessToken",
                                "not-a-token-of-anybody",
                                "label",
                                "Renamed"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(account().has("loginNeeded")).isFalse();
        assertThat(account().path("label").asString("")).isNotEqualTo("Renamed");
        assertThat(owner.post("/api/accounts/" + shop.wabaId() + "/refresh", Map.of()).status())
                .isEqualTo(200);
        var again = patch(owner, Map.of("version", 1, "accessToken", shop.token()));
        assertThat(again.status()).as(again.body()).isEqualTo(200);
    }

    @Test
    void secretsOfTheInstallationsAppAreSettings() {
        var refused = patch(owner, Map.of("version", 1, "appSecret", "another-secret"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").asString()).contains("WHATSAPP_APP_SECRET");
    }

    @Test
    void metasViewOfTokenAndNumbersIsShown() {
        var account = account();

        assertThat(account.has("tokenCheckedAt")).isTrue();
        assertThat(account.has("tokenExpiresAt")).isFalse();
        assertThat(account.get("tokenMissingScopes")).isEmpty();
        assertThat(account.at("/numbers/0/health").asString()).isEqualTo("AVAILABLE");

        SharedServer.meta()
                .post(
                        "/admin/numbers/" + shop.numbers().getFirst() + "/status",
                        Map.of("status", "PENDING"));
        owner.post("/api/accounts/" + shop.wabaId() + "/refresh", Map.of());

        var number = owner.get("/api/accounts/" + shop.wabaId() + "/numbers").json().at("/items/0");
        assertThat(number.get("health").asString()).isEqualTo("BLOCKED");
        assertThat(number.get("healthDetail").asString()).contains("PENDING");
        assertThat(number.get("notReadyReason").asString()).contains("PENDING");
    }

    @Test
    void onlyThoseWhoMayChangeIt() {
        assertThat(patch(shop.user("MANAGER"), Map.of("version", 1, "label", "x")).status())
                .isEqualTo(403);
        assertThat(
                        patch(SharedServer.business().owner(), Map.of("version", 1, "label", "x"))
                                .status())
                .isEqualTo(404);
        assertThat(patch(owner, Map.of("label", "x")).status()).isEqualTo(400);
    }
}
