package org.wabs.server.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wabs.cloudapi.webhook.InboundContent;
import org.wabs.cloudapi.webhook.InboundMessage;
import org.wabs.server.contact.ConsentCategory;
import org.wabs.server.contact.ConsentSource;
import org.wabs.server.contact.Consents;
import org.wabs.server.contact.Contacts;
import org.wabs.server.contact.OptIn;
import org.wabs.server.contact.OptOut;
import org.wabs.server.contact.Seen;
import org.wabs.server.identity.OrganizationSettings;
import org.wabs.server.platform.event.Delivered;

/// Obeys the words by which people opt in again, and those by which an organization lets them opt
/// out beside the built-in ones. Only who opted out can opt in again like this: "start" from
/// somebody else is talk, not consent.
final class OwnWordsIntake {
    /// A payload that the author of a template made for this, such as START_PROMOTIONS.
    private static final Pattern START_PAYLOAD =
            Pattern.compile("start([^\\p{L}].*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /// @param words the person's own: the proof in the ledger
    private record Said(ConsentSource source, String words, String payload) {
        boolean isOneOf(WholeMessages list) {
            return list.contains(words) || list.contains(payload);
        }
    }

    private record Wish(Delivered<InboundMessage> delivered, Said said) {}

    private final Contacts contacts;
    private final Consents consents;
    private final OrganizationSettings settings;
    private final WholeMessages startWords;

    OwnWordsIntake(
            Contacts contacts,
            Consents consents,
            OrganizationSettings settings,
            WholeMessages startWords) {
        this.contacts = contacts;
        this.consents = consents;
        this.settings = settings;
        this.startWords = startWords;
    }

    void take(List<Delivered<InboundMessage>> batch) {
        var stops = wishes(batch, this::isStop);
        var starts = wishes(batch, this::isStart);
        if (stops.isEmpty() && starts.isEmpty()) return;
        var people =
                contacts.seen(
                        Stream.concat(stops.stream(), starts.stream())
                                .map(wish -> seen(wish.delivered()))
                                .toList());
        consents.optOut(stops.stream().map(wish -> optOut(wish, person(people, wish))).toList());
        var again = new ArrayList<OptIn>();
        for (var wish : starts) {
            var person = person(people, wish);
            if (consents.hasOptedOut(
                    wish.delivered().organization(),
                    person.recipientKey(),
                    ConsentCategory.MARKETING)) again.add(optIn(wish, person));
        }
        consents.optIn(again);
    }

    private static Contacts.Known person(java.util.Map<Seen, Contacts.Known> people, Wish wish) {
        return Objects.requireNonNull(people.get(seen(wish.delivered())));
    }

    private interface Test {
        boolean of(Delivered<InboundMessage> delivered, Said said);
    }

    private static List<Wish> wishes(List<Delivered<InboundMessage>> batch, Test test) {
        var wishes = new ArrayList<Wish>();
        for (var delivered : batch) {
            for (var said : said(delivered.event().content()).toList()) {
                if (test.of(delivered, said)) wishes.add(new Wish(delivered, said));
            }
        }
        return wishes;
    }

    private boolean isStop(Delivered<InboundMessage> delivered, Said said) {
        var own = settings.get(delivered.organization(), ConsentSettings.STOP_WORDS);
        return !own.isEmpty() && said.isOneOf(WholeMessages.of(own));
    }

    private boolean isStart(Delivered<InboundMessage> delivered, Said said) {
        if (said.isOneOf(startWords)) return true;
        if (said.source() == ConsentSource.BUTTON
                && START_PAYLOAD.matcher(said.payload().strip()).matches()) return true;
        var own = settings.get(delivered.organization(), ConsentSettings.START_WORDS);
        return !own.isEmpty() && said.isOneOf(WholeMessages.of(own));
    }

    /// What the person wrote or pressed, if it is one of the two.
    private static Stream<Said> said(InboundContent content) {
        return switch (content) {
            case InboundContent.Text(String body) ->
                    Stream.of(new Said(ConsentSource.START_WORD, body, ""));
            case InboundContent.Edit edit -> said(edit.content());
            case InboundContent.TemplateButton(String payload, String text) ->
                    Stream.of(new Said(ConsentSource.BUTTON, text, payload));
            case InboundContent.ButtonReply(String id, String title) ->
                    Stream.of(new Said(ConsentSource.BUTTON, title, id));
            case InboundContent.ListReply reply ->
                    Stream.of(new Said(ConsentSource.BUTTON, reply.title(), reply.id()));
            case InboundContent.Media _, InboundContent.Location _, InboundContent.Contacts _ ->
                    Stream.empty();
            case InboundContent.Reaction _, InboundContent.FlowReply _, InboundContent.Order _ ->
                    Stream.empty();
            case InboundContent.SystemNotice _, InboundContent.Unsupported _ -> Stream.empty();
            case InboundContent.Revoke _, InboundContent.Unknown _ -> Stream.empty();
        };
    }

    private static Seen seen(Delivered<InboundMessage> delivered) {
        var message = delivered.event();
        return new Seen(
                delivered.organization(),
                message.from(),
                message.fromUserId(),
                message.profileName());
    }

    private static OptOut optOut(Wish wish, Contacts.Known person) {
        return new OptOut(
                wish.delivered().organization(),
                person.recipientKey(),
                person.contactId(),
                ConsentCategory.MARKETING,
                wish.said().source() == ConsentSource.BUTTON
                        ? ConsentSource.BUTTON
                        : ConsentSource.STOP_WORD,
                wish.delivered().event().timestamp(),
                wish.said().words().strip());
    }

    private static OptIn optIn(Wish wish, Contacts.Known person) {
        return new OptIn(
                wish.delivered().organization(),
                person.recipientKey(),
                person.contactId(),
                ConsentCategory.MARKETING,
                wish.said().source(),
                wish.delivered().event().timestamp(),
                wish.said().words().strip());
    }
}
