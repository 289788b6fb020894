package org.wabs.server.dispatch;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.contact.RecipientKey;
import org.wabs.server.contact.WrittenNumbers;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

@RestController
@RequestMapping("/api/messages")
class MessageRoutes {
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

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
    private final WrittenNumbers numbers;

    MessageRoutes(SingleSends sends, Settlement settlement, WrittenNumbers numbers) {
        this.sends = sends;
        this.settlement = settlement;
        this.numbers = numbers;
    }

    @Operation(
            summary = "Send one message",
            description =
                    "A template at any time; a text, medium, place, contact, reaction or interactive message within 24"
                            + " hours of the person's last message to this number. Goes ahead of campaigns. A template to somebody who"
                            + " opted out of its category is refused; who opts out afterwards is skipped, as the timeline tells.")
    @Problems({
        ProblemType.OPTED_OUT,
        ProblemType.WINDOW_CLOSED,
        ProblemType.SENDER_NOT_READY,
        ProblemType.META_REFUSED,
        ProblemType.META_UNREACHABLE,
        ProblemType.CONFLICT
    })
    @Needs(Permission.SEND_MESSAGES)
    @Idempotent
    @PostMapping("/send")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Queued send(@Valid @RequestBody MessageToSend message) {
        var from = message.phoneNumberId();
        var to = message.to();
        var problem =
                new ProblemException(
                        ProblemType.INVALID_REQUEST, "The message lacks its sender or recipient.");
        if (from == null) problem.field("phoneNumberId", "one of GET /api/accounts");
        var recipient = to == null ? Optional.<String>empty() : recipient(to, from);
        if (recipient.isEmpty()) {
            problem.field(
                    "to",
                    "must be a phone number such as +12025550123 (without country code: one of the account's country), or a business-scoped user id such as US.1349");
        }
        if (from == null || recipient.isEmpty()) throw problem;
        return new Queued(
                sends.send(
                        CurrentUser.get().organization(), from, recipient.get(), message, false));
    }

    private Optional<String> recipient(String to, @Nullable String from) {
        if (NUMBER.matcher(to).matches() || RecipientKey.isBsuid(to)) return Optional.of(to);
        return from == null || from.isBlank()
                ? Optional.empty()
                : numbers.e164(to, new PhoneNumberId(from));
    }

    @Operation(
            summary = "Send a failed message once more",
            description =
                    "For messages outside campaigns. One that may have been sent is settled instead.")
    @Problems({ProblemType.CONFLICT, ProblemType.WINDOW_CLOSED, ProblemType.SENDER_NOT_READY})
    @Needs(Permission.SEND_MESSAGES)
    @Idempotent
    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Queued retry(@PathVariable UUID id) {
        sends.retry(CurrentUser.get().organization(), id);
        return new Queued(id);
    }

    @Operation(
            summary = "Settle a message in doubt",
            description = "Decides about a message of which nobody knows whether it was sent.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.SETTLE_MESSAGES)
    @Idempotent
    @PostMapping("/{id}/settle")
    @ResponseStatus(HttpStatus.NO_CONTENT)
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
}
