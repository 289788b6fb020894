package org.wabs.server.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.wabs.cloudapi.webhook.UserPreference;
import org.wabs.server.contact.ConsentCategory;
import org.wabs.server.contact.ConsentSource;
import org.wabs.server.contact.Consents;
import org.wabs.server.contact.Contacts;
import org.wabs.server.contact.OptIn;
import org.wabs.server.contact.OptOut;
import org.wabs.server.contact.Seen;
import org.wabs.server.platform.event.Delivered;

/// Takes in what people set in WhatsApp itself: "stop" and "resume" for marketing messages.
final class PreferenceIntake {
    private final Contacts contacts;
    private final Consents consents;
    private final Conversations conversations;
    private final Clock clock;

    PreferenceIntake(
            Contacts contacts, Consents consents, Conversations conversations, Clock clock) {
        this.contacts = contacts;
        this.consents = consents;
        this.conversations = conversations;
        this.clock = clock;
    }

    void take(List<Delivered<UserPreference>> batch) {
        var people = contacts.seen(batch.stream().map(PreferenceIntake::seen).toList());
        var optOuts = new ArrayList<OptOut>();
        var optIns = new ArrayList<OptIn>();
        var told = new ArrayList<Conversations.Told>();
        for (var delivered : batch) {
            var person = Objects.requireNonNull(people.get(seen(delivered)));
            switch (delivered.event().value()) {
                case STOP -> {
                    optOuts.add(optOut(delivered, person));
                    told.add(told(delivered, person, ConversationEvents.Kind.OPTED_OUT));
                }
                case RESUME -> {
                    optIns.add(optIn(delivered, person));
                    told.add(told(delivered, person, ConversationEvents.Kind.OPTED_IN));
                }
                // signing up for a newsletter is offered elsewhere; it lifts no earlier stop
                case SIGNUP, UNKNOWN -> {}
            }
        }
        consents.optOut(optOuts);
        consents.optIn(optIns);
        conversations.preferred(told);
    }

    private Conversations.Told told(
            Delivered<UserPreference> delivered,
            Contacts.Known person,
            ConversationEvents.Kind kind) {
        return new Conversations.Told(
                delivered.organization(), person.contactId(), at(delivered.event()), kind);
    }

    private static Seen seen(Delivered<UserPreference> delivered) {
        var preference = delivered.event();
        return new Seen(delivered.organization(), preference.waId(), preference.userId(), null);
    }

    private OptOut optOut(Delivered<UserPreference> delivered, Contacts.Known person) {
        return new OptOut(
                delivered.organization(),
                person.recipientKey(),
                person.contactId(),
                ConsentCategory.MARKETING,
                ConsentSource.META_PREFERENCE,
                at(delivered.event()),
                delivered.event().detail());
    }

    private OptIn optIn(Delivered<UserPreference> delivered, Contacts.Known person) {
        return new OptIn(
                delivered.organization(),
                person.recipientKey(),
                person.contactId(),
                ConsentCategory.MARKETING,
                ConsentSource.META_PREFERENCE,
                at(delivered.event()),
                delivered.event().detail());
    }

    /// Without a time of its own, the entry's; a repeat then still has the same.
    private Instant at(UserPreference preference) {
        if (preference.timestamp() != null) return preference.timestamp();
        var entry = preference.source().entryTime();
        return entry != null ? entry : clock.instant();
    }
}
