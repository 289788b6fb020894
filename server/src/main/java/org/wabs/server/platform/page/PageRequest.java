package org.wabs.server.platform.page;

import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// `?cursor=&limit=` of a list. Bound by Spring from the query.
///
/// @param cursor the value of `next` from the page before; none for the first page
/// @param limit rows on this page, 1 to 200, 50 unless said otherwise
public record PageRequest(@Nullable String cursor, @Nullable Integer limit) {
    private static final int USUAL = 50;
    private static final int MOST = 200;

    /// Rows on this page, 1 to 200.
    ///
    /// @throws ProblemException for any other limit; not in the constructor, where it would reach
    ///   nobody as itself: Spring makes this record
    public int size() {
        if (limit == null) return USUAL;
        if (limit >= 1 && limit <= MOST) return limit;
        throw new ProblemException(
                        ProblemType.INVALID_REQUEST, "limit must be between 1 and " + MOST + ".")
                .field("limit", "1 to " + MOST);
    }
}
