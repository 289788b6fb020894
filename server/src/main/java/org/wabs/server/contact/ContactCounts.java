package org.wabs.server.contact;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.wabs.server.contact.filter.ContactFilter;
import org.wabs.server.contact.filter.FilterSql;
import org.wabs.server.contact.filter.SqlCondition;
import org.wabs.server.platform.sql.AppDb;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// How many people of the bound organization match: counted up to 10,000, estimated from a sample
/// above, or when counting takes longer than two seconds. Who opted out, or was failed or skipped
/// by a campaign, is estimated above 2,000, but from the records of that.
public final class ContactCounts {
    /// @param totalIsEstimate as many of all as of the sample
    public record Count(long total, boolean totalIsEstimate) {}

    /// @param examples at most ten who match: the newest where all were counted, else the newest
    ///   that are found at once
    public record Preview(Count count, List<UUID> examples) {}

    static final int COUNTED = 10_000;
    static final int EXAMPLES = 10;
    private static final String LONGEST = "2s";
    private static final String QUERY_CANCELED = "57014";

    private static final String COUNT =
            """
            WITH counted AS MATERIALIZED (SELECT c.contact_id FROM contact_audience c WHERE %s LIMIT %d)
            SELECT count(*) AS total, ARRAY(SELECT contact_id FROM counted ORDER BY contact_id DESC LIMIT %d) AS examples FROM counted\
            """;

    private final AppDb db;
    private final ContactSample sample;
    private final TaggedPeople tagged;
    private final RecordedPeople recorded;
    private final ObjectMapper json;

    ContactCounts(AppDb db, ObjectMapper json) {
        this.db = db;
        this.sample = new ContactSample(db);
        this.tagged = new TaggedPeople(db);
        this.recorded = new RecordedPeople(db);
        this.json = json;
    }

    /// @param byPerson the same, to be asked of one person
    Count count(SqlCondition condition, SqlCondition byPerson) {
        return preview(condition, byPerson, false).count();
    }

    public Count count(ContactFilter filter) {
        return preview(filter, false).count();
    }

    public Preview preview(ContactFilter filter) {
        return preview(filter, true);
    }

    private Preview preview(ContactFilter filter, boolean examples) {
        if (filter instanceof ContactFilter.All(var of) && of.size() == 1)
            return preview(of.getFirst(), examples);
        return tagged.few(filter)
                .or(() -> recorded.count(filter))
                .orElseGet(() ->
                        preview(FilterSql.found(filter), FilterSql.byPerson(filter), examples));
    }

    /// First the sample: whoever are many are not counted.
    private Preview preview(SqlCondition condition, SqlCondition byPerson, boolean examples) {
        var look = Objects.requireNonNull(db.tx().execute(status -> sample.ask(byPerson)));
        if (look.isEverybody()) return new Preview(new Count(look.hits(), false), look.examples());
        long planned = planned();
        if (!look.isAbove(COUNTED, planned)) {
            try {
                var counted = counted(condition);
                if (counted.count().total() <= COUNTED) return counted;
            } catch (DataAccessException e) {
                if (!wasTooLong(e)) throw e;
                return new Preview(new Count(look.about(planned), true), look.examples());
            }
        }
        return new Preview(
                new Count(Math.max(look.about(planned), COUNTED + 1), true),
                examples ? examples(byPerson, look) : List.of());
    }

    private List<UUID> examples(SqlCondition condition, ContactSample.Look look) {
        var latest = Objects.requireNonNull(db.tx().execute(status -> sample.latest(condition)));
        return Stream.concat(latest.stream(), look.examples().stream())
                .distinct()
                .limit(EXAMPLES)
                .toList();
    }

    private Preview counted(SqlCondition condition) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            db.sql()
                                    .sql("SELECT set_config('statement_timeout', :longest, true)")
                                    .param("longest", LONGEST)
                                    .query()
                                    .singleRow();
                            return db.sql()
                                    .sql(COUNT.formatted(condition.sql(), COUNTED + 1, EXAMPLES))
                                    .params(condition.values())
                                    .query((row, n) ->
                                            new Preview(
                                                    new Count(row.getLong("total"), false),
                                                    ContactSample.ids(row, "examples")))
                                    .single();
                        }));
    }

    static boolean wasTooLong(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException cause
                && QUERY_CANCELED.equals(cause.getSQLState());
    }

    /// All people of the organization, as PostgreSQL's statistics have them.
    private long planned() {
        var plan =
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql("EXPLAIN (FORMAT JSON) SELECT FROM contact_audience")
                                        .query(String.class)
                                        .single());
        return json.readValue(Objects.requireNonNull(plan), JsonNode.class)
                .get(0)
                .get("Plan")
                .get("Plan Rows")
                .asLong();
    }
}
