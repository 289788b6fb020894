package org.wabs.cloudapi;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The object `interactive` of a message.
final class InteractiveJson {
    private static final String FLOW_MESSAGE_VERSION = "3";

    private InteractiveJson() {}

    static ObjectNode of(Content.Interactive message) {
        var node = object().put("type", message.action().type());
        if (message.header() != null) node.set("header", header(message.header()));
        if (message.body() != null) node.putObject("body").put("text", message.body());
        if (message.footer() != null) node.putObject("footer").put("text", message.footer());
        node.set("action", action(message.action()));
        return node;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode header(InteractiveHeader header) {
        return switch (header) {
            case InteractiveHeader.Text(String text) ->
                    object().put("type", "text").put("text", text);
            case InteractiveHeader.Media(MediaKind kind, MediaReference media) -> {
                var node = object().put("type", kind.wire());
                node.set(kind.wire(), FreeFormJson.reference(media));
                yield node;
            }
        };
    }

    private static ObjectNode action(InteractiveAction action) {
        return switch (action) {
            case InteractiveAction.ReplyButtons(var buttons) -> replyButtons(buttons);
            case InteractiveAction.ListMenu menu -> list(menu);
            case InteractiveAction.CtaUrl link -> link(link);
            case InteractiveAction.LocationRequest() -> object().put("name", "send_location");
            case InteractiveAction.ContactRequest() -> object().put("name", "request_contact_info");
            case InteractiveAction.Flow flow -> flow(flow);
            case InteractiveAction.Product(String catalog, String product) ->
                    object().put("catalog_id", catalog).put("product_retailer_id", product);
            case InteractiveAction.ProductList products -> products(products);
            case InteractiveAction.Catalog(String thumbnail) -> catalog(thumbnail);
            case InteractiveAction.Carousel(var cards) -> carousel(cards);
            case InteractiveAction.AddressRequest address -> address(address);
            case InteractiveAction.CallPermissionRequest() ->
                    object().put("name", "call_permission_request");
            case InteractiveAction.VoiceCall(String text) -> {
                var node = object().put("name", "voice_call");
                node.putObject("parameters").put("display_text", text);
                yield node;
            }
        };
    }

    private static ObjectNode replyButtons(List<InteractiveAction.Choice> buttons) {
        var node = object();
        var array = node.putArray("buttons");
        for (var button : buttons) {
            array.addObject()
                    .put("type", "reply")
                    .putObject("reply")
                    .put("id", button.id())
                    .put("title", button.title());
        }
        return node;
    }

    private static ObjectNode list(InteractiveAction.ListMenu menu) {
        var node = object().put("button", menu.button());
        var sections = node.putArray("sections");
        for (var section : menu.sections()) {
            var one = sections.addObject();
            optional(one, "title", section.title());
            var rows = one.putArray("rows");
            for (var row : section.rows()) {
                var entry = rows.addObject().put("id", row.id()).put("title", row.title());
                optional(entry, "description", row.description());
            }
        }
        return node;
    }

    private static ObjectNode link(InteractiveAction.CtaUrl link) {
        var node = object().put("name", "cta_url");
        node.putObject("parameters").put("display_text", link.displayText()).put("url", link.url());
        return node;
    }

    private static ObjectNode flow(InteractiveAction.Flow flow) {
        var node = object().put("name", "flow");
        var parameters = node.putObject("parameters");
        parameters.put("flow_message_version", FLOW_MESSAGE_VERSION);
        optional(parameters, "flow_id", flow.flowId());
        optional(parameters, "flow_name", flow.flowName());
        parameters.put("flow_cta", flow.cta());
        optional(parameters, "flow_token", flow.token());
        parameters.put("flow_action", flow.screen() == null ? "data_exchange" : "navigate");
        if (flow.screen() != null) {
            var payload = parameters.putObject("flow_action_payload").put("screen", flow.screen());
            if (flow.data() != null) payload.set("data", flow.data());
        }
        if (flow.draft()) parameters.put("mode", "draft");
        return node;
    }

    private static ObjectNode products(InteractiveAction.ProductList products) {
        var node = object().put("catalog_id", products.catalogId());
        var sections = node.putArray("sections");
        for (var section : products.sections()) {
            var one = sections.addObject();
            optional(one, "title", section.title());
            var items = one.putArray("product_items");
            for (var id : section.retailerIds()) items.addObject().put("product_retailer_id", id);
        }
        return node;
    }

    private static ObjectNode catalog(@Nullable String thumbnail) {
        var node = object().put("name", "catalog_message");
        if (thumbnail != null) {
            node.putObject("parameters").put("thumbnail_product_retailer_id", thumbnail);
        }
        return node;
    }

    private static ObjectNode carousel(List<InteractiveAction.Card> cards) {
        var node = object();
        ArrayNode array = node.putArray("cards");
        IntStream.range(0, cards.size()).forEach(i -> array.add(card(i, cards.get(i))));
        return node;
    }

    private static ObjectNode card(int index, InteractiveAction.Card card) {
        var link = card.link();
        var node = object().put("card_index", index).put("type", "cta_url");
        node.set("header", header(card.header()));
        if (card.body() != null) node.putObject("body").put("text", card.body());
        if (link != null) {
            node.set("action", link(link));
            return node;
        }
        var buttons = node.putObject("action").putArray("buttons");
        for (var reply : card.replies()) {
            buttons.addObject()
                    .put("type", "quick_reply")
                    .putObject("quick_reply")
                    .put("id", reply.id())
                    .put("title", reply.title());
        }
        node.put("type", "button");
        return node;
    }

    private static ObjectNode address(InteractiveAction.AddressRequest address) {
        var node = object().put("name", "address_message");
        var parameters = node.putObject("parameters").put("country", address.country());
        if (address.values() != null) parameters.set("values", address.values());
        return node;
    }

    private static void optional(ObjectNode node, String name, @Nullable String value) {
        if (value != null) node.put(name, value);
    }
}
