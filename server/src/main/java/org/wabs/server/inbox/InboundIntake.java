package org.wabs.server.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;
import org.wabs.cloudapi.json.MetaText;
import org.wabs.cloudapi.webhook.InboundMessage;
import org.wabs.server.contact.ConsentCategory;
import org.wabs.server.contact.Consents;
import org.wabs.server.contact.Contacts;
import org.wabs.server.contact.OptOut;
import org.wabs.server.contact.Seen;
import org.wabs.server.message.Inbound;
import org.wabs.server.message.InboundMessages;
import org.wabs.server.platform.event.Delivered;

/// Takes in what people write, whatever its type. A repeat changes nothing.
final class InboundIntake {
    private final Contacts contacts;
    private final InboundMessages messages;
    private final Consents consents;
    private final StopWords stopWords;

    InboundIntake(
            Contacts contacts, InboundMessages messages, Consents consents, StopWords stopWords) {
        this.contacts = contacts;
        this.messages = messages;
        this.consents = consents;
        this.stopWords = stopWords;
    }

    void take(List<Delivered<InboundMessage>> batch) {
        var people = contacts.seen(batch.stream().map(InboundIntake::seen).toList());
        var inbound = new ArrayList<Inbound>();
        var optOuts = new ArrayList<OptOut>();
        for (var delivered : batch) {
            var person = Objects.requireNonNull(people.get(seen(delivered)));
            inbound.add(inbound(delivered, person));
            OptOutRequest.in(delivered.event().content(), stopWords)
                    .ifPresent(request -> optOuts.add(optOut(delivered, person, request)));
        }
        messages.record(inbound);
        consents.optOut(optOuts);
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
