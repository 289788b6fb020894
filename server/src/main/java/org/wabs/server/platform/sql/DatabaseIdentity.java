package org.wabs.server.platform.sql;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this is still the database of the last start. Another system identifier means that a
/// backup was restored into a new server, another timeline that an older state was recovered or a
/// standby took over, and a generation behind our mark that a backup was restored into the same
/// server: what was sent since may be missing from it (engine.md, B8).
public final class DatabaseIdentity {
    private static final Logger log = LoggerFactory.getLogger(DatabaseIdentity.class);

    /// The timeline of the log's present end: after a failover it is right at once, where the last
    /// checkpoint still shows the old one.
    private static final String PRESENT =
            """
            SELECT system_identifier, ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::bigint AS timeline_id,
                   0 AS generation
              FROM pg_control_system()\
            """;

    private static final String REMEMBER_FIRST =
            """
            INSERT INTO database_identity (system_identifier, timeline_id) VALUES (:system, :timeline) ON CONFLICT DO NOTHING\
            """;

    private static final String FORMER =
            """
            SELECT system_identifier, timeline_id, generation FROM database_identity FOR UPDATE\
            """;

    private static final String REMEMBER =
            """
            UPDATE database_identity SET system_identifier = :system, timeline_id = :timeline, generation = :generation\
            """;

    private static final String ADVANCE =
            """
            UPDATE database_identity SET generation = generation + 1 RETURNING system_identifier, timeline_id, generation\
            """;

    private record Identity(long system, long timeline, long generation) {
        boolean isSameServerAs(Identity other) {
            return system == other.system && timeline == other.timeline;
        }
    }

    private final PipelineDb db;
    private final DatabaseMark mark;

    public DatabaseIdentity(PipelineDb db, DatabaseMark mark) {
        this.db = db;
        this.mark = mark;
    }

    /// Compares and remembers. Of several nodes one sees another server; each sees an older state
    /// than it had seen before.
    ///
    /// @param whenChanged runs in the transaction that remembers the new identity
    public void check(Runnable whenChanged) {
        seen(
                Objects.requireNonNull(
                        db.tx()
                                .execute(status -> {
                                    var present = one(PRESENT);
                                    remember(REMEMBER_FIRST, present);
                                    var former = one(FORMER);
                                    long marked = mark.generationOf(present.system());
                                    if (!former.isSameServerAs(present)
                                            || marked > former.generation()) {
                                        log.error(
                                                "Database was restored or replaced before={} now={} generationSeen={}",
                                                former,
                                                present,
                                                marked);
                                        whenChanged.run();
                                    }
                                    var next =
                                            new Identity(
                                                    present.system(),
                                                    present.timeline(),
                                                    Math.max(marked, former.generation()) + 1);
                                    remember(REMEMBER, next);
                                    return next;
                                })));
    }

    /// Notes that the database has lived on, about once a minute: what is restored later is older.
    public void advance() {
        seen(Objects.requireNonNull(db.tx().execute(status -> one(ADVANCE))));
    }

    private void seen(Identity identity) {
        mark.write(identity.system(), identity.generation());
    }

    private void remember(String sql, Identity identity) {
        db.sql()
                .sql(sql)
                .param("system", identity.system())
                .param("timeline", identity.timeline())
                .param("generation", identity.generation())
                .update();
    }

    private Identity one(String sql) {
        return db.sql()
                .sql(sql)
                .query((row, n) -> new Identity(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }
}
