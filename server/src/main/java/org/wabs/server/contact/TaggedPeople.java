package org.wabs.server.contact;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.wabs.server.contact.ContactCounts.Count;
import org.wabs.server.contact.ContactCounts.Preview;
import org.wabs.server.contact.filter.ContactFilter;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;

/// Who carries a tag, as long as they are not many: the tags say it by themselves, without a look
/// at each person.
final class TaggedPeople {
    private static final String TAGGED =
            """
            WITH tagged AS MATERIALIZED (SELECT DISTINCT contact_id FROM contact_tag WHERE tag = ANY (:tags) LIMIT :most)
            SELECT count(*) AS total, ARRAY(SELECT contact_id FROM tagged ORDER BY contact_id DESC LIMIT :examples) AS examples FROM tagged\
            """;

    private final AppDb db;

    TaggedPeople(AppDb db) {
        this.db = db;
    }

    /// @return empty where the filter asks for something else, or more people carry one of its tags
    ///   than are counted
    Optional<Preview> few(ContactFilter filter) {
        if (!(filter instanceof ContactFilter.Tag(var any))) return Optional.empty();
        return Optional.of(count(any))
                .filter(found -> found.count().total() <= ContactCounts.COUNTED);
    }

    private Preview count(List<String> tags) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(TAGGED)
                                        .param("tags", SqlArrays.texts(tags, tag -> tag))
                                        .param("most", ContactCounts.COUNTED + 1)
                                        .param("examples", ContactCounts.EXAMPLES)
                                        .query((row, n) ->
                                                new Preview(
                                                        new Count(row.getLong("total"), false),
                                                        ContactSample.ids(row, "examples")))
                                        .single()));
    }
}
