package org.wabs.simulator.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.ledger.Inbound;
import org.wabs.simulator.ledger.Ledger;
import org.wabs.simulator.ledger.Message;
import org.wabs.simulator.world.Template;
import org.wabs.simulator.world.TemplateShape;
import org.wabs.simulator.world.Worlds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Messages as their reader sees them: templates filled in.
public final class Rendering {
    private final Ledger ledger;
    private final Reactions reactions;

    public Rendering(Worlds worlds, Ledger ledger) {
        this.ledger = ledger;
        reactions = new Reactions(worlds, ledger);
    }

    /// `header`, `headerMedia`, `text`, `footer`, `buttons` of `{type, text, payload?, url?}`.
    public ObjectNode of(Message message) {
        JsonNode content = ledger.content(message);
        Optional<Template> template = reactions.template(message);
        if (template.isPresent()) {
            return filled(message, template.get(), content);
        }
        ObjectNode node = Json.object();
        node.put("text", freeForm(message.subject().type(), content));
        return node;
    }

    public String preview(Message message) {
        return of(message).path("text").asString("");
    }

    public String preview(Inbound inbound) {
        ObjectNode content = ledger.content(inbound);
        String type = content.path("type").asString("");
        return freeForm(type, content.path(type));
    }

    /// Whether a button with this label ends marketing.
    public static boolean optsOut(String label) {
        return new Reactions.Button(label, label).optsOut();
    }

    private static String freeForm(String type, JsonNode content) {
        return switch (type) {
            case "text" -> content.path("body").asString("");
            case "button" -> content.path("text").asString("");
            case "reaction" -> content.path("emoji").asString("");
            case "interactive" -> content.path("body").path("text").asString("");
            case "audio" -> content.path("voice").asBoolean(false) ? "[voice message]" : "[audio]";
            default -> "[" + type + "] " + content.path("caption").asString("");
        };
    }

    private ObjectNode filled(Message message, Template template, JsonNode content) {
        TemplateShape shape = template.shape();
        ObjectNode node = Json.object();
        if (!shape.headerText().isEmpty()) {
            node.put(
                    "header",
                    TemplateShape.fill(
                            shape.headerText(),
                            shape.headerVariables(),
                            values(content, "header", shape.headerVariables(), shape.named())));
        } else if (!shape.headerFormat().equals("NONE")) {
            node.put("headerMedia", shape.headerFormat().toLowerCase(Locale.ROOT));
        }
        node.put(
                "text",
                TemplateShape.fill(
                        shape.bodyText(),
                        shape.bodyVariables(),
                        values(content, "body", shape.bodyVariables(), shape.named())));
        node.put("footer", shape.footerText());
        ArrayNode buttons = node.putArray("buttons");
        for (TemplateShape.Button button : shape.buttons()) {
            ObjectNode one =
                    buttons.addObject().put("type", button.type()).put("text", button.text());
            if (!button.url().isEmpty()) {
                one.put("url", button.url());
            }
        }
        for (Reactions.Button reply : reactions.buttons(message)) {
            for (JsonNode one : buttons) {
                if (one.path("type").asString().equals("QUICK_REPLY")
                        && one.path("text").asString().equals(reply.text())) {
                    ((ObjectNode) one).put("payload", reply.payload());
                }
            }
        }
        return node;
    }

    private static List<String> values(
            JsonNode content, String component, List<String> variables, boolean named) {
        List<String> values = new ArrayList<>(variables);
        for (JsonNode one : content.path("components")) {
            if (!one.path("type").asString("").equalsIgnoreCase(component)) {
                continue;
            }
            JsonNode parameters = one.path("parameters");
            for (int i = 0; i < parameters.size(); i++) {
                JsonNode parameter = parameters.get(i);
                int at =
                        named
                                ? variables.indexOf(parameter.path("parameter_name").asString(""))
                                : i;
                if (at >= 0 && at < values.size()) {
                    String type = parameter.path("type").asString("text").toLowerCase(Locale.ROOT);
                    JsonNode value =
                            type.equals("text")
                                    ? parameter.path("text")
                                    : parameter.path(type).path("fallback_value");
                    values.set(at, value.asString(""));
                }
            }
        }
        return values;
    }
}
