package org.wabs.server.contact;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A contact as clients see it.
///
/// @param phone as E.164; absent for someone known by user id only
/// @param bsuid business-scoped user id
/// @param consent whether this person may be written to
/// @param optedInAt the latest opt-in, also when it no longer holds
record ContactView(
        UUID id,
        @Nullable String phone,
        @Nullable String bsuid,
        @Nullable String name,
        @Nullable String language,
        @Nullable String country,
        JsonNode attributes,
        List<String> tags,
        ConsentState consent,
        @Nullable Instant optedInAt,
        Instant createdAt,
        Instant updatedAt) {
    enum ConsentState {
        OPTED_IN,
        /// Opted in, but not to marketing.
        OPTED_OUT_OF_MARKETING,
        OPTED_OUT,
        /// Neither: only answers are possible.
        UNKNOWN
    }

    /// One entry of the ledger.
    ///
    /// @param text the person's words, or what a user wrote down
    record ConsentEntry(
            Instant at,
            String action,
            ConsentCategory category,
            String source,
            @Nullable String text,
            @Nullable JsonNode evidence) {}

    /// @param history newest first, at most 100 entries
    record Detail(@JsonUnwrapped ContactView contact, List<ConsentEntry> history) {}
}
