package org.wabs.simulator.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.customer.Customer;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.ledger.Ledger;
import org.wabs.simulator.ledger.Message;
import org.wabs.simulator.ledger.Plan;
import org.wabs.simulator.world.PhoneNumber;
import org.wabs.simulator.world.Template;
import org.wabs.simulator.world.Worlds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What customers write back.
final class Reactions {
    private static final Pattern OPT_OUT =
            Pattern.compile(
                    "stop|unsubscribe|opt.?out|no más ofertas|keine angebote",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final Worlds worlds;
    private final Ledger ledger;

    Reactions(Worlds worlds, Ledger ledger) {
        this.worlds = worlds;
        this.ledger = ledger;
    }

    /// @param kind `reply`, `button` or `stop`
    /// @param optsOut whether a button was pressed that ends marketing
    record Written(String kind, ObjectNode content, boolean optsOut) {}

    Written to(Message message, Customer customer) {
        if (message.plan().reaction() == Plan.Reaction.STOP) {
            List<String> stops = SmallTalk.stops(message.subject().language());
            return new Written("stop", text(customer.pick(stops, "stop words")), false);
        }
        List<Button> buttons =
                message.plan().reaction() == Plan.Reaction.BUTTON ? buttons(message) : List.of();
        if (buttons.isEmpty()) {
            List<String> answers =
                    SmallTalk.answers(message.subject().language(), message.subject().category());
            String words = customer.pick(answers, "words");
            return new Written("reply", text(words), false);
        }
        List<Button> kind = buttons.stream().filter(button -> !button.optsOut()).toList();
        Button pressed = customer.pick(kind.isEmpty() ? buttons : kind, "button");
        return new Written("button", press(message, pressed), pressed.optsOut());
    }

    /// A quick reply of a template.
    record Button(String text, String payload) {
        boolean optsOut() {
            return OPT_OUT.matcher(text).find();
        }
    }

    /// The quick replies of a sent template with their payloads: what the send gave, else the
    /// label.
    List<Button> buttons(Message message) {
        List<Button> found = new ArrayList<>();
        Optional<Template> template = template(message);
        if (template.isPresent()) {
            JsonNode content = ledger.content(message);
            var buttons = template.get().shape().buttons();
            for (int i = 0; i < buttons.size(); i++) {
                if (buttons.get(i).type().equals("QUICK_REPLY")) {
                    String text = buttons.get(i).text();
                    found.add(new Button(text, payload(content, i, text)));
                }
            }
        }
        return found;
    }

    Optional<Template> template(Message message) {
        String name = message.subject().template();
        String language = message.subject().language();
        return name == null || language == null
                ? Optional.empty()
                : worlds.present()
                        .findPhoneNumber(message.phoneNumberId())
                        .flatMap(phone -> phone.waba().findTemplate(name, language));
    }

    private static String payload(JsonNode content, int index, String label) {
        for (JsonNode component : content.path("components")) {
            if (component.path("sub_type").asString("").equalsIgnoreCase("quick_reply")
                    && component.path("index").asString("").equals(Integer.toString(index))) {
                return component.path("parameters").path(0).path("payload").asString(label);
            }
        }
        return label;
    }

    ObjectNode press(Message message, Button button) {
        ObjectNode content = Json.object();
        content.putObject("context")
                .put("from", from(message.phoneNumberId()))
                .put("id", ledger.wamid(message));
        content.put("type", "button");
        content.putObject("button").put("payload", button.payload()).put("text", button.text());
        return content;
    }

    private @Nullable String from(String phoneNumberId) {
        return worlds.present()
                .findPhoneNumber(phoneNumberId)
                .map(phone -> Long.toString(phone.digits()))
                .orElse(null);
    }

    static ObjectNode text(String body) {
        ObjectNode content = Json.object().put("type", "text");
        content.putObject("text").put("body", body);
        return content;
    }

    ObjectNode preference(PhoneNumber phone, Customer customer, boolean stop, long now) {
        ObjectNode value = Json.object().put("messaging_product", "whatsapp");
        value.putObject("metadata")
                .put("display_phone_number", Long.toString(phone.digits()))
                .put("phone_number_id", phone.id());
        String waId = Long.toString(customer.number());
        ObjectNode contact = value.putArray("contacts").addObject();
        contact.putObject("profile").put("name", customer.name());
        contact.put("wa_id", waId).put("user_id", customer.userId());
        value.putArray("user_preferences")
                .addObject()
                .put("wa_id", waId)
                .put("user_id", customer.userId())
                .put(
                        "detail",
                        stop
                                ? "User requested to stop marketing messages"
                                : "User requested to resume marketing messages")
                .put("category", "marketing_messages")
                .put("value", stop ? "stop" : "resume")
                .put("timestamp", now / 1_000);
        return value;
    }
}
