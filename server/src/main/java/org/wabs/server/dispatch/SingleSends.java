package org.wabs.server.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.contact.Consents;
import org.wabs.server.contact.Contacts;
import org.wabs.server.contact.RecipientKey;
import org.wabs.server.contact.Seen;
import org.wabs.server.message.MessageStatus;
import org.wabs.server.message.RetryRule;
import org.wabs.server.message.SingleMessages;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.ObjectMapper;

/// Sends one message to one person, ahead of campaigns on the same number. Publishes [SingleQueued]
/// and [SingleStanding].
public final class SingleSends {
    private final PipelineDb db;
    private final Contacts contacts;
    private final SingleMessages messages;
    private final Consents consents;
    private final SingleQueue queue;
    private final Composition composition;
    private final EventBus events;
    private final ObjectMapper json;
    private final Clock clock;

    SingleSends(
            PipelineDb db,
            Contacts contacts,
            SingleMessages messages,
            Consents consents,
            SingleQueue queue,
            Composition composition,
            EventBus events,
            ObjectMapper json,
            Clock clock) {
        this.db = db;
        this.contacts = contacts;
        this.messages = messages;
        this.consents = consents;
        this.queue = queue;
        this.composition = composition;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /// Checks a message and queues it; what the person has opted out of is refused. Media of ours
    /// are uploaded to Meta first, which may take as long as they are large.
    ///
    /// @param phoneNumberId sender
    /// @param to number in E.164 form, or business-scoped user id
    /// @param reply to what the person wrote last; free forms always are
    /// @return id of the queued message
    /// @throws ProblemException naming what is wrong with it
    public UUID send(
            OrganizationId organization,
            String phoneNumberId,
            String to,
            MessageToSend message,
            boolean reply) {
        var sender = composition.sender(organization, phoneNumberId);
        var composed = composition.compose(sender, message);
        return enqueue(
                organization,
                sender.phoneNumberId(),
                to,
                composed.category(),
                composed.words(),
                reply,
                "to");
    }

    /// @param recipient number in E.164 form, or business-scoped user id
    /// @param category SERVICE for free forms, which need an open customer service window
    /// @param field where the caller names the recipient
    /// @return id of the queued message
    /// @throws ProblemException when the person has opted out of it
    UUID enqueue(
            OrganizationId organization,
            PhoneNumberId number,
            String recipient,
            String category,
            SingleContent content,
            String field) {
        return enqueue(
                organization,
                number,
                recipient,
                category,
                new Composition.Words.Ready(content),
                false,
                field);
    }

    private UUID enqueue(
            OrganizationId organization,
            PhoneNumberId number,
            String recipient,
            String category,
            Composition.Words words,
            boolean reply,
            String field) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            var person = person(organization, recipient);
                            var known =
                                    Objects.requireNonNull(
                                            contacts.seen(List.of(person)).get(person));
                            var id = NewId.next();
                            var content =
                                    words.in(message ->
                                            messages.wamid(
                                                    organization,
                                                    message,
                                                    known.contactId(),
                                                    number));
                            var message =
                                    new SingleMessages.Single(
                                            organization,
                                            id,
                                            number,
                                            known.contactId(),
                                            known.recipientKey().value(),
                                            recipient,
                                            category,
                                            json.valueToTree(content));
                            if (!messages.insert(message)) return id;
                            refuseOptedOut(organization, known.recipientKey(), category, field);
                            if (category.equals(SingleMessages.FREE)
                                    && !messages.windowIsOpen(
                                            organization, known.contactId(), number))
                                throw windowClosed();
                            queue(organization, number, id);
                            events.publish(
                                    organization,
                                    queued(id, known.contactId(), number, content, reply));
                            return id;
                        }));
    }

    /// What is known now; the claim asks again.
    private void refuseOptedOut(
            OrganizationId organization, RecipientKey person, String category, String field) {
        if (category.equals(SingleMessages.FREE)) return;
        consents.optOut(new Consents.Person(organization, person), category)
                .ifPresent(since -> {
                    throw new ProblemException(
                                    ProblemType.OPTED_OUT,
                                    "This person asked on "
                                            + since.truncatedTo(ChronoUnit.SECONDS)
                                            + " not to get "
                                            + category
                                            + " messages; nothing was sent. They opt in again by writing START. Answer with a free form"
                                            + " while the customer service window is open, or record a consent that they gave you"
                                            + " elsewhere with POST /api/contacts/{id}/consent.")
                            .field(field, "somebody who has not opted out of " + category)
                            .with("category", category)
                            .with("since", since.toString());
                });
    }

    private static Seen person(OrganizationId organization, String recipient) {
        return recipient.startsWith("+")
                ? new Seen(organization, recipient, null, null)
                : new Seen(organization, null, recipient, null);
    }

    private void queue(OrganizationId organization, PhoneNumberId number, UUID message) {
        queue.add(List.of(new SingleQueue.Waiting(organization, number, message)));
    }

    private static SingleQueued queued(
            UUID id, UUID contact, PhoneNumberId number, SingleContent content, boolean reply) {
        var at = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        return switch (content) {
            case SingleContent.Template template ->
                    new SingleQueued(
                            id,
                            contact,
                            number,
                            at,
                            "template",
                            template.words(),
                            reply,
                            null,
                            null);
            case SingleContent.Free free -> {
                var reaction = free.form().reaction();
                yield new SingleQueued(
                        id,
                        contact,
                        number,
                        at,
                        free.form().types().getFirst(),
                        free.words(),
                        true,
                        free.target() == null ? null : new Wamid(free.target()),
                        reaction == null ? null : reaction.emoji());
            }
        };
    }

    /// Has a failed message sent once more.
    ///
    /// @throws ProblemException when it has not failed, or would fail again
    public void retry(OrganizationId organization, UUID id) {
        db.tx()
                .executeWithoutResult(status -> {
                    var failed =
                            messages.lockForRetry(organization, id)
                                    .orElseThrow(() ->
                                            new ProblemException(
                                                    ProblemType.NOT_FOUND,
                                                    "There is no message " + id + "."));
                    // pressed twice
                    if (failed.campaign() == null && failed.status() == MessageStatus.QUEUED)
                        return;
                    refuse(failed);
                    composition.sender(organization, failed.number().value());
                    if (failed.category().equals(SingleMessages.FREE)
                            && !messages.windowIsOpen(
                                    organization, failed.contact(), failed.number()))
                        throw windowClosed();
                    messages.again(organization, failed, clock.instant());
                    queue(organization, failed.number(), id);
                    events.publish(organization, new SingleStanding(id, false));
                });
    }

    private void refuse(SingleMessages.Failed message) {
        if (message.campaign() != null) {
            throw conflict(
                    "It belongs to a campaign; use POST /api/campaigns/"
                            + message.campaign()
                            + "/retry-failed.");
        }
        if (message.phoneApp())
            throw conflict("It was sent from the WhatsApp Business app; send it there once more.");
        if (message.status() == MessageStatus.IN_DOUBT)
            throw conflict(
                    "It may have been sent, nobody knows; decide with POST /api/messages/{id}/settle.");
        if (message.status() != MessageStatus.FAILED)
            throw conflict(
                    "It is " + message.status() + "; only a failed message can be sent once more.");
        var wait = waitAfter(message.code());
        var free = message.failedAt().plus(wait);
        if (free.isAfter(clock.instant()))
            throw conflict("It would fail again; try after " + free + ".").with("after", free);
    }

    private static Duration waitAfter(@Nullable Integer code) {
        if (code == null) return Duration.ZERO;
        return RetryRule.waitAfter(code)
                .orElseThrow(() ->
                        conflict(
                                "It would fail again for the same reason (code "
                                        + code
                                        + "); write a new one."));
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemType.CONFLICT, detail);
    }

    private static ProblemException windowClosed() {
        return new ProblemException(
                ProblemType.WINDOW_CLOSED,
                "This person has not written to this number in the last 24 hours; Meta takes templates only. Send a template.");
    }
}
