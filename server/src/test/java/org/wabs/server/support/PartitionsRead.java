package org.wabs.server.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.wabs.server.platform.sql.PipelineDb;

/// Which partitions statements read, by PostgreSQL's own counters of this connection.
public final class PartitionsRead {
    private static final String SCANS =
            """
            SELECT s.relname, coalesce(s.seq_scan, 0) + coalesce(s.idx_scan, 0) AS scans
              FROM pg_stat_xact_user_tables s JOIN pg_inherits i ON i.inhrelid = s.relid\
            """;

    private PartitionsRead() {}

    /// @param work joins this transaction
    public static List<String> by(PipelineDb db, Runnable work) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            // the counters may still hold what the connection did before
                            var before = scans(db);
                            work.run();
                            return scans(db).entrySet().stream()
                                    .filter(partition ->
                                            partition.getValue()
                                                    > before.getOrDefault(partition.getKey(), 0L))
                                    .map(Map.Entry::getKey)
                                    .sorted()
                                    .toList();
                        }));
    }

    private static Map<String, Long> scans(PipelineDb db) {
        var scans = new HashMap<String, Long>();
        db.sql()
                .sql(SCANS)
                .query(row -> {
                    scans.put(row.getString("relname"), row.getLong("scans"));
                });
        return scans;
    }
}
