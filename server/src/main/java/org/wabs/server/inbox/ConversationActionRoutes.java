package org.wabs.server.inbox;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

@RestController
@RequestMapping("/api/conversations/{id}")
class ConversationActionRoutes {
    private final ConversationActions actions;
    private final ConversationList list;

    ConversationActionRoutes(ConversationActions actions, ConversationList list) {
        this.actions = actions;
        this.list = list;
    }

    @Operation(summary = "Assign to a user, or to nobody")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @PostMapping("/assign")
    ConversationView assign(@PathVariable UUID id, @RequestBody ConversationRoutes.Assign assign) {
        actions.assign(id, assign.userId(), assign.version());
        return list.get(id);
    }

    @Operation(summary = "Resolve, until the person writes again")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @PostMapping("/resolve")
    ConversationView resolve(
            @PathVariable UUID id,
            @RequestBody(required = false) ConversationRoutes.@Nullable Change change) {
        actions.resolve(id, change == null ? null : change.version());
        return list.get(id);
    }

    @Operation(summary = "Reopen")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @PostMapping("/reopen")
    ConversationView reopen(
            @PathVariable UUID id,
            @RequestBody(required = false) ConversationRoutes.@Nullable Change change) {
        actions.reopen(id, change == null ? null : change.version());
        return list.get(id);
    }

    @Operation(summary = "Put off until a time, or until the person writes")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @PostMapping("/snooze")
    ConversationView snooze(
            @PathVariable UUID id, @Valid @RequestBody ConversationRoutes.Snooze snooze) {
        actions.snooze(id, Objects.requireNonNull(snooze.until()), snooze.version());
        return list.get(id);
    }
}
