package org.wabs.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTest extends BusinessScenario {
    @Test
    void theAccountAndItsNumbersShowTheirFields() throws Exception {
        var waba =
                business.graph(
                                "GET",
                                Business.WABA
                                        + "?fields=name,currency,whatsapp_business_manager_messaging_limit,owner_business_info",
                                "")
                        .body();
        assertThat(waba.path("whatsapp_business_manager_messaging_limit").asString())
                .isEqualTo("TIER_UNLIMITED");
        assertThat(waba.at("/owner_business_info/id").asString()).isEqualTo("100000000000001");
        var numbers =
                business.graph(
                                "GET",
                                Business.WABA
                                        + "/phone_numbers?fields=display_phone_number,throughput,status,is_on_biz_app",
                                "")
                        .body()
                        .path("data");
        assertThat(numbers).hasSize(2);
        assertThat(numbers.path(0).at("/throughput/level").asString()).isEqualTo("STANDARD");
        assertThat(numbers.path(1).at("/throughput/level").asString()).isEqualTo("HIGH");
        assertThat(numbers.path(0).path("status").asString()).isEqualTo("CONNECTED");
        assertThat(
                        business.graph("GET", Business.PHONE, "")
                                .body()
                                .path("verified_name")
                                .asString())
                .isEqualTo("Shop");
    }

    @Test
    void somebodyElsesAccountIsClosed() throws Exception {
        var reply = business.call("GET", "v25.0/" + Business.WABA, "TOKEN-2", "");

        assertThat(reply.code()).isEqualTo(200);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(business.graph("GET", "12345", "").body().at("/error/error_subcode").asInt())
                .isEqualTo(33);
    }

    @Test
    void theSubscriptionIsListedAndRemoved() throws Exception {
        String path = Business.WABA + "/subscribed_apps";
        assertThat(
                        business.graph("GET", path, "")
                                .body()
                                .at("/data/0/whatsapp_business_api_data/id")
                                .asString())
                .isEqualTo(Business.APP);

        assertThat(business.graph("DELETE", path, "").body().path("success").asBoolean()).isTrue();

        assertThat(business.graph("GET", path, "").body().path("data")).isEmpty();
    }

    @Test
    void healthTellsWhatBlocksSending() throws Exception {
        assertThat(health(Business.PHONE)).isEqualTo("AVAILABLE");

        business.admin("POST", "numbers/" + Business.PHONE + "/status", "{\"status\":\"BANNED\"}");

        assertThat(health(Business.PHONE)).isEqualTo("BLOCKED");
        assertThat(health(Business.WABA)).isEqualTo("AVAILABLE");
    }

    private String health(String node) throws Exception {
        return business.graph("GET", node + "?fields=health_status", "")
                .body()
                .at("/health_status/can_send_message")
                .asString();
    }

    @ParameterizedTest
    @CsvSource({"DISCONNECTED, 133010", "BANNED, 131031", "RATE_LIMITED, 131048", "CONNECTED, 0"})
    void aNumberThatIsNotConnectedDoesNotSend(String status, int code) throws Exception {
        business.admin(
                "POST", "numbers/" + Business.PHONE + "/status", "{\"status\":\"" + status + "\"}");

        assertThat(business.send(Business.orderTo("+4915112345678")).code()).isEqualTo(code);
    }

    @Test
    void aRevokedTokenIsDeadAndTheAppIsTold() throws Exception {
        assertThat(debug(Business.TOKEN).path("is_valid").asBoolean()).isTrue();
        assertThat(debug(Business.TOKEN).at("/granular_scopes/0/target_ids/0").asString())
                .isEqualTo(Business.WABA);

        business.admin("POST", "tokens/revoke", "{\"token\":\"" + Business.TOKEN + "\"}");
        business.awaitIdle();

        assertThat(business.send(Business.orderTo("+4915112345678")).code()).isEqualTo(190);
        assertThat(debug(Business.TOKEN).path("is_valid").asBoolean()).isFalse();
        assertThat(business.callback.values("account_update").getFirst().path("event").asString())
                .isEqualTo("PARTNER_APP_UNINSTALLED");
    }

    private tools.jackson.databind.JsonNode debug(String token) throws Exception {
        return business.call(
                        "GET",
                        "v25.0/debug_token?input_token=" + token,
                        Business.APP + "|" + Business.SECRET,
                        "")
                .body()
                .path("data");
    }

    @Test
    void stoppedVersionsAreServedByTheOldestAliveAndFutureOnesNot() throws Exception {
        var old = business.call("GET", "v19.0/" + Business.WABA, Business.TOKEN, "");
        assertThat(old.http().headers().firstValue("facebook-api-version")).hasValue("v21.0");

        assertThat(business.call("GET", "v99.0/" + Business.WABA, Business.TOKEN, "").code())
                .isEqualTo(2500);
    }

    @Test
    void mistakesInTheWorldAreNamed() throws Exception {
        var reply =
                business.admin(
                        "PUT",
                        "world",
                        Business.world(80, "TIER_UNLIMITED").replace("TIER_UNLIMITED", "TIER_7"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("error").asString()).contains("limitTier").contains("TIER_2K");
    }

    @Test
    void aReplacedWorldStartsAnewButTheLedgerStays() throws Exception {
        business.send(Business.orderTo("+4915112345678"));
        business.awaitIdle();

        business.admin("PUT", "world", Business.world(20, "TIER_250"));

        assertThat(
                        business.graph("GET", Business.WABA + "/subscribed_apps", "")
                                .body()
                                .path("data"))
                .isEmpty();
        assertThat(
                        business.graph("GET", Business.PHONE + "?fields=is_on_biz_app", "")
                                .body()
                                .path("is_on_biz_app")
                                .asBoolean())
                .isTrue();
        assertThat(business.ledger()).hasSize(1);
    }
}
