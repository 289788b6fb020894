package org.wabs.e2e.web;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.wabs.e2e.Http;
import tools.jackson.databind.json.JsonMapper;

/// The customers' side of the trial's simulator: what they write, and what arrived at them.
final class Customers {
    /// The one that the trial connects.
    private static final String APP = "700000000000099";

    private final Http simulator;
    private final String account;
    private final String number;

    /// @param shop signed in as somebody who may connect accounts
    Customers(Http shop) {
        var state = shop.send("POST", "/api/simulator", "{}");
        simulator = new Http(URI.create(state.path("url").asString("")));
        account = state.path("wabaId").asString("");
        number = shop.get("/api/accounts").at("/items/0/numbers/0/phoneNumberId").asString("");
        simulator.send(
                "PUT",
                "/admin/behaviour",
                "{\"readShare\": 1, \"replyShare\": 0, \"buttonShare\": 0, \"stopShare\": 0, \"failShare\": 0}");
    }

    void writes(String customer, String text) {
        sends(customer, "text", text);
    }

    /// @param type as `POST /admin/customers/{number}/messages` takes it
    void sends(String customer, String type, String text) {
        var body =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("phoneNumberId", number)
                        .put("type", type)
                        .put("text", text);
        simulator.send("POST", "/admin/customers/" + customer + "/messages", body.toString());
    }

    /// Whose message of so long ago only arrives now.
    void wrote(String customer, String name, String text, Duration ago) {
        var body =
                """
                {"object": "whatsapp_business_account", "entry": [{"id": "%s", "changes": [{"field": "messages", "value": {
                  "messaging_product": "whatsapp", "metadata": {"display_phone_number": "15550100", "phone_number_id": "%s"},
                  "contacts": [{"profile": {"name": "%s"}, "wa_id": "%s"}],
                  "messages": [{"from": "%s", "id": "wamid.%s", "timestamp": "%d", "type": "text", "text": {"body": "%s"}}]}}]}]}\
                """
                        .formatted(
                                account,
                                number,
                                name,
                                customer,
                                customer,
                                customer,
                                Instant.now().minus(ago).getEpochSecond(),
                                text);
        var webhook =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("appId", APP)
                        .put("sign", true)
                        .set("body", JsonMapper.shared().readTree(body));
        simulator.send("POST", "/admin/webhooks/raw", webhook.toString());
    }

    /// What a customer sees on the phone, as JSON.
    String phoneOf(String customer) {
        return simulator.get("/admin/customers/" + customer + "/thread").toString();
    }

    /// As WhatsApp tells it to businesses.
    String nameOf(String customer) {
        return simulator.get("/admin/customers/" + customer + "/thread").path("name").asString("");
    }
}
