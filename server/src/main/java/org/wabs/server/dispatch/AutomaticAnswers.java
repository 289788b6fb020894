package org.wabs.server.dispatch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.message.SingleMessages;
import org.wabs.server.message.SingleMessages.Talk;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.ObjectMapper;

/// Texts of ours that nobody wrote: each answers what a person has just written. Publishes
/// [SingleQueued].
public final class AutomaticAnswers {
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
        private Talk talk() {
            return new Talk(organization, contact, number);
        }

        private SingleContent.Free content() {
            return new SingleContent.Free(FreeForm.ofText(text), Map.of(), null, null);
        }

        @Override
        public String toString() {
            return "Automatic[" + id + "]";
        }
    }

    private final SingleMessages messages;
    private final SingleQueue queue;
    private final Composition composition;
    private final EventBus events;
    private final ObjectMapper json;

    AutomaticAnswers(
            SingleMessages messages,
            SingleQueue queue,
            Composition composition,
            EventBus events,
            ObjectMapper json) {
        this.messages = messages;
        this.queue = queue;
        this.composition = composition;
        this.events = events;
        this.json = json;
    }

    /// Queues each once, where the number can send and the customer service window is open. In the
    /// caller's transaction, in which the people's messages are stored; as many statements for all
    /// as for one. The conversations stay as unread and unreplied as they were.
    public void send(List<Automatic> answers) {
        if (answers.isEmpty()) return;
        var open = messages.openWindows(answers.stream().map(Automatic::talk).toList());
        var ready = new HashMap<PhoneNumberId, Boolean>();
        var possible =
                answers.stream()
                        .filter(answer -> open.contains(answer.talk()))
                        .filter(answer ->
                                ready.computeIfAbsent(
                                        answer.number(),
                                        number ->
                                                composition.canSend(answer.organization(), number)))
                        .toList();
        var written = messages.insert(possible.stream().map(this::single).toList());
        var queued = possible.stream().filter(answer -> written.contains(answer.id())).toList();
        queue.add(
                queued.stream()
                        .map(answer ->
                                new SingleQueue.Waiting(
                                        answer.organization(), answer.number(), answer.id()))
                        .toList());
        events.publish(queued.stream().map(AutomaticAnswers::told).toList());
    }

    private SingleMessages.Single single(Automatic answer) {
        return new SingleMessages.Single(
                answer.organization(),
                answer.id(),
                answer.number(),
                answer.contact(),
                answer.recipientKey(),
                answer.recipient(),
                SingleMessages.FREE,
                json.valueToTree(answer.content()));
    }

    private static Delivered<SingleQueued> told(Automatic answer) {
        var content = answer.content();
        return new Delivered<>(
                answer.organization(),
                new SingleQueued(
                        answer.id(),
                        answer.contact(),
                        answer.number(),
                        answer.at(),
                        content.form().types().getFirst(),
                        content.words(),
                        false,
                        null,
                        null));
    }
}
