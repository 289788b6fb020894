package org.wabs.server.contact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.wabs.server.platform.job.Job;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;

/// What became of an import.
final class ImportReports {
    /// @param field such as `phone` or `attribute:city`
    record ColumnUse(String header, String field) {
        static ColumnUse of(Column column) {
            var field = column.field().name().toLowerCase(Locale.ROOT);
            return new ColumnUse(
                    column.header(),
                    column.attribute() == null ? field : field + ":" + column.attribute());
        }
    }

    /// @param read rows looked at, blank ones aside
    /// @param unchanged people who were in the books with the same data
    /// @param refused rows not taken
    /// @param optedOut people taken who must not be written to
    record Counts(
            long read, long added, long updated, long unchanged, long refused, long optedOut) {}

    /// @param reasons of the refused rows: reason → rows
    /// @param notices of rows that were taken, but not in every respect: reason → rows
    record Report(
            Job job,
            String file,
            boolean dryRun,
            List<ColumnUse> columns,
            Counts counts,
            Map<String, Long> reasons,
            Map<String, Long> notices) {}

    private final AppDb db;
    private final Jobs jobs;
    private final ImportRecords imports;

    ImportReports(AppDb db, Jobs jobs, ImportRecords imports) {
        this.db = db;
        this.jobs = jobs;
        this.imports = imports;
    }

    Report get(UUID id) {
        var job = jobs.find(id).orElseThrow(() -> unknown(id));
        return Objects.requireNonNull(db.tx().execute(status -> report(job)));
    }

    private static ProblemException unknown(UUID id) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no import " + id + ".");
    }

    private Report report(Job job) {
        return db.sql()
                .sql(
                        """
                        SELECT file_name, columns, coalesce((options ->> 'dryRun')::boolean, false) AS dry_run,
                               position, added, updated, unchanged, refused, opted_out
                          FROM contact_import WHERE id = :id\
                        """)
                .param("id", job.id())
                .query((row, n) ->
                        new Report(
                                job,
                                row.getString("file_name"),
                                row.getBoolean("dry_run"),
                                imports.columns(row.getString("columns")).stream()
                                        .map(ColumnUse::of)
                                        .toList(),
                                new Counts(
                                        row.getLong("position"),
                                        row.getLong("added"),
                                        row.getLong("updated"),
                                        row.getLong("unchanged"),
                                        row.getLong("refused"),
                                        row.getLong("opted_out")),
                                reasons(job.id(), true),
                                reasons(job.id(), false)))
                .optional()
                .orElseThrow(() -> unknown(job.id()));
    }

    private Map<String, Long> reasons(UUID id, boolean refused) {
        var reasons = new LinkedHashMap<String, Long>();
        db.sql()
                .sql(
                        """
                        SELECT reason, count(*) AS n FROM contact_import_refusal
                         WHERE import_id = :id AND refused = :refused GROUP BY reason ORDER BY n DESC, reason\
                        """)
                .param("id", id)
                .param("refused", refused)
                .query(row -> {
                    reasons.put(row.getString("reason"), row.getLong("n"));
                });
        return reasons;
    }
}
