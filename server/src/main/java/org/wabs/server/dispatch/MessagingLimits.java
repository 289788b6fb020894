package org.wabs.server.dispatch;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;

/// How much of Meta's messaging limit is used, as this installation knows it: other tools may send
/// for the same portfolio, too.
public final class MessagingLimits {
    private static final String REACHED =
            """
            SELECT portfolio_id, count(*) AS people FROM portfolio_reach
             WHERE portfolio_id = ANY (:portfolios) AND reached_at >= statement_timestamp() - interval '24 hours'
             GROUP BY portfolio_id\
            """;

    private final PipelineDb db;

    MessagingLimits(PipelineDb db) {
        this.db = db;
    }

    /// @return by portfolio: distinct people reached within 24 hours; unlimited portfolios are not
    ///   counted
    public Map<String, Long> reached(Collection<String> portfolios) {
        if (portfolios.isEmpty()) return Map.of();
        var reached = new HashMap<String, Long>();
        db.sql()
                .sql(REACHED)
                .param("portfolios", SqlArrays.texts(List.copyOf(portfolios), id -> id))
                .query(row -> {
                    reached.put(row.getString("portfolio_id"), row.getLong("people"));
                });
        return reached;
    }
}
