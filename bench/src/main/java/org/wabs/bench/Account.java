package org.wabs.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One account at Meta with its app and its numbers.
///
/// @param id distinguishes it from the others of the installation
record Account(int id, int numbers) {
    /// What each of them is granted in a second: Meta's highest level, and some to spare, since it
    /// is our own pace that counts.
    private static final int THROUGHPUT = 2_000;

    /// Such a number has Meta's usual level of 80 a second; more is taken all the same, so that the
    /// ledger shows what came.
    private static final int USUAL_THROUGHPUT = 500;

    String app() {
        return "7" + id;
    }

    String waba() {
        return "8" + id;
    }

    String token() {
        return "EAABench" + id;
    }

    String secret() {
        return "secret-of-bench-" + id;
    }

    List<String> numberIds() {
        return IntStream.range(0, numbers).mapToObj(n -> "9%d%03d".formatted(id, n)).toList();
    }

    String world() {
        return world(THROUGHPUT, "");
    }

    /// With numbers of Meta's usual level.
    String usualWorld() {
        return world(USUAL_THROUGHPUT, "");
    }

    /// @param callback where its webhooks go at once, without a server that subscribes to them
    String worldCalling(String callback) {
        return world(THROUGHPUT, callback);
    }

    private String world(int throughput, String callback) {
        boolean calls = !callback.isEmpty();
        return """
        {"apps": [{"id": "%s", "secret": "%s", "verifyToken": "verify"%s}],
         "businesses": [{"id": "6%d", "name": "Bench", "limitTier": "TIER_UNLIMITED"}],
         "wabas": [{"id": "%s", "name": "Bench", "businessId": "6%d", "tokens": ["%s"], "appId": "%s", "templatePreset": "demo",
                    "subscribed": %b, "phoneNumbers": [%s]}]}\
        """
                .formatted(
                        app(),
                        secret(),
                        calls ? ", \"callbackUrl\": \"" + callback + "\"" : "",
                        id,
                        waba(),
                        id,
                        token(),
                        app(),
                        calls,
                        numberIds().stream()
                                .map(number -> number(number, throughput))
                                .collect(Collectors.joining(", ")));
    }

    private static String number(String number, int throughput) {
        return """
        {"id": "%s", "displayPhoneNumber": "+1 202-555-01%s", "verifiedName": "Bench", "throughput": %d, "quality": "GREEN"}\
        """
                .formatted(number, number.substring(number.length() - 2), throughput);
    }

    /// What a person would enter to connect it.
    String connection() {
        return """
        {"wabaId": "%s", "accessToken": "%s", "appId": "%s", "appSecret": "%s", "verifyToken": "verify"}\
        """
                .formatted(waba(), token(), app(), secret());
    }
}
