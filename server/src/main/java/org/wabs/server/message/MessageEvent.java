package org.wabs.server.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.tenant.OrganizationId;

/// Something unusual in a message's life.
///
/// @param code Meta's error code
/// @param detail for a person; never a text or a number of theirs
public record MessageEvent(
        OrganizationId organization,
        Attempt attempt,
        Instant at,
        Kind kind,
        @Nullable Integer code,
        @Nullable String detail) {

    /// What happened.
    public enum Kind {
        /// Surely not sent; it stands in the queue again.
        HANDED_BACK,
        /// Meta asked to wait.
        POSTPONED,
        /// Meta's answer refused it.
        REFUSED,
        /// Meta took it and reported a failure later.
        FAILED_AT_META,
        /// No answer came: it may have been sent.
        IN_DOUBT,
        /// Sent once more by the rule for doubt.
        SENT_ONCE_MORE,
        /// A person decided that it was not sent and is to be sent.
        RESENT_BY_PERSON,
        /// A person had those who failed tried again.
        RETRIED_BY_PERSON,
        /// A trial of a campaign, in none of its figures.
        TEST_OF_CAMPAIGN,
        /// A person decided to leave it.
        GIVEN_UP_BY_PERSON
    }
}
