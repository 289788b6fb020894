package org.wabs.server.contact;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.filter.ContactFilter.ConsentState;
import tools.jackson.databind.JsonNode;

/// A contact as clients see it.
///
/// @param phone as E.164; absent for someone known by user id only
/// @param bsuid business-scoped user id
/// @param consent whether this person may be written to
/// @param optOuts what this person forbade, and since when
/// @param optedInAt the latest opt-in, also when it no longer holds
/// @param lastInboundAt when this person last wrote
/// @param lastOutboundAt when we last sent something
/// @param version to be given with an edit
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
        List<OptOutOf> optOuts,
        @Nullable Instant optedInAt,
        @Nullable Instant lastInboundAt,
        @Nullable Instant lastOutboundAt,
        Instant createdAt,
        Instant updatedAt,
        int version) {
    /// @param source how we know, such as `STOP_WORD`
    record OptOutOf(ConsentCategory category, Instant since, String source) {}

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

    /// A number of ours to which this person wrote within 24 hours: free text may be sent from it.
    record Window(String phoneNumberId, Instant endsAt) {}

    /// @param history newest first, at most 100 entries; all of them by `GET …/consent`
    /// @param windows customer service windows that are open now
    record Detail(
            @JsonUnwrapped ContactView contact, List<ConsentEntry> history, List<Window> windows) {}
}
