package org.wabs.server.contact;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.tenant.OrganizationId;

/// What opt-ins and opt-outs have in common.
sealed interface ConsentChange permits OptIn, OptOut {
    OrganizationId organization();

    RecipientKey recipientKey();

    @Nullable UUID contactId();

    ConsentCategory category();

    ConsentSource source();

    Instant at();

    @Nullable String text();

    @Nullable String evidence();
}
