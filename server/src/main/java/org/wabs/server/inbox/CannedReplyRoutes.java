package org.wabs.server.inbox;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

@RestController
@RequestMapping("/api/canned-replies")
class CannedReplyRoutes {
    private static final String SHORTCUT = "[a-z0-9_-]{1,40}";
    private static final String SHORTCUT_WORDS = "1 to 40 of a to z, 0 to 9, - and _";

    record New(
            @NotBlank(message = SHORTCUT_WORDS)
                    @Pattern(regexp = SHORTCUT, message = SHORTCUT_WORDS)
                    @Schema(example = "hours")
                    String shortcut,
            @NotBlank(message = "must not be empty")
                    @Size(max = 4096, message = "at most 4096 characters")
                    @Schema(example = "Hello {first_name}, we are open from 9 to 18.")
                    String body) {}

    record Change(
            @Nullable @Pattern(regexp = SHORTCUT, message = SHORTCUT_WORDS) String shortcut,
            @Nullable
                    @Size(min = 1, max = 4096, message = "1 to 4096 characters")
                    @Schema(example = "Hello {first_name}, we are open from 10 to 18.")
                    String body,
            @NotNull(message = "the version that is changed") @Nullable @Schema(example = "1")
                    Integer version) {}

    record Replies(List<CannedReplies.Reply> items) {}

    private final CannedReplies replies;

    CannedReplyRoutes(CannedReplies replies) {
        this.replies = replies;
    }

    @Operation(summary = "Canned replies, by shortcut")
    @Needs(Permission.SEE_CONVERSATIONS)
    @GetMapping
    Replies list() {
        return new Replies(replies.list());
    }

    @Operation(summary = "Make a canned reply")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @Idempotent
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CannedReplies.Reply> add(@Valid @RequestBody New reply) {
        var added = replies.add(NewId.next(), reply.shortcut(), reply.body());
        return ResponseEntity.created(URI.create("/api/canned-replies/" + added.id())).body(added);
    }

    @Operation(summary = "Change a canned reply", description = "Only what is given changes.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @PatchMapping("/{id}")
    CannedReplies.Reply change(@PathVariable UUID id, @Valid @RequestBody Change change) {
        return replies.change(
                id, change.shortcut(), change.body(), Objects.requireNonNull(change.version()));
    }

    @Operation(summary = "Delete a canned reply")
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        replies.delete(id);
    }
}
