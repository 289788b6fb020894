package org.wabs.server.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.platform.tenant.OrganizationId;

/// One status webhook about one attempt at one message.
///
/// @param number that Meta names; must be the message's own
/// @param code Meta's error code of a failure
public record Report(
        OrganizationId organization,
        PhoneNumberId number,
        Attempt attempt,
        Kind kind,
        Instant at,
        Wamid wamid,
        @Nullable Integer code) {

    /// What Meta reports.
    public enum Kind {
        SENT,
        DELIVERED,
        READ,
        FAILED
    }
}
