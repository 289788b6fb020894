package org.wabs.server.audience;

import java.time.Instant;
import java.util.UUID;
import org.wabs.server.contact.ContactFilters;
import tools.jackson.databind.JsonNode;

/// A saved audience as clients see it.
///
/// @param version to be given with an edit
record AudienceView(
        UUID id, String name, JsonNode filter, Instant createdAt, Instant updatedAt, int version) {
    static AudienceView of(ContactFilters.Saved saved) {
        return new AudienceView(
                saved.id(),
                saved.name(),
                saved.filter(),
                saved.createdAt(),
                saved.updatedAt(),
                saved.version());
    }
}
