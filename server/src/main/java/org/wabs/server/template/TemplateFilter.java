package org.wabs.server.template;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Which templates to list. Bound by Spring from the query.
///
/// @param status Meta's; APPROVED when missing, `ALL` for every one, `PRESENT` for all but deleted
///   ones
/// @param quality GREEN, YELLOW, RED or UNKNOWN
/// @param name beginning of the name
/// @param q part of the name or of the texts, in any case
/// @param account a WABA id
record TemplateFilter(
        @Nullable String status,
        @Nullable Category category,
        @Nullable String language,
        @Nullable String quality,
        @Nullable String name,
        @Nullable String q,
        @Nullable String account) {
    private static final String ALL = "ALL";
    private static final String PRESENT = "PRESENT";
    private static final List<String> QUALITIES = List.of("GREEN", "YELLOW", "RED", "UNKNOWN");

    /// null: whatever status
    @Nullable String wantedStatus() {
        if (status == null || status.isBlank()) return Template.APPROVED;
        return status.equals(ALL) || onlyPresent() ? null : status;
    }

    boolean onlyPresent() {
        return PRESENT.equals(status);
    }

    @Nullable String namePrefix() {
        return lower(name);
    }

    @Nullable String part() {
        return lower(q);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip().toLowerCase(Locale.ROOT);
    }

    @Nullable String wantedQuality() {
        if (quality == null || quality.isBlank()) return null;
        if (QUALITIES.contains(quality)) return quality;
        throw new ProblemException(
                        ProblemType.INVALID_REQUEST, "There is no quality " + quality + ".")
                .field("quality", "one of " + String.join(", ", QUALITIES));
    }
}
