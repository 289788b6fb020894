package org.wabs.server.inbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.webhook.InboundContent;
import org.wabs.cloudapi.webhook.InboundMessage;
import org.wabs.server.contact.Contacts;
import org.wabs.server.contact.IdentityChange;
import org.wabs.server.contact.Seen;
import org.wabs.server.platform.event.Delivered;

/// Finds the contacts of those who wrote the messages of a batch, and follows people to their new
/// numbers and user ids, which WhatsApp tells by notices among the messages.
final class Writers {
    private static final String NUMBER = "user_changed_number";
    private static final String NUMBER_BEFORE_2024 = "customer_changed_number";
    private static final String USER_ID = "user_changed_user_id";

    /// @param changed what the message changed about its writer
    record Writer(Contacts.Known person, ConversationEvents.@Nullable Kind changed) {}

    private final Contacts contacts;

    Writers(Contacts contacts) {
        this.contacts = contacts;
    }

    /// @return who wrote each of them, in the order of the batch
    List<Writer> of(List<Delivered<InboundMessage>> batch) {
        var changed = follow(batch);
        var sightings = batch.stream().map(Writers::sighting).toList();
        var former = contacts.formerly(sightings);
        var people =
                contacts.seen(
                        sightings.stream()
                                .filter(one -> !former.containsKey(one))
                                .map(Contacts.Sighting::seen)
                                .toList());
        var writers = new ArrayList<Writer>();
        for (int i = 0; i < batch.size(); i++) {
            var sighting = sightings.get(i);
            var person = former.get(sighting);
            writers.add(
                    new Writer(
                            person != null
                                    ? person
                                    : Objects.requireNonNull(people.get(sighting.seen())),
                            changed.get(batch.get(i))));
        }
        return writers;
    }

    private Map<Delivered<InboundMessage>, ConversationEvents.Kind> follow(
            List<Delivered<InboundMessage>> batch) {
        var changed = new HashMap<Delivered<InboundMessage>, ConversationEvents.Kind>();
        batch.stream()
                .filter(delivered -> present(delivered).isPresent())
                .sorted(Comparator.comparing(delivered -> delivered.event().timestamp()))
                .forEach(delivered -> {
                    var present = present(delivered).orElseThrow();
                    var change =
                            new IdentityChange(
                                    delivered.organization(),
                                    shown(delivered),
                                    present,
                                    delivered.event().timestamp());
                    if (contacts.follow(change))
                        changed.put(
                                delivered,
                                present.waId() != null
                                        ? ConversationEvents.Kind.NUMBER_CHANGED
                                        : ConversationEvents.Kind.USER_ID_CHANGED);
                });
        return changed;
    }

    /// The writer of a notice is the person as they are known afterwards: the former number may be
    /// somebody else's by now.
    private static Contacts.Sighting sighting(Delivered<InboundMessage> delivered) {
        return new Contacts.Sighting(
                present(delivered).orElseGet(() -> shown(delivered)),
                delivered.event().timestamp());
    }

    private static Seen shown(Delivered<InboundMessage> delivered) {
        var message = delivered.event();
        return new Seen(
                delivered.organization(),
                message.from(),
                message.fromUserId(),
                message.profileName());
    }

    /// The new number or user id that a notice tells.
    private static Optional<Seen> present(Delivered<InboundMessage> delivered) {
        if (!(delivered.event().content() instanceof InboundContent.SystemNotice notice))
            return Optional.empty();
        return switch (notice.type()) {
            case NUMBER, NUMBER_BEFORE_2024 ->
                    Optional.ofNullable(notice.waId())
                            .map(waId -> new Seen(delivered.organization(), waId, null, null));
            case USER_ID ->
                    Optional.ofNullable(notice.userId())
                            .map(id -> new Seen(delivered.organization(), null, id, null));
            default -> Optional.empty();
        };
    }
}
