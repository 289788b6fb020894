package org.wabs.server.inbox;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.wabs.server.dispatch.SingleSends;
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
        @Override
        public String toString() {
            return "Heeded[" + arrival.message() + "]";
        }
    }

    private final SingleSends sends;
    private final OrganizationSettings settings;

    Confirmations(SingleSends sends, OrganizationSettings settings) {
        this.sends = sends;
        this.settings = settings;
    }

    /// @param entries where the messages stand
    void send(List<Heeded> wishes, Map<UUID, Conversations.Entry> entries) {
        for (var wish : wishes) {
            var arrival = wish.arrival();
            var text =
                    settings.get(
                            arrival.organization(),
                            switch (wish.kind()) {
                                case OUT -> ConsentSettings.STOP_CONFIRMATION;
                                case IN -> ConsentSettings.START_CONFIRMATION;
                            });
            if (text.isBlank()) continue;
            var entry = Objects.requireNonNull(entries.get(arrival.message()));
            sends.answer(
                    new SingleSends.Automatic(
                            arrival.organization(),
                            id(arrival.message()),
                            entry.at(),
                            arrival.number(),
                            arrival.contact(),
                            wish.recipientKey(),
                            wish.recipient(),
                            text));
        }
    }

    /// The same for a message that is taken in again.
    private static UUID id(UUID message) {
        return new UUID(
                message.getMostSignificantBits(), message.getLeastSignificantBits() + BEHIND);
    }
}
