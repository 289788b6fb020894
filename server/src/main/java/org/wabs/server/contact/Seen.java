package org.wabs.server.contact;

import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.tenant.OrganizationId;

/// A person as a webhook shows them.
///
/// @param waId the number in digits; absent once the person hides it
/// @param bsuid the business-scoped user id
/// @param profileName what the person calls themselves
public record Seen(
        OrganizationId organization,
        @Nullable String waId,
        @Nullable String bsuid,
        @Nullable String profileName) {
    public Seen {
        if (waId == null && bsuid == null)
            throw new IllegalArgumentException("a person needs a wa_id or a user id");
    }

    /// The number decides where both are shown: imported people are known by it.
    RecipientKey key() {
        return RecipientKey.of(waId != null ? waId : java.util.Objects.requireNonNull(bsuid));
    }

    @Override
    public String toString() {
        return "Seen[" + key() + "]";
    }
}
