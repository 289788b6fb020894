package org.wabs.e2e;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The simulator's admin API: what truly happened, and what is to go wrong.
final class SimulatorAdmin {
    private static final int PAGE = 5_000;

    /// @param callbackData our message and attempt, as `<id>.<attempt>`
    record Accepted(String number, String callbackData, Instant at) {}

    private final URI url;
    private final Http http;

    SimulatorAdmin(URI url) {
        this.url = url;
        this.http = new Http(url);
    }

    URI url() {
        return url;
    }

    void createWorld() {
        http.send("PUT", "/admin/world", World.json());
    }

    void setCallback(URI callback) {
        http.send(
                "PUT",
                "/admin/apps/" + World.APP + "/callback",
                "{\"url\": \"%s\", \"verifyToken\": \"%s\"}"
                        .formatted(callback, World.VERIFY_TOKEN));
    }

    void behave(String json) {
        http.send("PUT", "/admin/behaviour", json);
    }

    void fault(String json) {
        http.send("PUT", "/admin/faults", json);
    }

    boolean isIdle() {
        return http.get("/admin/idle").path("idle").asBoolean(false);
    }

    long accepted() {
        return http.get("/admin/ledger/summary").path("accepted").asLong(0);
    }

    List<Accepted> ledger() {
        var ledger = new ArrayList<Accepted>();
        for (var next = 0L; next >= 0; ) {
            var page = http.get("/admin/ledger?after=" + next + "&limit=" + PAGE);
            for (var message : page.path("messages")) {
                ledger.add(
                        new Accepted(
                                message.path("phoneNumberId").asString(""),
                                message.path("callbackData").asString(""),
                                Instant.parse(message.path("acceptedAt").asString(""))));
            }
            next = page.path("next").isNumber() ? page.path("next").asLong() : -1;
        }
        return ledger;
    }
}
