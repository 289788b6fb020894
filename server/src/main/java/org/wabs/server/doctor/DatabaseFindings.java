package org.wabs.server.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.wabs.server.platform.finding.Finding;
import org.wabs.server.platform.sql.PipelineDb;

/// What the promises of the engine need of the database: a commit stays, and time is one.
final class DatabaseFindings {
    private static final int OLDEST = 16;
    private static final Duration BEARABLE = Duration.ofSeconds(5);

    private static final String STATE =
            """
            SELECT current_setting('server_version_num')::integer / 10000 AS version,
                   current_setting('fsync') = 'on' AS fsync, current_setting('full_page_writes') = 'on' AS full_pages,
                   current_setting('synchronous_commit') NOT IN ('off', 'local') AS synchronous,
                   clock_timestamp() AS now,
                   (SELECT count(*) FROM flyway_schema_history WHERE NOT success) AS failed,
                   (SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL
                     ORDER BY installed_rank DESC LIMIT 1) AS schema\
            """;

    /// What the database says of itself.
    record Found(
            int version,
            boolean fsync,
            boolean fullPages,
            boolean synchronous,
            Instant now,
            long failed,
            String schema) {}

    private final PipelineDb db;
    private final Clock clock;

    DatabaseFindings(PipelineDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    List<Finding> all() {
        var found =
                db.sql()
                        .sql(STATE)
                        .query((row, number) ->
                                new Found(
                                        row.getInt("version"),
                                        row.getBoolean("fsync"),
                                        row.getBoolean("full_pages"),
                                        row.getBoolean("synchronous"),
                                        row.getObject("now", OffsetDateTime.class).toInstant(),
                                        row.getLong("failed"),
                                        row.getString("schema")))
                        .single();
        return List.of(durability(found), migrations(found), clock(found));
    }

    static Finding durability(Found found) {
        if (found.version < OLDEST)
            return Finding.fail(
                    "DATABASE",
                    "PostgreSQL " + found.version + " is too old.",
                    "Use PostgreSQL 16 or newer.");
        if (!found.fsync || !found.fullPages || !found.synchronous)
            return Finding.fail(
                    "DATABASE",
                    "A crash of the database could undo what was committed, and messages would be sent twice:"
                            + (found.fsync ? "" : " fsync is off")
                            + (found.fullPages ? "" : " full_page_writes is off")
                            + (found.synchronous ? "" : " synchronous_commit is off or local")
                            + ".",
                    "Set them to on in postgresql.conf.");
        return Finding.ok(
                "DATABASE", "PostgreSQL " + found.version + " keeps what it has committed.");
    }

    static Finding migrations(Found found) {
        return found.failed == 0
                ? Finding.ok("MIGRATIONS", "The schema is at version " + found.schema + ".")
                : Finding.fail(
                        "MIGRATIONS",
                        "A migration of the schema failed.",
                        "Restore a backup made before the upgrade, or repair it and start again.");
    }

    private Finding clock(Found found) {
        var apart = Duration.between(found.now, clock.instant()).abs();
        return apart.compareTo(BEARABLE) <= 0
                ? Finding.ok("DATABASE_CLOCK", "Our clock agrees with the database's.")
                : Finding.warn(
                        "DATABASE_CLOCK",
                        "Our clock and the database's are " + apart.toSeconds() + " s apart.",
                        "Let both machines follow a time server (NTP).");
    }
}
