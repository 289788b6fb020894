package org.wabs.cloudapi.webhook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.MediaKind;
import org.wabs.cloudapi.Wamid;
import org.wabs.cloudapi.error.GraphErrors;
import org.wabs.cloudapi.error.MetaError;
import org.wabs.cloudapi.json.Fields;
import org.wabs.cloudapi.webhook.InboundContent.ContactCard;
import org.wabs.cloudapi.webhook.InboundContent.OrderItem;

/// What a message says, by its `type`. An object that is not what its type promises is
/// [InboundContent.Unknown]: the message itself is never lost for it.
final class ContentReader {
    /// An edit holds a message, which could hold an edit: Meta sends one level.
    private static final int MAX_DEPTH = 2;

    private ContentReader() {}

    static InboundContent content(Fields message) {
        return content(message, 0);
    }

    private static InboundContent content(Fields message, int depth) {
        String type = message.text("type", "");
        if (depth > MAX_DEPTH) {
            return new InboundContent.Unknown(type);
        }
        try {
            return read(type, message, depth);
        } catch (IllegalArgumentException notWhatItsTypePromises) {
            return new InboundContent.Unknown(type);
        }
    }

    private static InboundContent read(String type, Fields message, int depth) {
        Fields object = message.object(type);
        return switch (type) {
            case "text" -> new InboundContent.Text(text(object, "body"));
            case "image" -> media(MediaKind.IMAGE, object);
            case "video" -> media(MediaKind.VIDEO, object);
            case "document" -> media(MediaKind.DOCUMENT, object);
            case "audio" -> media(MediaKind.AUDIO, object);
            case "sticker" -> media(MediaKind.STICKER, object);
            case "location" -> location(object);
            case "contacts" ->
                    new InboundContent.Contacts(
                            message.list("contacts").stream().map(ContentReader::card).toList());
            case "reaction" -> reaction(object);
            case "button" -> button(object);
            case "interactive" -> interactive(object);
            case "order" -> order(object);
            case "system" -> system(object);
            case "unsupported" ->
                    new InboundContent.Unsupported(
                            object.text("type"), errors(message.list("errors")));
            case "edit" ->
                    new InboundContent.Edit(
                            original(object), content(object.object("message"), depth + 1));
            case "revoke" -> new InboundContent.Revoke(original(object));
            default -> new InboundContent.Unknown(type);
        };
    }

    static List<MetaError> errors(List<Fields> errors) {
        return errors.stream().map(GraphErrors::ofWebhook).flatMap(Optional::stream).toList();
    }

    /// An empty text is a text: only a missing one is not.
    private static String text(Fields object, String name) {
        String text = object.text(name);
        return text == null ? object.requiredText(name) : text;
    }

    private static InboundContent media(MediaKind kind, Fields media) {
        return new InboundContent.Media(
                kind,
                media.requiredText("id"),
                media.text("mime_type"),
                media.text("sha256"),
                media.text("url"),
                media.text("caption"),
                media.text("filename"),
                media.flag("voice"),
                media.flag("animated"));
    }

    private static InboundContent location(Fields location) {
        Double latitude = location.decimal("latitude");
        Double longitude = location.decimal("longitude");
        if (latitude == null || longitude == null) {
            return new InboundContent.Unknown("location");
        }
        return new InboundContent.Location(
                latitude,
                longitude,
                location.text("name"),
                location.text("address"),
                location.text("url"));
    }

    private static ContactCard card(Fields card) {
        Fields name = card.object("name");
        String formatted = name.text("formatted_name");
        List<Fields> phones = card.list("phones");
        return new ContactCard(
                formatted == null ? name.text("first_name") : formatted,
                phones.stream()
                        .map(phone -> phone.text("phone"))
                        .flatMap(ContentReader::present)
                        .toList(),
                phones.stream()
                        .map(phone -> phone.text("wa_id"))
                        .flatMap(ContentReader::present)
                        .findFirst()
                        .orElse(null),
                card.text("origin"),
                card.node());
    }

    private static Stream<String> present(@Nullable String text) {
        return text == null ? Stream.empty() : Stream.of(text);
    }

    private static InboundContent reaction(Fields reaction) {
        String emoji = reaction.text("emoji");
        return new InboundContent.Reaction(
                new Wamid(reaction.requiredText("message_id")),
                emoji == null || emoji.isEmpty() ? null : emoji);
    }

    private static InboundContent button(Fields button) {
        String label = button.text("text");
        String payload = button.text("payload");
        String either = label == null ? text(button, "payload") : label;
        return new InboundContent.TemplateButton(payload == null ? either : payload, either);
    }

    private static InboundContent interactive(Fields interactive) {
        String type = interactive.text("type", "");
        Fields reply = interactive.object(type);
        return switch (type) {
            case "button_reply" ->
                    new InboundContent.ButtonReply(text(reply, "id"), reply.text("title", ""));
            case "list_reply" ->
                    new InboundContent.ListReply(
                            text(reply, "id"), reply.text("title", ""), reply.text("description"));
            case "nfm_reply" ->
                    new InboundContent.FlowReply(
                            reply.text("name"), reply.text("body"), text(reply, "response_json"));
            case "" -> new InboundContent.Unknown("interactive");
            default -> new InboundContent.Unknown("interactive." + type);
        };
    }

    private static InboundContent order(Fields order) {
        return new InboundContent.Order(
                order.text("catalog_id"),
                order.text("text"),
                order.list("product_items").stream().map(ContentReader::item).toList());
    }

    private static OrderItem item(Fields item) {
        return new OrderItem(
                item.requiredText("product_retailer_id"),
                item.small("quantity"),
                item.decimal("item_price"),
                item.text("currency"));
    }

    /// Old payloads call the new number `new_wa_id`; an identity change stands beside its own
    /// object.
    private static InboundContent system(Fields system) {
        String waId = system.text("wa_id");
        return new InboundContent.SystemNotice(
                system.requiredText("type"),
                system.text("body"),
                waId == null ? system.text("new_wa_id") : waId,
                system.text("user_id"));
    }

    private static Wamid original(Fields object) {
        return new Wamid(object.requiredText("original_message_id"));
    }
}
