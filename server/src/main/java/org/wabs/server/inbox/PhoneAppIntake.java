package org.wabs.server.inbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.wabs.cloudapi.json.MetaText;
import org.wabs.cloudapi.webhook.CoexistenceEvent.MessageEcho;
import org.wabs.cloudapi.webhook.InboundContent;
import org.wabs.server.contact.Contacts;
import org.wabs.server.contact.Seen;
import org.wabs.server.media.InboundMedia;
import org.wabs.server.message.PhoneAppMessages;
import org.wabs.server.platform.event.Delivered;

/// Takes in what the business wrote in the WhatsApp Business app on its phone, so that the
/// conversation is whole here too. A repeat changes nothing.
final class PhoneAppIntake {
    private final Contacts contacts;
    private final PhoneAppMessages messages;
    private final PhoneAppConversations conversations;
    private final Reactions reactions;
    private final InboundMedia media;

    PhoneAppIntake(
            Contacts contacts,
            PhoneAppMessages messages,
            PhoneAppConversations conversations,
            Reactions reactions,
            InboundMedia media) {
        this.contacts = contacts;
        this.messages = messages;
        this.conversations = conversations;
        this.reactions = reactions;
        this.media = media;
    }

    /// Contacts first, then messages, then conversations, as with what people write.
    void take(List<Delivered<MessageEcho>> batch) {
        var people = contacts.seen(batch.stream().map(PhoneAppIntake::seen).toList());
        var given = new HashMap<PhoneAppMessages.Echo, InboundContent>();
        for (var delivered : batch) {
            var person = Objects.requireNonNull(people.get(seen(delivered)));
            given.putIfAbsent(echo(delivered, person), delivered.event().content());
        }
        var fresh = messages.record(List.copyOf(given.keySet()));
        reactions.put(reactions(fresh, given));
        conversations.wrote(written(fresh, given));
        media.expect(files(fresh, given));
    }

    private static List<PhoneAppConversations.Written> written(
            List<PhoneAppMessages.Stored> fresh, Map<PhoneAppMessages.Echo, InboundContent> given) {
        return fresh.stream()
                .map(stored -> {
                    var echo = stored.echo();
                    var content = Objects.requireNonNull(given.get(echo));
                    return new PhoneAppConversations.Written(
                            new Place(echo.organization(), echo.contactId(), echo.phoneNumberId()),
                            stored.messageId(),
                            echo.at(),
                            InboundKind.of(content),
                            // mends what was said before, says nothing to what came since
                            !(content instanceof InboundContent.Edit),
                            InboundViews.type(content),
                            content.words().orElse(null));
                })
                .toList();
    }

    private static List<Reactions.Reaction> reactions(
            List<PhoneAppMessages.Stored> fresh, Map<PhoneAppMessages.Echo, InboundContent> given) {
        var reactions = new ArrayList<Reactions.Reaction>();
        for (var stored : fresh) {
            if (given.get(stored.echo()) instanceof InboundContent.Reaction reaction)
                reactions.add(
                        new Reactions.Reaction(
                                stored.echo().organization(),
                                reaction.messageId(),
                                true,
                                reaction.emoji(),
                                stored.echo().at(),
                                stored.messageId()));
        }
        return reactions;
    }

    private static List<InboundMedia.Sent> files(
            List<PhoneAppMessages.Stored> fresh, Map<PhoneAppMessages.Echo, InboundContent> given) {
        var files = new ArrayList<InboundMedia.Sent>();
        for (var stored : fresh) {
            var medium = Objects.requireNonNull(given.get(stored.echo())).medium();
            medium.ifPresent(one ->
                    files.add(
                            new InboundMedia.Sent(
                                    stored.echo().organization(),
                                    stored.messageId(),
                                    stored.echo().phoneNumberId(),
                                    one.id(),
                                    one.mimeType(),
                                    one.filename(),
                                    one.sha256())));
        }
        return files;
    }

    private static Seen seen(Delivered<MessageEcho> delivered) {
        var echo = delivered.event();
        return new Seen(delivered.organization(), echo.to(), echo.toUserId(), null);
    }

    private static PhoneAppMessages.Echo echo(
            Delivered<MessageEcho> delivered, Contacts.Known person) {
        var echo = delivered.event();
        return new PhoneAppMessages.Echo(
                delivered.organization(),
                Objects.requireNonNull(echo.phoneNumberId()),
                person.contactId(),
                person.recipientKey().value(),
                echo.wamid(),
                echo.timestamp(),
                InboundKind.of(echo.content()) != InboundKind.MESSAGE,
                MetaText.clean(echo.raw()));
    }
}
