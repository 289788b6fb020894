package org.wabs.server.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.tenant.OrganizationId;

/// A person has another number or another business-scoped user id, as WhatsApp tells it.
///
/// @param former as the person was known until then
/// @param present the new number or the new user id: one of them
public record IdentityChange(OrganizationId organization, Seen former, Seen present, Instant at) {
    public IdentityChange {
        if ((present.waId() == null) == (present.bsuid() == null))
            throw new IllegalArgumentException("either a number or a user id changes");
    }

    boolean isOfNumber() {
        return present.waId() != null;
    }

    /// What changed; empty when the webhook does not show it.
    Optional<RecipientKey> formerKey() {
        return key(isOfNumber() ? former.waId() : former.bsuid());
    }

    /// By which the person may be found, what changed first.
    List<RecipientKey> formerKeys() {
        return Stream.of(formerKey(), key(isOfNumber() ? former.bsuid() : former.waId()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<RecipientKey> key(@Nullable String recipient) {
        return Optional.ofNullable(recipient).map(RecipientKey::of);
    }

    @Override
    public String toString() {
        return "IdentityChange[" + former + " to " + present + "]";
    }
}
