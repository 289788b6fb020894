package org.wabs.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A business with a simulator of its own: one account, two numbers, a callback; everything by real
/// HTTP.
final class Business implements AutoCloseable {
    static final String TOKEN = "TOKEN-1";
    static final String WABA = "200000000000001";
    static final String PHONE = "300000000000001";
    static final String OTHER_PHONE = "300000000000002";
    static final String APP = "400000000000001";
    static final String SECRET = "app-secret";
    static final JsonMapper JSON = new JsonMapper();

    /// Fast and eager to deliver, so that no test waits for chance.
    static final String PROMPT =
            """
            {"failShare":0,"replyShare":0,"buttonShare":0,"stopShare":0,"readShare":1,"skipDeliveredShare":0,
             "deliverDelayMs":[1,5],"readDelayMs":[1,5],"replyDelayMs":[1,5],"webhookRetryMs":[10,20,40]}\
            """;

    final Callback callback;
    final long seed;
    private final Path folder;
    private final InstantSource clock;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    SimulatorServer simulator;

    Business(Path folder) throws Exception {
        this(folder, InstantSource.system(), world(80, "TIER_UNLIMITED"));
    }

    Business(Path folder, InstantSource clock, String world) throws Exception {
        this.folder = folder;
        this.clock = clock;
        seed = ThreadLocalRandom.current().nextInt(1_000_000);
        System.out.println("seed " + seed);
        callback = new Callback(SECRET);
        start();
        admin("PUT", "world", world);
        admin("PUT", "behaviour", PROMPT);
        admin(
                "PUT",
                "apps/" + APP + "/callback",
                "{\"url\":\"" + callback.url() + "\",\"verifyToken\":\"verify-me\"}");
        graph("POST", WABA + "/subscribed_apps", "");
    }

    static String world(int throughput, String tier) {
        return """
        {"apps":[{"id":"%s","secret":"%s","verifyToken":"verify-me"}],
         "businesses":[{"id":"100000000000001","name":"Shop","limitTier":"%s"}],
         "wabas":[{"id":"%s","name":"Shop","businessId":"100000000000001","tokens":["%s"],"appId":"%s","templatePreset":"demo",
           "phoneNumbers":[{"id":"%s","displayPhoneNumber":"+1 202-555-0100","verifiedName":"Shop","throughput":%d,"quality":"GREEN"},
                           {"id":"%s","displayPhoneNumber":"+1 202-555-0101","verifiedName":"Help","throughput":1000,"quality":"GREEN"}]},
          {"id":"200000000000002","name":"Other","businessId":"100000000000001","tokens":["TOKEN-2"],"appId":"%s",
           "phoneNumbers":[{"id":"300000000000009","displayPhoneNumber":"+1 202-555-0109","verifiedName":"Other"}]}]}\
        """
                .formatted(
                        APP, SECRET, tier, WABA, TOKEN, APP, PHONE, throughput, OTHER_PHONE, APP);
    }

    void start() throws IOException {
        simulator =
                SimulatorServer.start(SimulatorSettings.in(folder).withSeed(seed).withClock(clock));
    }

    /// Stops the simulator and starts it on the same folder.
    void restart() throws IOException {
        simulator.close();
        start();
    }

    record Reply(int status, JsonNode body, HttpResponse<String> http) {
        int code() {
            return body.path("error").path("code").asInt();
        }

        int subcode() {
            return body.path("error").path("error_subcode").asInt();
        }

        String wamid() {
            return body.path("messages").path(0).path("id").asString("");
        }
    }

    Reply call(String method, String path, String token, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(simulator.url() + "/" + path))
                        .timeout(Duration.ofSeconds(20))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = client.send(request.build(), BodyHandlers.ofString());
        boolean json = answer.body().startsWith("{");
        return new Reply(
                answer.statusCode(),
                json ? JSON.readTree(answer.body()) : JSON.createObjectNode(),
                answer);
    }

    Reply graph(String method, String path, String body) throws Exception {
        return call(method, "v25.0/" + path, TOKEN, body);
    }

    Reply send(String body) throws Exception {
        return graph("POST", PHONE + "/messages", body);
    }

    Reply admin(String method, String path, String body) throws Exception {
        return call(method, "admin/" + path, "", body);
    }

    /// `order_update` (en_US) with its three values.
    static ObjectNode order(String to, String... values) {
        return template(to, "order_update", "en_US", values);
    }

    static ObjectNode template(String to, String name, String language, String... values) {
        ObjectNode message = JSON.createObjectNode().put("messaging_product", "whatsapp");
        message.put("to", to).put("type", "template");
        ObjectNode template = message.putObject("template").put("name", name);
        template.putObject("language").put("code", language);
        var parameters =
                template.putArray("components")
                        .addObject()
                        .put("type", "body")
                        .putArray("parameters");
        for (String value : values) {
            parameters.addObject().put("type", "text").put("text", value);
        }
        return message;
    }

    static String orderTo(String to) {
        return order(to, "Ana", "A-1", "Friday").toString();
    }

    static String text(String to, String body) {
        ObjectNode message = JSON.createObjectNode().put("messaging_product", "whatsapp");
        message.put("to", to).put("type", "text").putObject("text").put("body", body);
        return message.toString();
    }

    void writeAsCustomer(String number, String text) throws Exception {
        admin(
                "POST",
                "customers/" + number + "/messages",
                "{\"phoneNumberId\":\""
                        + PHONE
                        + "\",\"type\":\"text\",\"text\":\""
                        + text
                        + "\"}");
    }

    List<JsonNode> ledger() throws Exception {
        return List.copyOf(admin("GET", "ledger?limit=10000", "").body().path("messages").values());
    }

    JsonNode summary() throws Exception {
        return admin("GET", "ledger/summary", "").body();
    }

    /// Until nothing is scheduled and every webhook is confirmed.
    void awaitIdle() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> admin("GET", "idle", "").body().path("idle").asBoolean());
    }

    @Override
    public void close() throws Exception {
        simulator.close();
        callback.close();
        client.shutdownNow();
    }
}
