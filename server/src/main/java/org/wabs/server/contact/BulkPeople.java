package org.wabs.server.contact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.filter.SqlCondition;
import org.wabs.server.platform.sql.SqlArrays;

/// Whom a bulk action is for: these, all who match, all whom an import added, or all with a tag.
record BulkPeople(
        @Nullable List<UUID> ids,
        @Nullable ContactQuery filter,
        @Nullable UUID importId,
        @Nullable String tag) {
    private static final String WITH_TAG =
            """
            EXISTS (SELECT FROM contact_tag t
                     WHERE t.organization_id = c.organization_id AND t.tag = :filterTag AND t.contact_id = c.contact_id)\
            """;

    static BulkPeople of(List<UUID> ids) {
        return new BulkPeople(ids, null, null, null);
    }

    static BulkPeople matching(ContactQuery filter) {
        return new BulkPeople(null, filter, null, null);
    }

    static BulkPeople ofImport(UUID importId) {
        return new BulkPeople(null, null, importId, null);
    }

    static BulkPeople withTag(String tag) {
        return new BulkPeople(null, null, null, tag);
    }

    /// As a request names them.
    ///
    /// @throws org.wabs.server.platform.problem.ProblemException when it names nobody, or both
    static BulkPeople chosen(
            @Nullable List<UUID> ids, @Nullable ContactQuery filter, ContactBook book) {
        if (ids != null && filter == null) return of(ids);
        if (filter == null || ids != null)
            throw ContactRequest.problem(
                    "ids", "either ids or filter; {\"filter\": {}} means everybody");
        book.everybody(filter);
        return matching(filter);
    }

    SqlCondition condition(String country) {
        Map<String, Object> values = new HashMap<>();
        if (ids != null) {
            values.put("filterIds", SqlArrays.uuids(ids, id -> id));
            return new SqlCondition("c.contact_id = ANY (:filterIds)", values);
        }
        if (importId != null) {
            values.put("filterImport", importId);
            return new SqlCondition("c.import_id = :filterImport", values);
        }
        if (tag != null) {
            values.put("filterTag", tag);
            return new SqlCondition(WITH_TAG, values);
        }
        if (filter == null) throw new IllegalStateException("a bulk action for nobody");
        return filter.condition(country, ContactQuery.Reach.WALK);
    }
}
