package org.wabs.simulator.webhook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.customer.Customer;
import org.wabs.simulator.customer.Population;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.ledger.Inbound;
import org.wabs.simulator.ledger.Ledger;
import org.wabs.simulator.ledger.Message;
import org.wabs.simulator.ledger.Step;
import org.wabs.simulator.world.PhoneNumber;
import org.wabs.simulator.world.Worlds;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes webhooks in the shape of v24.0 and later: an entry per account, a change per field, and
/// neighbouring updates of one number together in one change.
final class WebhookBody {
    /// So that a long webhook has several entries, several changes and several updates in a change.
    private static final int LARGEST_CHANGE = 20;

    private final Worlds worlds;
    private final Ledger ledger;
    private final Population population;

    WebhookBody(Worlds worlds, Ledger ledger, Population population) {
        this.worlds = worlds;
        this.ledger = ledger;
        this.population = population;
    }

    byte[] of(List<Update> updates) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Update update : updates) {
            switch (update) {
                case Update.Status(Message message, Step step) -> {
                    PhoneNumber phone = phone(message.phoneNumberId());
                    if (phone != null) {
                        entry(entries, phone).addStatus(phone, message, step);
                    }
                }
                case Update.Written(Inbound inbound) -> {
                    PhoneNumber phone = phone(inbound.phoneNumberId());
                    if (phone != null) {
                        entry(entries, phone).addMessage(phone, inbound);
                    }
                }
                case Update.Field field ->
                        entries.computeIfAbsent(field.wabaId(), Entry::new)
                                .addField(field.field(), (ObjectNode) field.value());
            }
        }
        ObjectNode body = Json.object().put("object", "whatsapp_business_account");
        ArrayNode array = body.putArray("entry");
        entries.values().forEach(entry -> array.add(entry.node));
        return MetaJson.bytes(body);
    }

    private @Nullable PhoneNumber phone(String id) {
        return worlds.present().findPhoneNumber(id).orElse(null);
    }

    private Entry entry(Map<String, Entry> entries, PhoneNumber phone) {
        return entries.computeIfAbsent(phone.waba().id(), Entry::new);
    }

    /// One account's part of the body, while it is written.
    private final class Entry {
        private final ObjectNode node = Json.object();
        private final ArrayNode changes;
        private @Nullable ObjectNode open;
        private String openFor = "";

        Entry(String wabaId) {
            node.put("id", wabaId);
            changes = node.putArray("changes");
        }

        void addStatus(PhoneNumber phone, Message message, Step step) {
            ObjectNode value = value(phone, "statuses");
            Customer customer = population.customer(message.to());
            if (step != Step.FAILED) {
                addContact(value, customer);
            }
            value.withArray("statuses").add(status(message, step, customer));
        }

        void addMessage(PhoneNumber phone, Inbound inbound) {
            ObjectNode value = value(phone, "messages");
            Customer customer = population.customer(inbound.from());
            addContact(value, customer);
            ObjectNode message = Json.object();
            message.put("from", Long.toString(inbound.from()));
            message.put("from_user_id", customer.userId());
            message.put("id", ledger.wamid(inbound));
            message.put("timestamp", seconds(inbound.at()));
            message.setAll(ledger.content(inbound));
            value.withArray("messages").add(message);
        }

        void addField(String field, ObjectNode value) {
            open = null;
            node.put("time", System.currentTimeMillis() / 1_000);
            changes.addObject().put("field", field).set("value", value);
        }

        private ObjectNode value(PhoneNumber phone, String kind) {
            String key = phone.id() + kind;
            if (open == null || !openFor.equals(key) || open.path(kind).size() >= LARGEST_CHANGE) {
                ObjectNode value = Json.object().put("messaging_product", "whatsapp");
                value.putObject("metadata")
                        .put("display_phone_number", Long.toString(phone.digits()))
                        .put("phone_number_id", phone.id());
                changes.addObject().put("field", "messages").set("value", value);
                open = value;
                openFor = key;
            }
            return open;
        }
    }

    private static void addContact(ObjectNode value, Customer customer) {
        ArrayNode contacts = value.withArray("contacts");
        String waId = Long.toString(customer.number());
        for (var contact : contacts) {
            if (contact.path("wa_id").asString().equals(waId)) {
                return;
            }
        }
        ObjectNode contact = contacts.addObject();
        contact.putObject("profile").put("name", customer.name());
        contact.put("wa_id", waId).put("user_id", customer.userId());
    }

    private ObjectNode status(Message message, Step step, Customer customer) {
        ObjectNode status = Json.object().put("id", ledger.wamid(message));
        status.put("status", step.wire()).put("timestamp", seconds(message.at(step)));
        status.put("recipient_id", Long.toString(message.to()));
        if (step != Step.FAILED) {
            status.put("recipient_user_id", customer.userId());
        }
        if (message.callbackData() != null) {
            status.put("biz_opaque_callback_data", message.callbackData());
        }
        boolean first = step == Step.DELIVERED || message.plan().deliveredMs() < 0;
        if (step == Step.SENT || (first && step != Step.FAILED)) {
            status.putObject("pricing")
                    .put("billable", true)
                    .put("pricing_model", "PMP")
                    .put("type", "regular")
                    .put("category", message.subject().category());
        }
        if (step == Step.FAILED) {
            status.putArray("errors").add(error(message.plan().failCode()));
        }
        return status;
    }

    private static ObjectNode error(int code) {
        String title = MetaCode.find(code).map(MetaCode::title).orElse("Message failed");
        ObjectNode error =
                Json.object().put("code", code).put("title", title).put("message", title);
        error.putObject("error_data").put("details", title);
        error.put(
                "href",
                "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
        return error;
    }

    private static String seconds(long millis) {
        return Long.toString(Math.floorDiv(millis, 1_000L));
    }
}
