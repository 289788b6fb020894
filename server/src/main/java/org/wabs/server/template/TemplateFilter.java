package org.wabs.server.template;

import org.jspecify.annotations.Nullable;

/// Which templates to list. Bound by Spring from the query.
///
/// @param status Meta's; APPROVED when missing, `ALL` for every one
/// @param name part of the name
/// @param account a WABA id
record TemplateFilter(
        @Nullable String status,
        @Nullable Category category,
        @Nullable String language,
        @Nullable String name,
        @Nullable String account) {
    private static final String ALL = "ALL";

    /// null: whatever status
    @Nullable String wantedStatus() {
        if (status == null || status.isBlank()) return Template.APPROVED;
        return status.equals(ALL) ? null : status;
    }

    /// for LIKE
    @Nullable String namePattern() {
        return name == null || name.isBlank()
                ? null
                : "%" + name.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
