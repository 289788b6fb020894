package org.wabs.server.dispatch;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.TemplateName;
import org.wabs.server.account.Sender;
import org.wabs.server.account.Senders;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;
import org.wabs.server.template.Slot;
import org.wabs.server.template.TemplateSnapshot;
import org.wabs.server.template.Templates;

@RestController
@RequestMapping("/api/messages")
class MessageRoutes {
    /// @param header by variable: `{"1": "…"}`; a medium's link under `"1"`
    /// @param body by variable: `{"1": "Ana"}` or `{"first_name": "Ana"}`
    /// @param buttons by index of the button: `{"0": "suffix"}`
    record TemplateToSend(
            @NotBlank(message = "must not be empty") @Schema(example = "order_update") String name,
            @NotBlank(message = "must not be empty") @Schema(example = "en_US") String language,
            @Nullable Map<String, String> header,
            @Nullable Map<String, String> body,
            @Nullable Map<String, String> buttons) {}

    record TextToSend(
            @NotBlank(message = "must not be empty")
                    @Size(max = 4096, message = "at most 4096 characters")
                    @Schema(example = "Your order is on its way.")
                    String body,
            @Nullable Boolean previewUrl) {}

    /// Either `template` or `text`.
    record ToSend(
            @NotBlank(message = "must not be empty") @Schema(example = "106540352242922")
                    String phoneNumberId,
            @NotBlank(message = "must not be empty")
                    @jakarta.validation.constraints.Pattern(
                            regexp = "\\+[1-9][0-9]{6,14}",
                            message = "must be + and 7 to 15 digits, country code first")
                    @Schema(example = "+12025550123")
                    String to,
            @Nullable
                    @Valid
                    @Schema(
                            example =
                                    "{\"name\": \"order_update\", \"language\": \"en_US\", \"body\": {\"1\": \"Ana\", \"2\": \"A-1042\"}}")
                    TemplateToSend template,
            @Nullable @Valid TextToSend text) {
        @Override
        public String toString() {
            return "ToSend[***]";
        }
    }

    record Queued(UUID messageId) {}

    /// What a person decides about a message in doubt.
    enum Decision {
        /// Send it once more; they may get it twice.
        RESEND,
        /// Leave it.
        GIVE_UP
    }

    record Settle(@NotNull(message = "RESEND or GIVE_UP") Decision decision) {}

    private final SingleSends sends;
    private final Settlement settlement;
    private final Senders senders;
    private final Templates templates;

    MessageRoutes(SingleSends sends, Settlement settlement, Senders senders, Templates templates) {
        this.sends = sends;
        this.settlement = settlement;
        this.senders = senders;
        this.templates = templates;
    }

    @Needs(Permission.SEND_MESSAGES)
    @Idempotent
    @PostMapping("/send")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Send one message: a template, or text while the window is open")
    @Problems(ProblemType.WINDOW_CLOSED)
    Queued send(@Valid @RequestBody ToSend message) {
        var organization = CurrentUser.get().organization();
        var number = number(message.phoneNumberId());
        var sender =
                senders.find(number)
                        .filter(one -> one.organization().equals(organization))
                        .orElseThrow(MessageRoutes::unknownNumber);
        if (message.template() != null && message.text() == null) {
            var template = template(sender, message.template());
            var values = values(template, message.template());
            var content = new SingleContent.Template(template, values);
            return new Queued(
                    sends.enqueue(
                            organization,
                            number,
                            message.to(),
                            template.category().name(),
                            content));
        }
        if (message.text() != null && message.template() == null) {
            var text =
                    new SingleContent.Text(
                            message.text().body(),
                            Boolean.TRUE.equals(message.text().previewUrl()));
            return new Queued(sends.enqueue(organization, number, message.to(), "SERVICE", text));
        }
        throw new ProblemException(ProblemType.INVALID_REQUEST, "Give either template or text.")
                .field("template", "this or text");
    }

    @Needs(Permission.SETTLE_MESSAGES)
    @PostMapping("/{id}/settle")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Decide about a message in doubt")
    @Problems(ProblemType.CONFLICT)
    void settle(@PathVariable UUID id, @Valid @RequestBody Settle settle) {
        if (!settlement.exists(CurrentUser.get().organization(), id))
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no message " + id + ".");
        if (!settlement.byPerson(
                CurrentUser.get().organization(), id, settle.decision() == Decision.RESEND)) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "The message "
                            + id
                            + " is not in doubt (any more), or its campaign was cancelled; see its timeline.");
        }
    }

    private static PhoneNumberId number(String id) {
        try {
            return new PhoneNumberId(id);
        } catch (IllegalArgumentException e) {
            throw unknownNumber();
        }
    }

    private static ProblemException unknownNumber() {
        return new ProblemException(
                        ProblemType.INVALID_REQUEST, "No connected number has this phoneNumberId.")
                .field("phoneNumberId", "one of GET /api/accounts");
    }

    private TemplateSnapshot template(Sender sender, TemplateToSend wanted) {
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

    private static List<String> values(TemplateSnapshot template, TemplateToSend given) {
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

    private static @Nullable String value(Slot slot, TemplateToSend given) {
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
