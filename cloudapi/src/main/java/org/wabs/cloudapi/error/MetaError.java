package org.wabs.cloudapi.error;

import org.jspecify.annotations.Nullable;

/// An error in Meta's own words, from an answer or from a webhook. Decide on `code`, never on the
/// texts.
///
/// @param subcode useful for template creation (2388xxx), absent for messages
/// @param details `error_data.details`: the sentence that says what was wrong
/// @param httpStatus of the answer; 0 when it came by webhook
/// @param isTransient Meta's hint that a repetition may work
public record MetaError(
        int code,
        @Nullable Integer subcode,
        String message,
        @Nullable String details,
        @Nullable String fbtraceId,
        int httpStatus,
        boolean isTransient) {}
