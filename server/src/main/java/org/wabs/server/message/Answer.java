package org.wabs.server.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.platform.tenant.OrganizationId;

/// What Meta's answer to one attempt settles about the message.
public sealed interface Answer {
    OrganizationId organization();

    Attempt attempt();

    Instant at();

    /// Meta took it; with `held`, it waits there for template pacing.
    record Taken(
            OrganizationId organization, Attempt attempt, Instant at, Wamid wamid, boolean held)
            implements Answer {}

    /// Meta refused it for good.
    record Refused(
            OrganizationId organization,
            Attempt attempt,
            Instant at,
            int code,
            @Nullable String detail)
            implements Answer {}
}
