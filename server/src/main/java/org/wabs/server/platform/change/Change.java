package org.wabs.server.platform.change;

import java.util.Set;
import java.util.UUID;
import org.wabs.server.platform.tenant.OrganizationId;

/// What was committed in one organization about one subject.
///
/// @param ids at most [Changes#MOST_IDS]; empty means "any of them"
public record Change(OrganizationId organization, Subject subject, Set<UUID> ids) {
    public Change {
        ids = Set.copyOf(ids);
    }
}
