package org.wabs.server.live;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.identity.Permission;
import org.wabs.server.identity.Role;
import org.wabs.server.platform.tenant.OrganizationId;

/// Who holds a connection.
///
/// @param user or API key
/// @param session that it was opened from and ends with; null for an API key
/// @param until an API key shows itself anew by then; a user is looked at again and again instead
record Watcher(
        UUID user,
        OrganizationId organization,
        Role role,
        Set<Permission> permissions,
        boolean isApiKey,
        @Nullable UUID session,
        Instant until) {
    Watcher {
        permissions = Set.copyOf(permissions);
    }
}
