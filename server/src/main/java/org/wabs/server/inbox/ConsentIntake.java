package org.wabs.server.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    /// @param inbound null for a START that was heard before
    record Said(
            @Nullable Inbound inbound,
            Consents.Person person,
            @Nullable UUID contact,
            Instant at,
            ConsentWish wish) {
        static Said of(Inbound inbound, ConsentWish wish) {
            return new Said(
                    inbound,
                    new Consents.Person(
                            inbound.organization(), new RecipientKey(inbound.recipientKey())),
                    inbound.contactId(),
                    inbound.at(),
                    wish);
        }

        boolean is(ConsentWish.Kind kind) {
            return wish.kind() == kind;
        }
    }

    private final Consents consents;
    private final HeardStarts heard;
    private final OrganizationSettings settings;

    ConsentIntake(Consents consents, HeardStarts heard, OrganizationSettings settings) {
        this.consents = consents;
        this.heard = heard;
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
        said.addAll(heard.of(people(ConsentWish.Kind.OUT, said)));
        // in the order in which they were said, whatever the order of delivery
        said.sort(Comparator.comparing(Said::at));
        var obeyed = new LinkedHashMap<Said, Obeyed>();
        var unheeded = new ArrayList<Said>();
        for (var one : said)
            follow(one, standing)
                    .ifPresentOrElse(done -> obeyed.put(one, done), () -> unheeded.add(one));
        heard.remember(unheeded.stream().filter(one -> one.inbound() != null).toList());
        var out = consents.optOut(of(ConsentWish.Kind.OUT, obeyed, ConsentIntake::optOut));
        consents.optIn(of(ConsentWish.Kind.IN, obeyed, ConsentIntake::optIn));
        return told(obeyed, out);
    }

    /// What the conversation shows. A STOP whose START was heard before it changes nothing and
    /// shows nothing; one that is older than an opt-in changes nothing.
    private static Map<Inbound, Obeyed> told(Map<Said, Obeyed> obeyed, Set<Consents.Person> out) {
        var takenBack = new HashMap<Consents.Person, Instant>();
        var told = new HashMap<Inbound, Obeyed>();
        obeyed.keySet().stream()
                .filter(one -> one.inbound() == null)
                .forEach(start -> takenBack.put(start.person(), start.at()));
        obeyed.forEach((one, what) -> {
            var start = takenBack.get(one.person());
            if (one.inbound() == null) return;
            if (one.is(ConsentWish.Kind.OUT) && start != null && !start.isBefore(one.at())) return;
            boolean changed =
                    what.changed() && (one.is(ConsentWish.Kind.IN) || out.contains(one.person()));
            told.put(one.inbound(), new Obeyed(what.kind(), changed));
        });
        return told;
    }

    private static Set<Consents.Person> people(ConsentWish.Kind kind, List<Said> said) {
        return said.stream()
                .filter(one -> one.is(kind))
                .map(Said::person)
                .collect(Collectors.toSet());
    }

    private static <T> List<T> of(
            ConsentWish.Kind kind, Map<Said, Obeyed> obeyed, Function<Said, T> change) {
        return obeyed.keySet().stream().filter(one -> one.is(kind)).map(change).toList();
    }

    private List<Said> said(Map<Inbound, InboundMessage> messages) {
        var words = new HashMap<OrganizationId, ConsentWords>();
        var said = new ArrayList<Said>();
        messages.forEach((inbound, message) ->
                words.computeIfAbsent(inbound.organization(), one -> ConsentWords.of(settings, one))
                        .in(message.content())
                        .ifPresent(wish -> said.add(Said.of(inbound, wish))));
        return said;
    }

    /// @param standing what people have forbidden before this was said; afterwards with it
    /// @return empty for talk
    private static Optional<Obeyed> follow(
            Said said, Map<Consents.Person, Consents.Standing> standing) {
        var before = standing.getOrDefault(said.person(), Consents.Standing.NOTHING);
        var since = before.marketing();
        var at = said.at();
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
                said.person().organization(),
                said.person().key(),
                said.contact(),
                ConsentCategory.MARKETING,
                said.wish().source(),
                said.at(),
                said.wish().words());
    }

    private static OptIn optIn(Said said) {
        return new OptIn(
                said.person().organization(),
                said.person().key(),
                said.contact(),
                ConsentCategory.MARKETING,
                said.wish().source(),
                said.at(),
                said.wish().words());
    }
}
