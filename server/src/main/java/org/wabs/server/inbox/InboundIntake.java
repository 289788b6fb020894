package org.wabs.server.inbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;
import org.wabs.cloudapi.json.MetaText;
import org.wabs.cloudapi.webhook.InboundContent;
import org.wabs.cloudapi.webhook.InboundMessage;
import org.wabs.server.contact.ConsentCategory;
import org.wabs.server.contact.Consents;
import org.wabs.server.contact.Contacts;
import org.wabs.server.contact.OptOut;
import org.wabs.server.contact.Seen;
import org.wabs.server.media.InboundMedia;
import org.wabs.server.message.Inbound;
import org.wabs.server.message.InboundMessages;
import org.wabs.server.message.Recorded;
import org.wabs.server.platform.event.Delivered;

/// Takes in what people write, whatever its type. A repeat changes nothing.
final class InboundIntake {
    private final Contacts contacts;
    private final InboundMessages messages;
    private final Consents consents;
    private final Conversations conversations;
    private final Reactions reactions;
    private final InboundMedia media;
    private final StopWords stopWords;
    private final Clock clock;

    InboundIntake(
            Contacts contacts,
            InboundMessages messages,
            Consents consents,
            Conversations conversations,
            Reactions reactions,
            InboundMedia media,
            StopWords stopWords,
            Clock clock) {
        this.clock = clock;
        this.contacts = contacts;
        this.messages = messages;
        this.consents = consents;
        this.conversations = conversations;
        this.reactions = reactions;
        this.media = media;
        this.stopWords = stopWords;
    }

    /// Contacts first, then messages, then conversations: all transactions lock in this order.
    void take(List<Delivered<InboundMessage>> batch) {
        var people = contacts.seen(batch.stream().map(InboundIntake::seen).toList());
        var inbound = new ArrayList<Inbound>();
        var given = new HashMap<Inbound, InboundMessage>();
        var optOuts = new ArrayList<OptOut>();
        for (var delivered : batch) {
            var person = Objects.requireNonNull(people.get(seen(delivered)));
            var one = inbound(delivered, person);
            inbound.add(one);
            given.put(one, delivered.event());
            OptOutRequest.in(delivered.event().content(), stopWords)
                    .ifPresent(request -> optOuts.add(optOut(delivered, person, request)));
        }
        var fresh = messages.record(inbound).stream().filter(Recorded::isNew).toList();
        consents.optOut(optOuts);
        converse(fresh, given);
    }

    private void converse(List<Recorded> fresh, Map<Inbound, InboundMessage> given) {
        var arrivals = new ArrayList<Arrival>();
        var reacted = new ArrayList<Reactions.Reaction>();
        var reactedAt = new ArrayList<Place>();
        var sent = new ArrayList<InboundMedia.Sent>();
        var optingOut = new HashSet<UUID>();
        for (var recorded : fresh) {
            var message = Objects.requireNonNull(given.get(recorded.inbound()));
            switch (InboundKind.of(message.content())) {
                case MESSAGE, NOTICE -> arrivals.add(arrival(recorded, message));
                case REACTION -> {
                    reacted.add(reaction(recorded, message));
                    reactedAt.add(place(recorded));
                }
            }
            if (OptOutRequest.in(message.content(), stopWords).isPresent())
                optingOut.add(recorded.messageId());
            var medium = medium(message.content());
            if (medium != null) sent.add(medium(recorded, medium));
        }
        var places = conversations.arrived(arrivals);
        reactions.put(reacted);
        conversations.touched(reactedAt);
        media.expect(sent);
        var told = new ArrayList<ConversationEvents.Event>();
        for (var arrival : arrivals) {
            if (!optingOut.contains(arrival.message())) continue;
            told.add(
                    new ConversationEvents.Event(
                            arrival.organization(),
                            Objects.requireNonNull(places.get(arrival.message())),
                            ConversationEvents.idAfter(
                                    arrival.message(), ConversationEvents.Kind.OPTED_OUT),
                            clock.instant(),
                            ConversationEvents.Kind.OPTED_OUT,
                            null));
        }
        conversations.told(told);
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

    private static InboundContent.@Nullable Media medium(InboundContent content) {
        if (content instanceof InboundContent.Edit edit) return medium(edit.content());
        return content instanceof InboundContent.Media one ? one : null;
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

    private static Seen seen(Delivered<InboundMessage> delivered) {
        var message = delivered.event();
        return new Seen(
                delivered.organization(),
                message.from(),
                message.fromUserId(),
                message.profileName());
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

    private static OptOut optOut(
            Delivered<InboundMessage> delivered, Contacts.Known person, OptOutRequest request) {
        return new OptOut(
                delivered.organization(),
                person.recipientKey(),
                person.contactId(),
                ConsentCategory.MARKETING,
                request.source(),
                delivered.event().timestamp(),
                request.words());
    }
}
