package org.wabs.server.contact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.filter.SqlCondition;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.sql.AppDb;

/// Pages of the bound organization's contacts.
final class ContactPages {
    /// The order of a list.
    enum Sort {
        NEWEST("c.contact_id", "DESC", "<"),
        /// Those without a name come last.
        NAME("c.name_key", "ASC", ">");

        private final String key;
        private final String direction;
        private final String after;

        Sort(String key, String direction, String after) {
            this.key = key;
            this.direction = direction;
            this.after = after;
        }

        private String order() {
            return "%1$s %2$s, c.contact_id %2$s".formatted(key, direction);
        }

        /// @return a condition on those behind the place that a cursor names
        private String rest() {
            return " AND (%s, c.contact_id) %s (%s, :afterId)"
                    .formatted(key, after, this == NEWEST ? ":afterId" : ":afterSort");
        }
    }

    private record Found(String sort, ContactView contact) {}

    /// Where each is asked one by one a page looks at so many: the next one goes on where it ended.
    private static final int LOOKED = 1_000;

    private static final String LOOK =
            "(SELECT * FROM contact_audience c WHERE %s ORDER BY %s LIMIT %d)";

    private static final String PAGE =
            """
            WITH found AS (
                SELECT c.contact_id AS id, %1$s AS sort, row_number() OVER (ORDER BY %2$s) AS place
                  FROM %3$s c WHERE %4$s ORDER BY %2$s LIMIT :limit
            )
            SELECT f.sort::text AS sort, %5$s JOIN found f USING (id) ORDER BY f.place\
            """;

    private static final String END =
            "SELECT %s::text AS sort, c.contact_id AS id FROM %s c ORDER BY %s OFFSET %d";

    private final AppDb db;
    private final ContactRows rows;
    private final Supplier<String> country;

    /// @param country of numbers without country code
    ContactPages(AppDb db, ContactRows rows, Supplier<String> country) {
        this.db = db;
        this.rows = rows;
        this.country = country;
    }

    /// A page by what a person received may be shorter than asked, even empty, and have a next one.
    Page<ContactView> list(ContactQuery query, Sort sort, PageRequest request) {
        var after = Cursor.decode(request.cursor(), 2);
        int size = request.size();
        var condition = behind(condition(query, sort, size, after), sort, after);
        var each = query.each();
        var page =
                Page.of(
                        read(condition, each, sort, size + 1),
                        size,
                        last -> Cursor.encode(last.sort(), last.contact().id()));
        var contacts = page.items().stream().map(Found::contact).toList();
        boolean isShort = each != null && page.next() == null;
        return new Page<>(contacts, isShort ? lookedTo(condition, sort) : page.next());
    }

    /// The newest.
    List<ContactView> first(SqlCondition condition, int most) {
        return read(condition, null, Sort.NEWEST, most).stream().map(Found::contact).toList();
    }

    private SqlCondition condition(
            ContactQuery query, Sort sort, int size, @Nullable Cursor after) {
        return switch (sort) {
            case NEWEST ->
                    query.page(country.get(), size + 1, after == null ? null : after.uuid(1));
            case NAME -> query.condition(country.get(), ContactQuery.Reach.NEWEST);
        };
    }

    private static SqlCondition behind(SqlCondition condition, Sort sort, @Nullable Cursor after) {
        if (after == null) return condition;
        var values = new HashMap<>(condition.values());
        values.putAll(Map.of("afterSort", after.text(0), "afterId", after.uuid(1)));
        return new SqlCondition(condition.sql() + sort.rest(), values);
    }

    private List<Found> read(
            SqlCondition condition, @Nullable SqlCondition each, Sort sort, int limit) {
        var from = each == null ? "contact_audience" : look(condition, sort);
        var asked = each == null ? condition : each;
        var page =
                PAGE.formatted(sort.key, sort.order(), from, asked.sql(), ContactRows.WITH_TIMES);
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(page)
                                        .params(condition.values())
                                        .params(asked.values())
                                        .param("limit", limit)
                                        .query((row, n) ->
                                                new Found(row.getString("sort"), rows.view(row)))
                                        .list()));
    }

    private static String look(SqlCondition condition, Sort sort) {
        return LOOK.formatted(condition.sql(), sort.order(), LOOKED);
    }

    /// The end of what a page looked at, where there may be more.
    private @Nullable String lookedTo(SqlCondition condition, Sort sort) {
        var end = END.formatted(sort.key, look(condition, sort), sort.order(), LOOKED - 1);
        return db.tx()
                .execute(status ->
                        db.sql()
                                .sql(end)
                                .params(condition.values())
                                .query((row, n) ->
                                        Cursor.encode(
                                                row.getString("sort"),
                                                row.getObject("id", UUID.class)))
                                .optional()
                                .orElse(null));
    }
}
