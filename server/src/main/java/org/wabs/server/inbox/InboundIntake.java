package org.wabs.server.inbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;
import org.wabs.cloudapi.json.MetaText;
import org.wabs.cloudapi.webhook.InboundContent;
import org.wabs.cloudapi.webhook.InboundMessage;
import org.wabs.server.contact.Contacts;
import org.wabs.server.media.InboundMedia;
import org.wabs.server.message.Inbound;
import org.wabs.server.message.InboundMessages;
import org.wabs.server.message.Recorded;
import org.wabs.server.platform.event.Delivered;

/// Takes in what people write, whatever its type. A repeat changes nothing.
final class InboundIntake {
    private final Writers writers;
    private final InboundMessages messages;
    private final ConsentIntake consents;
    private final Conversations conversations;
    private final Reactions reactions;
    private final InboundMedia media;
    private final Confirmations confirmations;

    InboundIntake(
            Writers writers,
            InboundMessages messages,
            ConsentIntake consents,
            Conversations conversations,
            Reactions reactions,
            InboundMedia media,
            Confirmations confirmations) {
        this.writers = writers;
        this.messages = messages;
        this.consents = consents;
        this.conversations = conversations;
        this.reactions = reactions;
        this.media = media;
        this.confirmations = confirmations;
    }

    /// Contacts first, then messages, then conversations: all transactions lock in this order (ADR
    /// 9).
    void take(List<Delivered<InboundMessage>> batch) {
        var people = writers.of(batch);
        var given = new LinkedHashMap<Inbound, InboundMessage>();
        var changed = new HashMap<Inbound, ConversationEvents.Kind>();
        for (int i = 0; i < batch.size(); i++) {
            var delivered = batch.get(i);
            var writer = people.get(i);
            var inbound = inbound(delivered, writer.person());
            given.putIfAbsent(inbound, delivered.event());
            if (writer.changed() != null) changed.putIfAbsent(inbound, writer.changed());
        }
        var obeyed = consents.obey(given);
        var fresh =
                messages.record(List.copyOf(given.keySet())).stream()
                        .filter(Recorded::isNew)
                        .toList();
        converse(fresh, given, obeyed, changed);
    }

    private void converse(
            List<Recorded> fresh,
            Map<Inbound, InboundMessage> given,
            Map<Inbound, ConsentIntake.Obeyed> obeyed,
            Map<Inbound, ConversationEvents.Kind> changed) {
        var arrivals = new ArrayList<Arrival>();
        var reacted = new ArrayList<Reactions.Reaction>();
        var reactedAt = new ArrayList<Place>();
        var sent = new ArrayList<InboundMedia.Sent>();
        var caused = new HashMap<UUID, ConversationEvents.Kind>();
        var heeded = new ArrayList<Confirmations.Heeded>();
        for (var recorded : fresh) {
            var message = Objects.requireNonNull(given.get(recorded.inbound()));
            switch (InboundKind.of(message.content())) {
                case MESSAGE, NOTICE -> {
                    var arrival = arrival(recorded, message);
                    arrivals.add(arrival);
                    var wish = obeyed.get(recorded.inbound());
                    var change = changed.get(recorded.inbound());
                    if (change != null) caused.put(arrival.message(), change);
                    if (wish != null) caused.put(arrival.message(), kind(wish));
                    if (wish != null && wish.changed())
                        heeded.add(heeded(arrival, recorded.inbound(), message, wish));
                }
                case REACTION -> {
                    reacted.add(reaction(recorded, message));
                    reactedAt.add(place(recorded));
                }
            }
            message.content().medium().ifPresent(medium -> sent.add(medium(recorded, medium)));
        }
        var entries = conversations.arrived(arrivals);
        reactions.put(reacted);
        conversations.touched(reactedAt);
        media.expect(sent);
        tell(arrivals, entries, caused);
        confirmations.send(heeded, entries);
    }

    private void tell(
            List<Arrival> arrivals,
            Map<UUID, Conversations.Entry> entries,
            Map<UUID, ConversationEvents.Kind> caused) {
        var told = new ArrayList<ConversationEvents.Event>();
        for (var arrival : arrivals) {
            var kind = caused.get(arrival.message());
            if (kind == null) continue;
            var entry = Objects.requireNonNull(entries.get(arrival.message()));
            told.add(
                    new ConversationEvents.Event(
                            arrival.organization(),
                            entry.conversation(),
                            ConversationEvents.idAfter(arrival.message(), kind),
                            entry.at(),
                            kind,
                            null));
        }
        conversations.told(told);
    }

    private static ConversationEvents.Kind kind(ConsentIntake.Obeyed wish) {
        return switch (wish.kind()) {
            case OUT -> ConversationEvents.Kind.OPTED_OUT;
            case IN -> ConversationEvents.Kind.OPTED_IN;
        };
    }

    private static Arrival arrival(Recorded recorded, InboundMessage message) {
        var inbound = recorded.inbound();
        return new Arrival(
                inbound.organization(),
                inbound.contactId(),
                inbound.phoneNumberId(),
                recorded.messageId(),
                inbound.at(),
                inbound.wamid(),
                InboundKind.of(message.content()) == InboundKind.MESSAGE,
                InboundViews.type(message.content()),
                message.content().words().orElse(null),
                recorded.answers());
    }

    private static Place place(Recorded recorded) {
        var inbound = recorded.inbound();
        return new Place(inbound.organization(), inbound.contactId(), inbound.phoneNumberId());
    }

    private static Reactions.Reaction reaction(Recorded recorded, InboundMessage message) {
        if (!(message.content() instanceof InboundContent.Reaction reaction))
            throw new IllegalStateException("no reaction: " + message);
        return new Reactions.Reaction(
                recorded.inbound().organization(),
                reaction.messageId(),
                false,
                reaction.emoji(),
                recorded.inbound().at(),
                recorded.messageId());
    }

    private static InboundMedia.Sent medium(Recorded recorded, InboundContent.Media medium) {
        return new InboundMedia.Sent(
                recorded.inbound().organization(),
                recorded.messageId(),
                recorded.inbound().phoneNumberId(),
                medium.id(),
                medium.mimeType(),
                medium.filename(),
                medium.sha256());
    }

    private static Confirmations.Heeded heeded(
            Arrival arrival, Inbound inbound, InboundMessage message, ConsentIntake.Obeyed wish) {
        var from = message.from();
        var sender =
                from == null
                        ? Objects.requireNonNull(message.fromUserId())
                        : (from.startsWith("+") ? from : "+" + from);
        return new Confirmations.Heeded(arrival, inbound.recipientKey(), sender, wish.kind());
    }

    private static Inbound inbound(Delivered<InboundMessage> delivered, Contacts.Known person) {
        var message = delivered.event();
        return new Inbound(
                delivered.organization(),
                Objects.requireNonNull(message.phoneNumberId()),
                person.contactId(),
                person.recipientKey().value(),
                message.wamid(),
                message.timestamp(),
                quoted(message),
                InboundKind.of(message.content()) != InboundKind.MESSAGE,
                MetaText.clean(message.raw()));
    }

    private static @Nullable Wamid quoted(InboundMessage message) {
        var context = message.context();
        return context == null ? null : context.wamid();
    }
}
