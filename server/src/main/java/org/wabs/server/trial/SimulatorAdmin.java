package org.wabs.server.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wabs.server.account.Simulation;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import tools.jackson.databind.json.JsonMapper;

/// What the simulator is told: who exists there, and where webhooks go.
final class SimulatorAdmin {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String BUSINESS = "506914307656699";
    private static final String NAME = "Simulated business";

    private final URI url;

    SimulatorAdmin(URI url) {
        this.url = url;
    }

    /// One business with an account, two numbers and the templates of the demo. Changes nothing
    /// when it is there already.
    void createWorld(Simulation.Account account) {
        put(
                "/admin/world",
                Map.of(
                        "apps",
                        List.of(
                                Map.of(
                                        "id", account.appId(),
                                        "secret", account.appSecret(),
                                        "verifyToken", account.verifyToken())),
                        "businesses",
                        List.of(
                                Map.of(
                                        "id",
                                        BUSINESS,
                                        "name",
                                        NAME,
                                        "limitTier",
                                        "TIER_UNLIMITED")),
                        "wabas",
                        List.of(
                                Map.of(
                                        "id",
                                        account.wabaId(),
                                        "name",
                                        NAME,
                                        "businessId",
                                        BUSINESS,
                                        "tokens",
                                        List.of(account.token()),
                                        "appId",
                                        account.appId(),
                                        "templatePreset",
                                        "demo",
                                        "subscribed",
                                        false,
                                        "phoneNumbers",
                                        List.of(number(0), number(1))))));
    }

    private static Map<String, Object> number(int index) {
        return Map.of(
                "id",
                "10654035224299" + index,
                "displayPhoneNumber",
                "+1 555-019" + index,
                "verifiedName",
                NAME,
                "throughput",
                80,
                "quality",
                "GREEN");
    }

    void setCallback(Simulation.Account account, URI callback) {
        put(
                "/admin/apps/" + account.appId() + "/callback",
                Map.of("url", callback.toString(), "verifyToken", account.verifyToken()));
    }

    /// Whether customers have ever written, or been written to.
    boolean knowsCustomers() {
        var known = JsonMapper.shared().readTree(ask("GET", "/admin/customers", null));
        return !known.path("customers").isEmpty();
    }

    /// @param message as the simulator's page sends it, without the number it goes to
    void write(String customer, Map<String, String> message) {
        var body = new HashMap<>(message);
        body.put("phoneNumberId", String.valueOf(number(0).get("id")));
        ask("POST", "/admin/customers/" + customer + "/messages", body);
    }

    private void put(String path, Object body) {
        ask("PUT", path, body);
    }

    private String ask(String method, String path, @Nullable Object body) {
        var content =
                body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body));
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(url.resolve(path))
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "application/json")
                                    .method(method, content)
                                    .build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() >= 300)
                throw failed("It refused " + path + ": " + answer.body(), null);
            return answer.body();
        } catch (IOException e) {
            throw failed("It does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("The server is stopping.", e);
        }
    }

    static ProblemException failed(String detail, @Nullable Throwable cause) {
        var problem = new ProblemException(ProblemType.SIMULATOR_FAILED, detail);
        if (cause != null) problem.initCause(cause);
        return problem;
    }
}
