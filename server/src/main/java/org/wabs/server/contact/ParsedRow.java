package org.wabs.server.contact;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a row of a file says.
sealed interface ParsedRow {
    Row row();

    /// A person to take in.
    record Person(
            Row row,
            RecipientKey key,
            String phone,
            @Nullable String name,
            @Nullable String language,
            @Nullable String country,
            Map<String, String> attributes,
            Set<String> tags,
            Consent consent)
            implements ParsedRow {}

    /// A row that is not taken, or (`OPTED_OUT_BEFORE`) not in every respect.
    ///
    /// @param value what is wrong, as [RefusedValue] shows it
    record Refusal(Row row, RefusalReason reason, String detail, @Nullable String value)
            implements ParsedRow {
        boolean isRefused() {
            return reason != RefusalReason.OPTED_OUT_BEFORE;
        }
    }

    enum Consent {
        OPTED_IN,
        OPTED_OUT,
        UNSAID
    }
}
