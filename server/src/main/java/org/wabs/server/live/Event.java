package org.wabs.server.live;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.change.Change;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.tenant.OrganizationId;

/// A row of the log.
///
/// @param id larger than that of everything committed before
/// @param change null: everybody should read everything again
record Event(long id, @Nullable Change change) {
    static Event of(long id, OrganizationId organization, Subject subject, Set<UUID> ids) {
        return new Event(id, new Change(organization, subject, ids));
    }
}
