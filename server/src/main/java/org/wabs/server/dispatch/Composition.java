package org.wabs.server.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.account.Sender;
import org.wabs.server.account.Senders;
import org.wabs.server.media.MetaMedia;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.template.Slot;
import org.wabs.server.template.TemplateMedia;
import org.wabs.server.template.TemplateSnapshot;
import org.wabs.server.template.Templates;

/// Makes what a client wrote into what is sent: checked, with the template as it is now and with
/// Meta's ids of media.
final class Composition {
    /// @param category SERVICE for free forms, otherwise the template's
    record Composed(String category, Words words) {}

    /// Content that still refers to messages of ours by our ids.
    sealed interface Words {
        /// @param wamids Meta's id of a message of this conversation
        SingleContent in(Wamids wamids);

        record Ready(SingleContent content) implements Words {
            @Override
            public SingleContent in(Wamids wamids) {
                return content;
            }
        }

        record OfTemplate(TemplateSnapshot template, List<String> values, @Nullable UUID replyTo)
                implements Words {
            @Override
            public SingleContent in(Wamids wamids) {
                return new SingleContent.Template(
                        template, values, quoted(wamids, "replyTo", replyTo));
            }
        }

        record OfFreeForm(FreeForm form, Map<UUID, String> uploads, @Nullable UUID replyTo)
                implements Words {
            @Override
            public SingleContent in(Wamids wamids) {
                var reaction = form.reaction();
                return new SingleContent.Free(
                        form,
                        uploads,
                        quoted(
                                wamids,
                                "reaction.messageId",
                                reaction == null ? null : reaction.messageId()),
                        quoted(wamids, "replyTo", replyTo));
            }
        }

        private static @Nullable String quoted(Wamids wamids, String field, @Nullable UUID id) {
            if (id == null) return null;
            return wamids.find(id)
                    .map(Wamid::value)
                    .orElseThrow(() ->
                            new ProblemException(
                                            ProblemType.INVALID_REQUEST,
                                            "There is no message "
                                                    + id
                                                    + " that Meta took between this person and this number.")
                                    .field(field, "a message of this conversation"));
        }
    }

    interface Wamids {
        Optional<Wamid> find(UUID message);
    }

    private final Senders senders;
    private final Templates templates;
    private final MetaMedia media;

    Composition(Senders senders, Templates templates, MetaMedia media) {
        this.senders = senders;
        this.templates = templates;
        this.media = media;
    }

    /// @throws ProblemException when it is not connected, or cannot send now: what it queued would
    ///   wait, and arrive when nobody expects it any more
    Sender sender(OrganizationId organization, String phoneNumberId) {
        try {
            var sender =
                    senders.find(new PhoneNumberId(phoneNumberId))
                            .filter(one -> one.organization().equals(organization))
                            .orElseThrow(() -> noSender(organization, phoneNumberId));
            if (sender.notReadyReason() != null) throw notReady(sender.notReadyReason());
            return sender;
        } catch (IllegalArgumentException e) {
            throw unknownNumber();
        }
    }

    boolean canSend(OrganizationId organization, PhoneNumberId number) {
        return senders.find(number)
                .filter(one -> one.organization().equals(organization))
                .filter(one -> one.notReadyReason() == null)
                .isPresent();
    }

    private ProblemException noSender(OrganizationId organization, String phoneNumberId) {
        return senders.obstacle(organization, new PhoneNumberId(phoneNumberId))
                .map(Composition::notReady)
                .orElseGet(Composition::unknownNumber);
    }

    private static ProblemException notReady(String reason) {
        return new ProblemException(ProblemType.SENDER_NOT_READY, reason)
                .field("phoneNumberId", "a number that can send; see GET /api/accounts");
    }

    private static ProblemException unknownNumber() {
        return new ProblemException(
                        ProblemType.INVALID_REQUEST, "No connected number has this phoneNumberId.")
                .field("phoneNumberId", "one of GET /api/accounts");
    }

    Composed compose(Sender sender, MessageToSend message) {
        var form = message.freeForm();
        if (message.template() != null) {
            if (!form.types().isEmpty()) {
                throw new ProblemException(
                                ProblemType.INVALID_REQUEST,
                                "Give either template or one of the free forms.")
                        .field(form.types().getFirst(), "not beside template");
            }
            var template = template(sender, message.template());
            var values =
                    TemplateMedia.atMeta(
                            template.slots(),
                            values(template, message.template()),
                            (medium, kind) -> media.idAtMeta(sender, medium, kind));
            return new Composed(
                    template.category().name(),
                    new Words.OfTemplate(template, values, message.replyTo()));
        }
        FreeFormRules.check(form);
        if (form.reaction() != null && message.replyTo() != null) {
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST, "A reaction cannot quote a message.")
                    .field("replyTo", "not with reaction");
        }
        return new Composed(
                "SERVICE", new Words.OfFreeForm(form, uploads(sender, form), message.replyTo()));
    }

    private Map<UUID, String> uploads(Sender sender, FreeForm form) {
        var uploads = new HashMap<UUID, String>();
        for (var needed : form.needed()) {
            if (!uploads.containsKey(needed.mediaId()))
                uploads.put(
                        needed.mediaId(), media.idAtMeta(sender, needed.mediaId(), needed.kind()));
        }
        return uploads;
    }

    private TemplateSnapshot template(Sender sender, MessageToSend.Template wanted) {
        return templates
                .find(
                        sender.wabaId(),
                        new TemplateName(wanted.name()),
                        new Language(wanted.language()))
                .orElseThrow(() ->
                        new ProblemException(
                                        ProblemType.INVALID_REQUEST,
                                        "There is no template "
                                                + wanted.name()
                                                + " ("
                                                + wanted.language()
                                                + "); see GET /api/templates.")
                                .field(
                                        "template",
                                        "name and language of one of GET /api/templates"))
                .snapshot();
    }

    private static List<String> values(TemplateSnapshot template, MessageToSend.Template given) {
        var values = new ArrayList<String>();
        var problem =
                new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "Some variables of the template are not filled well.");
        boolean wrong = false;
        for (var slot : template.slots()) {
            var value = value(slot, given);
            values.add(value == null ? "" : value);
            if (value == null) {
                wrong = true;
                problem.field(slot.label(), "needs a value");
            }
        }
        if (wrong) throw problem;
        var complaints = template.check(values);
        complaints.forEach(complaint -> problem.field(complaint.slot(), complaint.message()));
        if (!complaints.isEmpty()) throw problem;
        return values;
    }

    private static @Nullable String value(Slot slot, MessageToSend.Template given) {
        var part =
                switch (slot.part()) {
                    case HEADER -> given.header();
                    case BODY -> given.body();
                    case BUTTON -> given.buttons();
                };
        if (part == null) return null;
        return part.get(
                slot.part() == Slot.Part.BUTTON
                        ? String.valueOf(slot.buttonIndex())
                        : slot.variable());
    }
}
