package org.wabs.server.contact;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.tenant.OrganizationId;

/// A person forbids to be written to.
///
/// @param contactId if known; otherwise found by the key
/// @param text the person's own words
public record OptOut(
        OrganizationId organization,
        RecipientKey recipientKey,
        @Nullable UUID contactId,
        ConsentCategory category,
        ConsentSource source,
        Instant at,
        @Nullable String text)
        implements ConsentChange {}
