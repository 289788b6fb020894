package org.wabs.cli.demo;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.http.JsonHttp;
import tools.jackson.databind.JsonNode;

/// The simulator's admin API.
final class SimulatorApi {
    private static final int PAGE = 5_000;

    /// What is still on its way.
    record Idle(boolean idle, long statusesScheduled, long webhooksWaiting) {}

    private final JsonHttp http;

    SimulatorApi(URI url) {
        this.http = new JsonHttp(url);
    }

    /// The process that answers; empty when nobody does.
    Optional<Long> pid() {
        try {
            var health = http.get("/admin/health");
            return health.isOk()
                    ? Optional.of(health.body().path("pid").asLong(0))
                    : Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    boolean hasWorld() {
        return checked(http.get("/admin/health")).path("world").asBoolean(false);
    }

    void createWorld(JsonNode world) {
        checked(http.send("PUT", "/admin/world", world));
    }

    void setCallback(String appId, URI callback, String verifyToken) {
        checked(
                http.send(
                        "PUT",
                        "/admin/apps/" + appId + "/callback",
                        Map.of("url", callback.toString(), "verifyToken", verifyToken)));
    }

    void setBehaviour(JsonNode behaviour) {
        checked(http.send("PUT", "/admin/behaviour", behaviour));
    }

    /// A customer writes to one of our numbers.
    void write(String phone, String phoneNumberId, String text) {
        checked(
                http.send(
                        "POST",
                        "/admin/customers/" + phone.replace("+", "") + "/messages",
                        Map.of("phoneNumberId", phoneNumberId, "type", "text", "text", text)));
    }

    void setFaults(JsonNode faults) {
        checked(http.send("PUT", "/admin/faults", faults));
    }

    /// Whether any fault is switched on now.
    boolean hasFaults() {
        var faults = checked(http.get("/admin/faults"));
        for (var fault : faults.properties()) {
            var name = fault.getKey();
            var value = fault.getValue();
            boolean on =
                    name.endsWith("Share") && value.asDouble() > 0
                            || name.equals("holdWebhooks") && value.asBoolean()
                            || name.equals("webhookDelayMs") && value.asLong() > 0
                            || name.equals("next") && !value.isEmpty();
            if (on) return true;
        }
        return false;
    }

    Idle idle() {
        var idle = checked(http.get("/admin/idle"));
        return new Idle(
                idle.path("idle").asBoolean(false),
                idle.path("statusesScheduled").asLong(0),
                idle.path("webhooksWaiting").asLong(0));
    }

    /// All messages that were truly accepted, read a page at a time.
    Iterable<JsonNode> ledger() {
        return () -> new Pages("/admin/ledger");
    }

    /// All messages that people wrote.
    Iterable<JsonNode> inbound() {
        return () -> new Pages("/admin/inbound");
    }

    private static JsonNode checked(JsonHttp.Answer answer) {
        if (answer.isOk()) return answer.body();
        throw CommandProblem.failed("The simulator refused a request: " + answer.words());
    }

    private final class Pages implements Iterator<JsonNode> {
        private final String path;
        private Iterator<JsonNode> page;
        private @Nullable Long next = 0L;

        Pages(String path) {
            this.path = path;
            this.page = read(0);
        }

        private Iterator<JsonNode> read(long after) {
            var body = checked(http.get(path + "?after=" + after + "&limit=" + PAGE));
            next = body.path("next").isNumber() ? body.path("next").asLong() : null;
            return body.path("messages").iterator();
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && next != null) page = read(next);
            return page.hasNext();
        }

        @Override
        public JsonNode next() {
            if (!hasNext()) throw new NoSuchElementException();
            return page.next();
        }
    }
}
