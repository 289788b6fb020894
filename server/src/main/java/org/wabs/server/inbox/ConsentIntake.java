package org.wabs.server.inbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wabs.cloudapi.webhook.InboundMessage;
import org.wabs.server.contact.ConsentCategory;
import org.wabs.server.contact.Consents;
import org.wabs.server.contact.OptIn;
import org.wabs.server.contact.OptOut;
import org.wabs.server.contact.RecipientKey;
import org.wabs.server.identity.OrganizationSettings;
import org.wabs.server.message.Inbound;
import org.wabs.server.platform.tenant.OrganizationId;

/// Obeys what the messages of a batch say about marketing. Only who opted out can opt in again by a
/// word: "start" from somebody else is talk, not consent.
final class ConsentIntake {
    private record Said(Inbound inbound, ConsentWish wish) {
        Consents.Person person() {
            return new Consents.Person(
                    inbound.organization(), new RecipientKey(inbound.recipientKey()));
        }
    }

    private final Consents consents;
    private final OrganizationSettings settings;

    ConsentIntake(Consents consents, OrganizationSettings settings) {
        this.consents = consents;
        this.settings = settings;
    }

    /// In the caller's transaction; a repeat changes nothing.
    ///
    /// @return the messages that were wishes, talk left out
    Map<Inbound, ConsentWish.Kind> obey(Map<Inbound, InboundMessage> messages) {
        var said = said(messages);
        if (said.isEmpty()) return Map.of();
        var standing =
                new HashMap<>(
                        consents.standing(said.stream().map(Said::person).distinct().toList()));
        var wishes = said.stream().filter(one -> follows(one, standing)).toList();
        consents.optOut(
                wishes.stream()
                        .filter(one -> one.wish().kind() == ConsentWish.Kind.OUT)
                        .map(ConsentIntake::optOut)
                        .toList());
        consents.optIn(
                wishes.stream()
                        .filter(one -> one.wish().kind() == ConsentWish.Kind.IN)
                        .map(ConsentIntake::optIn)
                        .toList());
        var obeyed = new HashMap<Inbound, ConsentWish.Kind>();
        for (var one : wishes) obeyed.put(one.inbound(), one.wish().kind());
        return obeyed;
    }

    /// In the order in which they were said.
    private List<Said> said(Map<Inbound, InboundMessage> messages) {
        var words = new HashMap<OrganizationId, ConsentWords>();
        var said = new ArrayList<Said>();
        messages.forEach((inbound, message) ->
                words.computeIfAbsent(inbound.organization(), one -> ConsentWords.of(settings, one))
                        .in(message.content())
                        .ifPresent(wish -> said.add(new Said(inbound, wish))));
        said.sort(Comparator.comparing(one -> one.inbound().at()));
        return said;
    }

    /// @param standing what people have forbidden before this was said; afterwards with it
    private static boolean follows(Said said, Map<Consents.Person, Consents.Standing> standing) {
        var before = standing.getOrDefault(said.person(), Consents.Standing.NOTHING);
        var since = before.marketing();
        var at = said.inbound().at();
        return switch (said.wish().kind()) {
            case OUT -> {
                if (since == null || since.isBefore(at))
                    standing.put(said.person(), new Consents.Standing(at, before.all()));
                yield true;
            }
            case IN -> {
                boolean lifts = since != null && !since.isAfter(at);
                if (lifts) standing.put(said.person(), new Consents.Standing(null, before.all()));
                yield lifts;
            }
        };
    }

    private static OptOut optOut(Said said) {
        return new OptOut(
                said.inbound().organization(),
                said.person().key(),
                said.inbound().contactId(),
                ConsentCategory.MARKETING,
                said.wish().source(),
                said.inbound().at(),
                said.wish().words());
    }

    private static OptIn optIn(Said said) {
        return new OptIn(
                said.inbound().organization(),
                said.person().key(),
                said.inbound().contactId(),
                ConsentCategory.MARKETING,
                said.wish().source(),
                said.inbound().at(),
                said.wish().words());
    }
}
