package org.wabs.server.inbox;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;
import org.wabs.cloudapi.webhook.InboundContent;
import tools.jackson.databind.JsonNode;

/// What people wrote, as it is shown.
final class InboundViews {
    private InboundViews() {}

    /// The name of a message's type in [ContentView].
    static String type(InboundContent content) {
        return switch (content) {
            case InboundContent.Text _ -> "text";
            case InboundContent.Media media -> media.kind().wire();
            case InboundContent.Location _ -> "location";
            case InboundContent.Contacts _ -> "contacts";
            case InboundContent.Reaction _ -> "reaction";
            case InboundContent.TemplateButton _ -> "button";
            case InboundContent.ButtonReply _ -> "button_reply";
            case InboundContent.ListReply _ -> "list_reply";
            case InboundContent.FlowReply _ -> "flow_reply";
            case InboundContent.Order _ -> "order";
            case InboundContent.SystemNotice _ -> "system";
            case InboundContent.Unsupported _ -> "unsupported";
            case InboundContent.Edit _ -> "edit";
            case InboundContent.Revoke _ -> "revoke";
            case InboundContent.Unknown(String type) -> type.isEmpty() ? "unknown" : type;
        };
    }

    /// @param raw the message as Meta gave it
    /// @param medium what came with it
    /// @param ours our id for Meta's id of a message, null when it is not known
    static ContentView of(
            JsonNode raw,
            ContentView.@Nullable Medium medium,
            Function<Wamid, @Nullable UUID> ours) {
        var content = InboundContent.of(raw);
        var type = type(content);
        var words = content.words().orElse(null);
        return switch (content) {
            case InboundContent.Text _, InboundContent.Reaction _ ->
                    new ContentView.Words(type, words);
            case InboundContent.Media media ->
                    new ContentView.File(type, words, medium(media, medium));
            case InboundContent.Location place -> new ContentView.Place(type, location(place));
            case InboundContent.Contacts(var cards) ->
                    new ContentView.GivenContacts(
                            type,
                            cards.stream()
                                    .map(card ->
                                            new ContentView.Card(
                                                    card.name(), card.phones(), card.waId()))
                                    .toList());
            case InboundContent.TemplateButton(String payload, String text) ->
                    chosen(type, payload, text, null);
            case InboundContent.ButtonReply(String id, String title) ->
                    chosen(type, id, title, null);
            case InboundContent.ListReply(String id, String title, String description) ->
                    chosen(type, id, title, description);
            case InboundContent.FlowReply(String name, String body, String response) ->
                    new ContentView.Filled(type, body, new ContentView.Flow(name, response));
            case InboundContent.Order order -> new ContentView.Ordered(type, words, order(order));
            case InboundContent.SystemNotice notice ->
                    new ContentView.Told(
                            type,
                            notice.body(),
                            new ContentView.Notice(notice.type(), notice.waId(), null, null));
            case InboundContent.Unsupported(var kind, var errors) ->
                    new ContentView.Told(
                            type,
                            words,
                            new ContentView.Notice(
                                    Objects.requireNonNullElse(kind, "unsupported"),
                                    null,
                                    null,
                                    errors.isEmpty() ? null : errors.getFirst().code()));
            case InboundContent.Edit edit -> {
                var now = of(raw.path("edit").path("message"), medium, ours);
                yield new ContentView.Told(
                        type, now.text(), notice(now.type(), edit.originalMessageId(), ours));
            }
            case InboundContent.Revoke(Wamid original) ->
                    new ContentView.Told(type, words, notice("revoke", original, ours));
            case InboundContent.Unknown _ -> new ContentView.Unknown(type, raw);
        };
    }

    private static ContentView chosen(
            String type, String id, String title, @Nullable String description) {
        return new ContentView.Chosen(type, title, new ContentView.Choice(id, title, description));
    }

    private static ContentView.Location location(InboundContent.Location place) {
        return new ContentView.Location(
                place.latitude(), place.longitude(), place.name(), place.address(), place.url());
    }

    private static ContentView.Notice notice(
            String kind, Wamid original, Function<Wamid, @Nullable UUID> ours) {
        return new ContentView.Notice(kind, null, ours.apply(original), null);
    }

    private static ContentView.Medium medium(
            InboundContent.Media media, ContentView.@Nullable Medium stored) {
        return new ContentView.Medium(
                stored == null ? null : stored.id(),
                null,
                stored == null ? null : stored.state(),
                stored == null ? media.mimeType() : stored.mimeType(),
                media.filename(),
                stored == null ? null : stored.size(),
                media.voice(),
                media.animated(),
                stored == null ? null : stored.problem());
    }

    private static ContentView.Order order(InboundContent.Order order) {
        return new ContentView.Order(
                order.catalogId(),
                order.items().stream()
                        .map(item ->
                                new ContentView.Item(
                                        item.productRetailerId(),
                                        item.quantity(),
                                        item.price(),
                                        item.currency()))
                        .toList());
    }
}
