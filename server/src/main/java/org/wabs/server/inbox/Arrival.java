package org.wabs.server.inbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.platform.tenant.OrganizationId;

/// A person's message on its way into their conversation. It was not there before.
///
/// @param counts wants to be read and answered
/// @param type as [ContentView] names it
/// @param words what it says, for lists and search
/// @param answers a campaign's message, which comes into the conversation with it
record Arrival(
        OrganizationId organization,
        UUID contact,
        PhoneNumberId number,
        UUID message,
        Instant at,
        Wamid wamid,
        boolean counts,
        String type,
        @Nullable String words,
        @Nullable UUID answers) {
    Place place() {
        return new Place(organization, contact, number);
    }

    @Override
    public String toString() {
        return "Arrival[" + message + "]";
    }
}
