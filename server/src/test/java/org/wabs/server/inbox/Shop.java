package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.JsonNode;

/// A connected business on the shared server, and its customers.
final class Shop {
    private static final AtomicInteger CUSTOMERS = new AtomicInteger();

    final SharedServer.Business business = SharedServer.business().connect();
    final Api owner = business.owner();
    final String number = business.numbers().getFirst();

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(40));
    }

    private static final List<String> AREAS =
            List.of(
                    "202", "212", "213", "305", "312", "404", "415", "503", "512", "617", "702",
                    "713");

    /// Digits of somebody new.
    static String customer() {
        int n = CUSTOMERS.getAndIncrement();
        return "1" + AREAS.get(n / 100) + "55501" + String.format("%02d", n % 100);
    }

    /// A customer acts, by the simulator.
    ///
    /// @param message as `POST /admin/customers/{number}/messages` takes it
    /// @return its wamid
    String write(String customer, Map<String, ?> message) {
        var body = new HashMap<String, Object>(message);
        body.put("phoneNumberId", number);
        var answer = SharedServer.meta().post("/admin/customers/" + customer + "/messages", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().path("wamid").asString("");
    }

    String write(String customer, String text) {
        return write(customer, Map.of("type", "text", "text", text));
    }

    /// As it is listed, once it is there.
    JsonNode conversation(String customer) {
        return await().until(() -> find(customer), found -> found != null);
    }

    private JsonNode find(String customer) {
        for (var one : owner.get("/api/conversations?limit=200").json().path("items")) {
            if (one.at("/contact/recipient").asString("").equals("+" + customer)) return one;
        }
        return null;
    }

    /// A conversation that was begun by this text.
    UUID begun(String customer, String text) {
        write(customer, text);
        return UUID.fromString(conversation(customer).path("id").asString());
    }

    JsonNode get(UUID conversation) {
        var answer = owner.get("/api/conversations/" + conversation);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    /// Of the conversations in the list with this query.
    List<String> ids(String query) {
        return owner.get("/api/conversations?" + query).json().path("items").values().stream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    List<JsonNode> items(UUID conversation) {
        return List.copyOf(
                owner.get("/api/conversations/" + conversation + "/messages")
                        .json()
                        .path("items")
                        .values());
    }

    /// The messages in it, oldest first.
    List<JsonNode> messages(UUID conversation) {
        return items(conversation).stream()
                .map(item -> item.path("message"))
                .filter(JsonNode::isObject)
                .toList();
    }

    Api.Answer act(UUID conversation, String action, Object body) {
        return owner.post("/api/conversations/" + conversation + "/" + action, body);
    }

    UUID reply(UUID conversation, Map<String, ?> message) {
        var answer = act(conversation, "messages", message);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return UUID.fromString(answer.json().path("messageId").asString());
    }

    /// What the simulator took from us for this customer, newest last.
    List<JsonNode> taken(String customer) {
        var threads = SharedServer.meta().get("/admin/customers/" + customer + "/thread").json();
        return threads.path("threads").values().stream()
                .flatMap(thread -> thread.path("messages").values().stream())
                .filter(message -> message.path("direction").asString().equals("outbound"))
                .filter(message ->
                        business.numbers().contains(message.path("phoneNumberId").asString()))
                .toList();
    }
}
