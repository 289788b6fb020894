package org.wabs.server.platform.sql;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this is still the database of the last start. Another system identifier means that a
/// backup was restored into a new server, another timeline that an older state was recovered or a
/// standby took over: what was sent since may be missing from it (engine.md, B8).
public final class DatabaseIdentity {
    private static final Logger log = LoggerFactory.getLogger(DatabaseIdentity.class);

    /// The timeline of the log's present end: after a failover it is right at once, where the last
    /// checkpoint still shows the old one.
    private static final String PRESENT =
            """
            SELECT system_identifier, ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::bigint AS timeline_id
              FROM pg_control_system()\
            """;

    private record Identity(long system, long timeline) {}

    private final PipelineDb db;

    public DatabaseIdentity(PipelineDb db) {
        this.db = db;
    }

    /// Compares and remembers. Of several nodes one sees the difference.
    ///
    /// @param whenChanged runs in the transaction that remembers the new identity
    public void check(Runnable whenChanged) {
        db.tx()
                .executeWithoutResult(status -> {
                    var present = db.sql().sql(PRESENT).query(DatabaseIdentity::identity).single();
                    int first =
                            db.sql()
                                    .sql(
                                            "INSERT INTO database_identity (system_identifier, timeline_id) VALUES (:system, :timeline) ON CONFLICT DO NOTHING")
                                    .param("system", present.system())
                                    .param("timeline", present.timeline())
                                    .update();
                    if (first == 1) return;
                    var former =
                            db.sql()
                                    .sql(
                                            "SELECT system_identifier, timeline_id FROM database_identity FOR UPDATE")
                                    .query(DatabaseIdentity::identity)
                                    .single();
                    if (former.equals(present)) return;
                    log.error(
                            "Database was restored or replaced before={} now={}", former, present);
                    whenChanged.run();
                    db.sql()
                            .sql(
                                    "UPDATE database_identity SET system_identifier = :system, timeline_id = :timeline")
                            .param("system", present.system())
                            .param("timeline", present.timeline())
                            .update();
                });
    }

    private static Identity identity(java.sql.ResultSet row, int number)
            throws java.sql.SQLException {
        return new Identity(row.getLong(1), row.getLong(2));
    }
}
