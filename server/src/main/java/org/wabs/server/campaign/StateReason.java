package org.wabs.server.campaign;

import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.error.ErrorEntry;
import org.wabs.cloudapi.error.ErrorTable;

/// Why a campaign is in its state.
///
/// @param kind such as PERSON, TEMPLATE, NUMBER, ACCOUNT, DATABASE_RESTORED, NOBODY_TO_SEND_TO
/// @param code Meta's, if an error of Meta's was the cause
/// @param detail one or two sentences for a person
record StateReason(String kind, @Nullable Integer code, String detail) {
    static final String PERSON = "PERSON";
    static final String TEMPLATE = "TEMPLATE";
    static final String DATABASE_RESTORED = "DATABASE_RESTORED";
    static final String NOBODY_TO_SEND_TO = "NOBODY_TO_SEND_TO";
    static final String ALL_FAILED = "ALL_FAILED";
    static final String MISSED_START = "MISSED_START";
    static final String CANNOT_START = "CANNOT_START";
    static final String CATEGORY_CHANGED = "CATEGORY_CHANGED";
    static final String NUMBER_QUALITY = "NUMBER_QUALITY";

    static StateReason of(String kind, String detail) {
        return new StateReason(kind, null, detail);
    }

    /// Whose move it is, where Meta's code tells.
    @Nullable String wayOut() {
        return code == null ? null : ErrorTable.find(code).map(ErrorEntry::wayOut).orElse(null);
    }
}
