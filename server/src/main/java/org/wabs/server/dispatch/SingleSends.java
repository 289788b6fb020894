package org.wabs.server.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.contact.Contacts;
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
    private static final String FREE = "SERVICE";

    private final PipelineDb db;
    private final Contacts contacts;
    private final SingleMessages messages;
    private final CampaignLanes lanes;
    private final SendDue due;
    private final Composition composition;
    private final EventBus events;
    private final ObjectMapper json;
    private final Clock clock;

    SingleSends(
            PipelineDb db,
            Contacts contacts,
            SingleMessages messages,
            CampaignLanes lanes,
            Composition composition,
            EventBus events,
            ObjectMapper json,
            Clock clock) {
        this.db = db;
        this.contacts = contacts;
        this.messages = messages;
        this.lanes = lanes;
        this.due = new SendDue(db);
        this.composition = composition;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /// Checks a message and queues it. Media of ours are uploaded to Meta first, which may take as
    /// long as they are large.
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
                reply);
    }

    /// @param recipient number in E.164 form, or business-scoped user id
    /// @param category SERVICE for free forms, which need an open customer service window
    /// @return id of the queued message
    UUID enqueue(
            OrganizationId organization,
            PhoneNumberId number,
            String recipient,
            String category,
            SingleContent content) {
        return enqueue(
                organization,
                number,
                recipient,
                category,
                new Composition.Words.Ready(content),
                false);
    }

    private UUID enqueue(
            OrganizationId organization,
            PhoneNumberId number,
            String recipient,
            String category,
            Composition.Words words,
            boolean reply) {
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
                            if (category.equals(FREE)
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

    /// A text of ours that nobody wrote: it answers what the person has just written.
    ///
    /// @param id the same for the same message of the person
    /// @param at where it stands in the conversation
    /// @param recipient number in E.164 form, or business-scoped user id
    public record Automatic(
            OrganizationId organization,
            UUID id,
            Instant at,
            PhoneNumberId number,
            UUID contact,
            String recipientKey,
            String recipient,
            String text) {
        @Override
        public String toString() {
            return "Automatic[" + id + "]";
        }
    }

    /// Queues it once, if the number can send and the customer service window is open. In the
    /// caller's transaction, in which the person's message is stored. The conversation stays as
    /// unread and unreplied as it was.
    public void answer(Automatic answer) {
        var organization = answer.organization();
        if (!composition.canSend(organization, answer.number())) return;
        if (!messages.windowIsOpen(organization, answer.contact(), answer.number())) return;
        var form = FreeForm.ofText(answer.text());
        var content = new SingleContent.Free(form, Map.of(), null, null);
        var message =
                new SingleMessages.Single(
                        organization,
                        answer.id(),
                        answer.number(),
                        answer.contact(),
                        answer.recipientKey(),
                        answer.recipient(),
                        FREE,
                        json.valueToTree(content));
        if (!messages.insert(message)) return;
        queue(organization, answer.number(), answer.id());
        events.publish(
                organization,
                new SingleQueued(
                        answer.id(),
                        answer.contact(),
                        answer.number(),
                        answer.at(),
                        form.types().getFirst(),
                        content.words(),
                        false,
                        null,
                        null));
    }

    private static Seen person(OrganizationId organization, String recipient) {
        return recipient.startsWith("+")
                ? new Seen(organization, recipient, null, null)
                : new Seen(organization, null, recipient, null);
    }

    private void queue(OrganizationId organization, PhoneNumberId number, UUID message) {
        lanes.ensureLane(organization, number);
        due.add(
                List.of(
                        new SendDue.Row(
                                number,
                                SendDue.AT_ONCE,
                                Duration.ZERO,
                                message,
                                organization.value(),
                                null)));
        lanes.wakeAfterCommit(List.of(number));
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
                    if (failed.category().equals(FREE)
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
