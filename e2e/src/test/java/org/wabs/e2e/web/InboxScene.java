package org.wabs.e2e.web;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.wabs.e2e.Http;

/// A conversation with something of everything, and one whose 24 hours are over: what pictures are
/// taken of.
final class InboxScene {
    private static final String AMIRA = "12025550120";
    private static final String LATE = "12025550121";

    /// Ids of conversations.
    record Talk(String open, String closed) {}

    private final Http shop;
    private final Customers customers;

    InboxScene(Http shop, Customers customers) {
        this.shop = shop;
        this.customers = customers;
    }

    Talk played() {
        customers.wrote(
                LATE, "Hannah Rahman", "I would like to return my order", Duration.ofHours(40));
        customers.writes(
                AMIRA,
                "Hello! Is the *blue* vase still in stock? See https://example.com/vases/blue");
        customers.sends(AMIRA, "image", "This one 😍");
        customers.sends(AMIRA, "location", "");
        customers.sends(AMIRA, "document", "");
        customers.sends(AMIRA, "audio", "");
        customers.writes("12025550122", "هل يمكنني تغيير موعد التسليم؟");
        customers.writes("12025550123", "Thanks! The parcel arrived 📦🎉");
        customers.sends("12025550124", "image", "");
        var talk = new Talk(conversation(AMIRA), conversation(LATE));
        var path = "/api/conversations/" + talk.open();
        post(path + "/messages", "{\"text\": {\"body\": \"Let me check… yes, 3 are left 📦\"}}");
        post(path + "/notes", "{\"body\": \"A regular: ask for the *loyalty card*.\"}");
        post(
                path + "/messages",
                """
                {"interactive": {"body": "Shall we keep one for you?", "footer": "Corner Shop",
                 "buttons": [{"id": "yes", "title": "Yes, please"}, {"id": "no", "title": "No, thanks"}]}}\
                """);
        shop.send("PUT", path + "/tags/VIP", "{}");
        post(
                path + "/assign",
                "{\"userId\": \"" + shop.get("/api/auth/me").path("id").asString("") + "\"}");
        customers.writes(AMIRA, "Yes, please keep one!");
        return talk;
    }

    private void post(String path, String body) {
        shop.send("POST", path, body);
    }

    private String conversation(String customer) {
        var path = "/api/conversations?q=" + customer;
        await().atMost(Duration.ofSeconds(30))
                .until(() -> shop.get(path).at("/items/0/id").isString());
        return shop.get(path).at("/items/0/id").asString("");
    }
}
