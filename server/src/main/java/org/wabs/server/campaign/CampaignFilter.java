package org.wabs.server.campaign;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/// Which campaigns to list. Bound by Spring from the query.
///
/// @param template its name
/// @param number a phone number id it sends with; a draft for all numbers of its account counts
///   only when it names the number
/// @param q part of the campaign's name, in any case
/// @param from made at this time or later
/// @param to made before this time
/// @param sort `NEWEST` (also when missing), `OLDEST` or `NAME`
record CampaignFilter(
        @Nullable CampaignState state,
        @Nullable String template,
        @Nullable String number,
        @Nullable String q,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Sort sort) {
    static final String WHERE =
            """
            (CAST(:state AS text) IS NULL OR state = :state)
              AND (CAST(:template AS text) IS NULL OR template_name = :template)
              AND (CAST(:number AS text) IS NULL OR :number = ANY (phone_number_ids))
              AND (CAST(:part AS text) IS NULL OR position(:part IN lower(name)) > 0)
              AND (CAST(:from AS timestamptz) IS NULL OR created_at >= :from)
              AND (CAST(:to AS timestamptz) IS NULL OR created_at < :to)\
            """;

    /// The order of a list; each ends with the id, so that pages have no gaps.
    enum Sort {
        NEWEST("id DESC", " AND id < :afterId"),
        OLDEST("id", " AND id > :afterId"),
        NAME("name, id", " AND (name, id) > (:afterKey, :afterId)");

        private final String columns;
        private final String after;

        Sort(String columns, String after) {
            this.columns = columns;
            this.after = after;
        }

        String columns() {
            return columns;
        }

        String afterRow(boolean isLaterPage) {
            return isLaterPage ? after : "";
        }

        String key(Campaign campaign) {
            return this == NAME ? campaign.draft().name() : "";
        }
    }

    Sort order() {
        return sort == null ? Sort.NEWEST : sort;
    }

    StatementSpec bind(StatementSpec statement) {
        return statement
                .param("state", state == null ? null : state.name())
                .param("template", template)
                .param("number", number)
                .param("part", q == null || q.isBlank() ? null : q.strip().toLowerCase(Locale.ROOT))
                .param("from", from == null ? null : from.atOffset(ZoneOffset.UTC))
                .param("to", to == null ? null : to.atOffset(ZoneOffset.UTC));
    }
}
