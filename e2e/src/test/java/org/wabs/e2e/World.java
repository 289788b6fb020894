package org.wabs.e2e;

import java.util.List;

/// The business at the simulated Meta: one account, two numbers of Meta's usual throughput, so that
/// a campaign of some hundred people lasts long enough to be killed in the middle.
final class World {
    /// Messages a second that Meta grants to a number of the usual level.
    static final int THROUGHPUT = 80;

    /// What the simulator takes before it refuses: more, so that its ledger shows what was sent.
    private static final int TAKEN = 500;

    static final String APP = "700000000000001";
    static final String WABA = "102290129340398";
    static final String VERIFY_TOKEN = "crash-verify";
    static final List<String> NUMBERS = List.of("106540352242922", "106540352242923");
    private static final String SECRET = "5a6f1c0d9e8b7a4f3c2d1e0f9a8b7c6d";
    private static final String TOKEN = "EAACrashRunSystemUserToken";

    private World() {}

    static String json() {
        return """
        {"apps": [{"id": "%1$s", "secret": "%2$s", "verifyToken": "%3$s"}],
         "businesses": [{"id": "506914307656634", "name": "Crash Run", "limitTier": "TIER_UNLIMITED"}],
         "wabas": [{"id": "%4$s", "name": "Crash Run", "businessId": "506914307656634", "tokens": ["%5$s"],
                    "appId": "%1$s", "templatePreset": "demo", "subscribed": false, "phoneNumbers": [
            {"id": "%6$s", "displayPhoneNumber": "+1 555-0100", "verifiedName": "Crash Run", "throughput": %8$d, "quality": "GREEN"},
            {"id": "%7$s", "displayPhoneNumber": "+1 555-0101", "verifiedName": "Crash Run", "throughput": %8$d, "quality": "GREEN"}]}]}
        """
                .formatted(
                        APP,
                        SECRET,
                        VERIFY_TOKEN,
                        WABA,
                        TOKEN,
                        NUMBERS.get(0),
                        NUMBERS.get(1),
                        TAKEN);
    }

    /// What a person would enter to connect the account.
    static String account() {
        return """
        {"wabaId": "%s", "accessToken": "%s", "appId": "%s", "appSecret": "%s", "verifyToken": "%s"}
        """
                .formatted(WABA, TOKEN, APP, SECRET, VERIFY_TOKEN);
    }

    /// A campaign to everybody with the tag, by both numbers.
    static String campaign(String tag) {
        return """
        {"name": "Crash run", "template": {"wabaId": "%s", "name": "order_update", "language": "en_US"},
         "phoneNumberIds": ["%s", "%s"], "audience": {"tags": ["%s"]},
         "variables": {"body": {"1": {"field": "name", "fallback": "there"},
                                "2": {"attribute": "order_number", "fallback": "of this week"},
                                "3": {"attribute": "delivery_day", "fallback": "one of the next days"}}}}
        """
                .formatted(WABA, NUMBERS.get(0), NUMBERS.get(1), tag);
    }
}
