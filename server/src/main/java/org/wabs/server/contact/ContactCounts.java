package org.wabs.server.contact;

import java.sql.SQLException;
import java.util.Objects;
import org.springframework.dao.DataAccessException;
import org.wabs.server.contact.filter.SqlCondition;
import org.wabs.server.platform.sql.AppDb;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// How many people of the bound organization match: counted up to 10,000, estimated by PostgreSQL's
/// planner above, or when counting takes longer than two seconds.
public final class ContactCounts {
    /// @param totalIsEstimate the planner's guess, from its statistics
    public record Count(long total, boolean totalIsEstimate) {}

    private static final int COUNTED = 10_000;
    private static final String LONGEST = "2s";
    private static final String QUERY_CANCELED = "57014";

    private final AppDb db;
    private final ObjectMapper json;

    ContactCounts(AppDb db, ObjectMapper json) {
        this.db = db;
        this.json = json;
    }

    public Count count(SqlCondition condition) {
        try {
            long counted = counted(condition);
            if (counted <= COUNTED) return new Count(counted, false);
            return new Count(Math.max(estimated(condition), COUNTED + 1), true);
        } catch (DataAccessException e) {
            if (!wasTooLong(e)) throw e;
            return new Count(estimated(condition), true);
        }
    }

    private long counted(SqlCondition condition) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            db.sql()
                                    .sql("SELECT set_config('statement_timeout', :longest, true)")
                                    .param("longest", LONGEST)
                                    .query()
                                    .singleRow();
                            return db.sql()
                                    .sql(
                                            "SELECT count(*) FROM (SELECT FROM contact_audience c WHERE "
                                                    + condition.sql()
                                                    + " LIMIT :most) AS counted")
                                    .params(condition.values())
                                    .param("most", COUNTED + 1)
                                    .query(Long.class)
                                    .single();
                        }));
    }

    static boolean wasTooLong(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException cause
                && QUERY_CANCELED.equals(cause.getSQLState());
    }

    private long estimated(SqlCondition condition) {
        var plan =
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                "EXPLAIN (FORMAT JSON) SELECT FROM contact_audience c WHERE "
                                                        + condition.sql())
                                        .params(condition.values())
                                        .query(String.class)
                                        .single());
        return json.readValue(Objects.requireNonNull(plan), JsonNode.class)
                .get(0)
                .get("Plan")
                .get("Plan Rows")
                .asLong();
    }
}
