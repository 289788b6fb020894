package org.wabs.server.inbox;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.dispatch.MessageToSend;
import org.wabs.server.dispatch.SingleSends;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.OrganizationSettings;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

@RestController
@RequestMapping("/api/conversations")
class ConversationRoutes {
    record Queued(UUID messageId) {}

    /// @param arrived of the conversation as it was shown; left out: all messages are read
    record Read(@Nullable Integer arrived) {}

    /// @param userId left out or null: to nobody
    /// @param version of the conversation as it was shown; left out: whatever it is now
    record Assign(@Nullable UUID userId, @Nullable Integer version) {}

    record Change(@Nullable Integer version) {}

    record Snooze(
            @NotNull(message = "a time to come, such as 2027-01-31T09:00:00Z")
                    @Nullable
                    @Schema(example = "2127-01-31T09:00:00Z")
                    Instant until,
            @Nullable Integer version) {}

    record NewNote(
            @NotBlank(message = "must not be empty")
                    @Size(max = 4096, message = "at most 4096 characters")
                    @Schema(example = "A regular: ask for the loyalty card.")
                    String body) {
        @Override
        public String toString() {
            return "NewNote[***]";
        }
    }

    record ChangedNote(
            @NotBlank(message = "must not be empty")
                    @Size(max = 4096, message = "at most 4096 characters")
                    @Schema(example = "A regular: has the loyalty card.")
                    String body,
            @NotNull(message = "the version that was changed") @Nullable @Schema(example = "1")
                    Integer version) {
        @Override
        public String toString() {
            return "ChangedNote[***]";
        }
    }

    record Created(UUID id) {}

    private final ConversationList list;
    private final ConversationActions actions;
    private final ThreadPages pages;
    private final SingleSends sends;
    private final ReadReceipts receipts;
    private final OrganizationSettings settings;

    ConversationRoutes(
            ConversationList list,
            ConversationActions actions,
            ThreadPages pages,
            SingleSends sends,
            ReadReceipts receipts,
            OrganizationSettings settings) {
        this.list = list;
        this.actions = actions;
        this.pages = pages;
        this.sends = sends;
        this.receipts = receipts;
        this.settings = settings;
    }

    @Operation(
            summary = "Conversations, newest message first",
            description =
                    "Every filter that is given must hold; `q` searches names, numbers and what was said.")
    @Needs(Permission.SEE_CONVERSATIONS)
    @GetMapping
    Page<ConversationView> list(ConversationFilter filter, PageRequest page) {
        return list.list(filter, page);
    }

    @Operation(summary = "How many conversations there are in each tab")
    @Needs(Permission.SEE_CONVERSATIONS)
    @GetMapping("/counts")
    ConversationView.Counts counts() {
        return list.counts();
    }

    @Operation(summary = "One conversation")
    @Needs(Permission.SEE_CONVERSATIONS)
    @GetMapping("/{id}")
    ConversationView conversation(@PathVariable UUID id) {
        return list.get(id);
    }

    @Operation(
            summary = "What was said, noted and done in a conversation",
            description =
                    "Oldest first; without a cursor the newest. `before` goes back, `after` goes on, also to what comes later. With `id`, up to 100 times, only these, where they (still) stand.")
    @Needs(Permission.SEE_CONVERSATIONS)
    @GetMapping("/{id}/messages")
    ThreadView messages(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false, name = "id") @Nullable List<UUID> ids,
            @RequestParam(required = false) @Nullable Integer limit) {
        list.get(id);
        if (ids != null && !ids.isEmpty()) return pages.some(id, ids);
        return pages.page(id, before, after, new PageRequest(null, limit));
    }

    @Operation(
            summary = "Reply",
            description =
                    "As `POST /api/messages/send`, from the conversation's number to its person. Answers what the person wrote.")
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
    @PostMapping("/{id}/messages")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Queued reply(@PathVariable UUID id, @Valid @RequestBody MessageToSend message) {
        var recipient = list.recipient(id);
        if (message.to() != null || message.phoneNumberId() != null) {
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST,
                            "A reply goes from the conversation's number to its person.")
                    .field(message.to() != null ? "to" : "phoneNumberId", "leave it out");
        }
        return new Queued(
                sends.send(
                        CurrentUser.get().organization(),
                        recipient.phoneNumberId(),
                        recipient.to(),
                        message,
                        true));
    }

    @Operation(
            summary = "Mark as read",
            description = "The person is told, unless the setting inbox.readReceipts is off.")
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @PostMapping("/{id}/read")
    ConversationView read(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Read read) {
        actions.read(id, read == null ? null : read.arrived());
        if (settings.get(InboxSettings.READ_RECEIPTS))
            receipts.send(CurrentUser.get().organization(), id, false);
        return list.get(id);
    }

    @Operation(
            summary = "Show that an agent is typing",
            description =
                    "For 25 seconds or until the next message, unless the setting inbox.typing is off.")
    @Needs(Permission.SEND_MESSAGES)
    @PostMapping("/{id}/typing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void typing(@PathVariable UUID id) {
        var conversation = list.get(id);
        if (conversation.windowOpen() && settings.get(InboxSettings.TYPING))
            receipts.send(CurrentUser.get().organization(), id, true);
    }
}
