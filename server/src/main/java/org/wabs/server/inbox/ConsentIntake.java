package org.wabs.server.inbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
    /// @param changed whether it is another matter now, whether marketing goes to this person
    record Obeyed(ConsentWish.Kind kind, boolean changed) {}

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
    Map<Inbound, Obeyed> obey(Map<Inbound, InboundMessage> messages) {
        var said = said(messages);
        if (said.isEmpty()) return Map.of();
        var standing =
                new HashMap<>(
                        consents.standing(said.stream().map(Said::person).distinct().toList()));
        var obeyed = new LinkedHashMap<Said, Obeyed>();
        for (var one : said) follow(one, standing).ifPresent(done -> obeyed.put(one, done));
        var out = consents.optOut(of(ConsentWish.Kind.OUT, obeyed, ConsentIntake::optOut));
        consents.optIn(of(ConsentWish.Kind.IN, obeyed, ConsentIntake::optIn));
        var done = new HashMap<Inbound, Obeyed>();
        obeyed.forEach((one, what) -> {
            // a STOP that came later than a START written after it changes nothing
            boolean changed =
                    what.changed()
                            && (what.kind() == ConsentWish.Kind.IN || out.contains(one.person()));
            done.put(one.inbound(), new Obeyed(what.kind(), changed));
        });
        return done;
    }

    private static <T> List<T> of(
            ConsentWish.Kind kind, Map<Said, Obeyed> obeyed, Function<Said, T> change) {
        return obeyed.keySet().stream()
                .filter(one -> one.wish().kind() == kind)
                .map(change)
                .toList();
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
    /// @return empty for talk
    private static Optional<Obeyed> follow(
            Said said, Map<Consents.Person, Consents.Standing> standing) {
        var before = standing.getOrDefault(said.person(), Consents.Standing.NOTHING);
        var since = before.marketing();
        var at = said.inbound().at();
        return switch (said.wish().kind()) {
            case OUT -> {
                if (since == null || since.isBefore(at))
                    standing.put(said.person(), new Consents.Standing(at, before.all()));
                yield Optional.of(new Obeyed(ConsentWish.Kind.OUT, since == null && !before.all()));
            }
            case IN -> {
                if (since == null || since.isAfter(at)) yield Optional.empty();
                standing.put(said.person(), new Consents.Standing(null, before.all()));
                yield Optional.of(new Obeyed(ConsentWish.Kind.IN, !before.all()));
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
