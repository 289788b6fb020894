package org.wabs.server.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.Contacts;
import org.wabs.server.dispatch.AutomaticAnswers;
import org.wabs.server.dispatch.AutomaticAnswers.Automatic;
import org.wabs.server.identity.OrganizationSettings;

/// Confirms to people, once, that they get no more marketing, or get it again. In the transaction
/// that takes their message in: either both are there or neither, and a repeat of the message is
/// not new. Wishes set in WhatsApp itself and Meta's refusals are not answered.
final class Confirmations {
    /// Behind the event that the message brought about ([ConversationEvents#idAfter]).
    private static final int BEHIND = 100;

    /// A wish that made a difference.
    ///
    /// @param recipient as the message names its sender
    record Heeded(Arrival arrival, String recipientKey, String recipient, ConsentWish.Kind kind) {
        Contacts.Id person() {
            return new Contacts.Id(arrival.organization(), arrival.contact());
        }

        @Override
        public String toString() {
            return "Heeded[" + arrival.message() + "]";
        }
    }

    private final AutomaticAnswers answers;
    private final Contacts contacts;
    private final OrganizationSettings settings;

    Confirmations(AutomaticAnswers answers, Contacts contacts, OrganizationSettings settings) {
        this.answers = answers;
        this.contacts = contacts;
        this.settings = settings;
    }

    /// @param entries where the messages stand
    void send(List<Heeded> wishes, Map<UUID, Conversations.Entry> entries) {
        if (wishes.isEmpty()) return;
        var languages = contacts.languages(wishes.stream().map(Heeded::person).toList());
        var texts = new ArrayList<Automatic>();
        for (var wish : wishes) {
            var text = text(wish, languages.get(wish.person()));
            if (!text.isBlank()) texts.add(answer(wish, entries, text));
        }
        answers.send(texts);
    }

    private String text(Heeded wish, @Nullable String language) {
        var key =
                switch (wish.kind()) {
                    case OUT -> ConsentSettings.STOP_CONFIRMATION;
                    case IN -> ConsentSettings.START_CONFIRMATION;
                };
        return settings.get(wish.arrival().organization(), key).in(language);
    }

    private static Automatic answer(
            Heeded wish, Map<UUID, Conversations.Entry> entries, String text) {
        var arrival = wish.arrival();
        return new Automatic(
                arrival.organization(),
                id(arrival.message()),
                Objects.requireNonNull(entries.get(arrival.message())).at(),
                arrival.number(),
                arrival.contact(),
                wish.recipientKey(),
                wish.recipient(),
                text);
    }

    /// The same for a message that is taken in again.
    private static UUID id(UUID message) {
        return new UUID(
                message.getMostSignificantBits(), message.getLeastSignificantBits() + BEHIND);
    }
}
