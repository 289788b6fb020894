package org.wabs.server.contact;

/// Why a row of a file was not taken.
enum RefusalReason {
    MISSING_NUMBER,
    INVALID_NUMBER,
    DUPLICATE_IN_FILE,
    TOO_LONG,
    INVALID_LANGUAGE,
    INVALID_COUNTRY,
    INVALID_CONSENT,
    BROKEN_ROW,
    /// Taken, but the opt-in that the row claims was not: the person had opted out before.
    OPTED_OUT_BEFORE
}
