package org.wabs.server.message;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.tenant.OrganizationId;

/// A message after reports were merged into it.
///
/// @param unqueued it stood in a queue and no longer needs to be sent
/// @param beyondRecord Meta spoke of a later attempt than was made here
public record Merged(
        OrganizationId organization,
        UUID message,
        @Nullable UUID campaign,
        boolean unqueued,
        boolean beyondRecord) {}
