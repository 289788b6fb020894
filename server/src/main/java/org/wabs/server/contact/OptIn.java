package org.wabs.server.contact;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.tenant.OrganizationId;

/// A person allows to be written to.
///
/// @param contactId if known; otherwise found by the key
/// @param text the person's own words, or where the consent is on file
/// @param evidence what else proves it, as JSON
public record OptIn(
        OrganizationId organization,
        RecipientKey recipientKey,
        @Nullable UUID contactId,
        ConsentCategory category,
        ConsentSource source,
        Instant at,
        @Nullable String text,
        @Nullable String evidence)
        implements ConsentChange {
    /// Without further evidence than the text.
    public OptIn(
            OrganizationId organization,
            RecipientKey recipientKey,
            @Nullable UUID contactId,
            ConsentCategory category,
            ConsentSource source,
            Instant at,
            @Nullable String text) {
        this(organization, recipientKey, contactId, category, source, at, text, null);
    }
}
