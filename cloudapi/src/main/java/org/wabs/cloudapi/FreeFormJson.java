package org.wabs.cloudapi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The objects of messages that are neither text nor template.
final class FreeFormJson {
    private FreeFormJson() {}

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode reference(MediaReference media) {
        return switch (media) {
            case MediaReference.ById(String id) -> object().put("id", id);
            case MediaReference.ByLink(String link) -> object().put("link", link);
        };
    }

    static ObjectNode media(Content.Media media) {
        var node = reference(media.media());
        optional(node, "caption", media.caption());
        optional(node, "filename", media.filename());
        if (media.voice()) node.put("voice", true);
        return node;
    }

    static ObjectNode location(Content.Location location) {
        var node =
                object().put("latitude", location.latitude())
                        .put("longitude", location.longitude());
        optional(node, "name", location.name());
        optional(node, "address", location.address());
        return node;
    }

    /// A reaction is taken back by an empty emoji.
    static ObjectNode reaction(Content.Reaction reaction) {
        return object().put("message_id", reaction.target().value())
                .put("emoji", reaction.emoji() == null ? "" : reaction.emoji());
    }

    static ArrayNode contacts(List<ContactCard> cards) {
        var array = JsonNodeFactory.instance.arrayNode();
        cards.forEach(card -> array.add(card(card)));
        return array;
    }

    private static ObjectNode card(ContactCard card) {
        var node = object();
        name(node.putObject("name"), card.name());
        if (!card.phones().isEmpty()) phones(node.putArray("phones"), card.phones());
        if (!card.emails().isEmpty()) {
            var emails = node.putArray("emails");
            card.emails()
                    .forEach(email ->
                            typed(emails.addObject().put("email", email.email()), email.type()));
        }
        if (!card.addresses().isEmpty()) {
            var addresses = node.putArray("addresses");
            card.addresses().forEach(address -> address(addresses.addObject(), address));
        }
        if (card.organization() != null) {
            var org = node.putObject("org");
            optional(org, "company", card.organization().company());
            optional(org, "department", card.organization().department());
            optional(org, "title", card.organization().title());
        }
        if (!card.urls().isEmpty()) {
            var urls = node.putArray("urls");
            card.urls().forEach(url -> typed(urls.addObject().put("url", url.url()), url.type()));
        }
        optional(node, "birthday", card.birthday());
        return node;
    }

    private static void name(ObjectNode node, ContactCard.Name name) {
        node.put("formatted_name", name.formatted());
        // Meta wants a part of the name beside the whole
        boolean onlyWhole = name.first() == null && name.last() == null && name.middle() == null;
        optional(node, "first_name", onlyWhole ? name.formatted() : name.first());
        optional(node, "last_name", name.last());
        optional(node, "middle_name", name.middle());
        optional(node, "suffix", name.suffix());
        optional(node, "prefix", name.prefix());
    }

    private static void phones(ArrayNode array, List<ContactCard.Phone> phones) {
        for (var phone : phones) {
            var one = array.addObject().put("phone", phone.phone());
            typed(one, phone.type());
            optional(one, "wa_id", phone.waId());
        }
    }

    private static void address(ObjectNode node, ContactCard.Address address) {
        optional(node, "street", address.street());
        optional(node, "city", address.city());
        optional(node, "state", address.state());
        optional(node, "zip", address.zip());
        optional(node, "country", address.country());
        optional(node, "country_code", address.countryCode());
        typed(node, address.type());
    }

    private static void typed(ObjectNode node, @Nullable String type) {
        optional(node, "type", type);
    }

    private static void optional(ObjectNode node, String name, @Nullable String value) {
        if (value != null) node.put(name, value);
    }
}
