package org.wabs.server.audit;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;

@RestController
@RequestMapping("/api/audit")
class AuditRoutes {
    private final AuditTrail trail;

    AuditRoutes(AuditTrail trail) {
        this.trail = trail;
    }

    /// @param action one action (`user.invited`), or what they begin with (`user`)
    /// @param user id of a user or an API key
    /// @param subject kind of thing, or kind and id (`campaign:0199…`)
    /// @param from inclusive, to exclusive
    @Needs(Permission.SEE_AUDIT)
    @GetMapping
    @Operation(summary = "List who did what, newest first")
    Page<AuditTrail.Entry> list(
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable UUID user,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            PageRequest page) {
        return trail.list(new AuditTrail.Filter(action, user, subject, from, to), page);
    }
}
