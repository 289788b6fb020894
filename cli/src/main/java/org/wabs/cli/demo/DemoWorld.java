package org.wabs.cli.demo;

import java.util.List;
import java.util.Map;
import org.wabs.cli.http.JsonHttp;
import tools.jackson.databind.JsonNode;

/// What the demo sets up at the simulated Meta: one app, one business with one account and two
/// numbers on Meta's upgraded tier. None of these secrets opens anything real.
final class DemoWorld {
    static final String ORGANIZATION = "Aurora Flowers";
    static final String OWNER = "demo@localhost";

    static final String APP_ID = "700000000000001";
    static final String WABA_ID = "102290129340398";
    static final String VERIFY_TOKEN = "aurora-verify";
    private static final String APP_SECRET = "5a6f1c0d9e8b7a4f3c2d1e0f9a8b7c6d";
    private static final String TOKEN = "EAADemoAuroraFlowersSystemUserToken";
    private static final String BUSINESS_ID = "506914307656634";
    private static final int MESSAGES_PER_SECOND = 1_000;

    static final List<String> NUMBERS = List.of("106540352242922", "106540352242923");
    private static final List<String> DISPLAYED = List.of("+1 555-0100", "+1 555-0101");

    static final String TEMPLATE = "order_update";
    static final String TEMPLATE_LANGUAGE = "en_US";
    static final String CAMPAIGN = "Your order is on its way";

    private DemoWorld() {}

    static JsonNode world() {
        var app = Map.of("id", APP_ID, "secret", APP_SECRET, "verifyToken", VERIFY_TOKEN);
        var business =
                Map.of("id", BUSINESS_ID, "name", ORGANIZATION, "limitTier", "TIER_UNLIMITED");
        var waba =
                Map.of(
                        "id",
                        WABA_ID,
                        "name",
                        ORGANIZATION,
                        "businessId",
                        BUSINESS_ID,
                        "tokens",
                        List.of(TOKEN),
                        "appId",
                        APP_ID,
                        "templatePreset",
                        "demo",
                        "subscribed",
                        false,
                        "phoneNumbers",
                        List.of(number(0), number(1)));
        return JsonHttp.JSON.valueToTree(
                Map.of(
                        "apps", List.of(app),
                        "businesses", List.of(business),
                        "wabas", List.of(waba)));
    }

    private static Map<String, Object> number(int index) {
        return Map.of(
                "id",
                NUMBERS.get(index),
                "displayPhoneNumber",
                DISPLAYED.get(index),
                "verifiedName",
                ORGANIZATION,
                "throughput",
                MESSAGES_PER_SECOND,
                "quality",
                "GREEN");
    }

    /// People who answer within seconds, so that nobody who tries the demo has to wait long.
    static JsonNode behaviour() {
        return JsonHttp.JSON.valueToTree(
                Map.of(
                        "deliverDelayMs", List.of(50, 600),
                        "readDelayMs", List.of(200, 1_500),
                        "replyDelayMs", List.of(300, 1_500),
                        "webhookRetryMs", List.of(200, 500, 1_000, 2_000)));
    }

    /// What a person would paste into the form that connects an account.
    static Map<String, String> account() {
        return Map.of(
                "wabaId", WABA_ID,
                "accessToken", TOKEN,
                "appId", APP_ID,
                "appSecret", APP_SECRET,
                "verifyToken", VERIFY_TOKEN);
    }

    static JsonNode campaign(String audienceTag) {
        var variables =
                Map.of(
                        "1", Map.of("field", "name", "fallback", "there"),
                        "2", Map.of("attribute", "order_number", "fallback", "of this week"),
                        "3",
                                Map.of(
                                        "attribute",
                                        "delivery_day",
                                        "fallback",
                                        "one of the next days"));
        return JsonHttp.JSON.valueToTree(
                Map.of(
                        "name",
                        CAMPAIGN,
                        "template",
                        Map.of("wabaId", WABA_ID, "name", TEMPLATE, "language", TEMPLATE_LANGUAGE),
                        "phoneNumberIds",
                        NUMBERS,
                        "audience",
                        Map.of("tags", List.of(audienceTag)),
                        "variables",
                        Map.of("body", variables)));
    }
}
