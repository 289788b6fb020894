package org.wabs.server.contact;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.job.Job;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/// What became of an import.
final class ImportReports {
    /// @param field such as `phone` or `attribute:city`
    record ColumnUse(String header, String field) {}

    /// @param read rows looked at, blank ones aside
    /// @param unchanged people who were in the books with the same data
    /// @param refused rows not taken
    /// @param optedOut people taken who must not be written to
    record Counts(
            long read, long added, long updated, long unchanged, long refused, long optedOut) {}

    /// @param reasons reason → rows; OPTED_OUT_BEFORE counts rows that were taken
    record Report(
            Job job,
            String file,
            boolean dryRun,
            List<ColumnUse> columns,
            Counts counts,
            Map<String, Long> reasons) {}

    /// @param refused false when the row was taken, but not in every respect
    /// @param value what is wrong, masked
    record RefusedRow(
            long row, boolean refused, String reason, String detail, @Nullable String value) {}

    private record Original(long row, String reason, String detail, List<String> cells) {}

    private static final TypeReference<List<String>> CELLS = new TypeReference<>() {};
    private static final int ROWS_AT_ONCE = 1_000;
    private static final List<String> ADDED_COLUMNS =
            List.of("import_row", "import_reason", "import_detail");

    private final AppDb db;
    private final Jobs jobs;
    private final ImportRecords imports;
    private final ObjectMapper json;

    ImportReports(AppDb db, Jobs jobs, ImportRecords imports, ObjectMapper json) {
        this.db = db;
        this.jobs = jobs;
        this.imports = imports;
        this.json = json;
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
                                        .map(ImportReports::use)
                                        .toList(),
                                new Counts(
                                        row.getLong("position"),
                                        row.getLong("added"),
                                        row.getLong("updated"),
                                        row.getLong("unchanged"),
                                        row.getLong("refused"),
                                        row.getLong("opted_out")),
                                reasons(job.id())))
                .optional()
                .orElseThrow(() -> unknown(job.id()));
    }

    private static ColumnUse use(Column column) {
        var field = column.field().name().toLowerCase(Locale.ROOT);
        return new ColumnUse(
                column.header(),
                column.attribute() == null ? field : field + ":" + column.attribute());
    }

    private Map<String, Long> reasons(UUID id) {
        var reasons = new LinkedHashMap<String, Long>();
        db.sql()
                .sql(
                        "SELECT reason, count(*) AS n FROM contact_import_refusal WHERE import_id = :id GROUP BY reason ORDER BY n DESC, reason")
                .param("id", id)
                .query(row -> {
                    reasons.put(row.getString("reason"), row.getLong("n"));
                });
        return reasons;
    }

    Page<RefusedRow> refusals(UUID id, PageRequest page) {
        get(id);
        var cursor = Cursor.decode(page.cursor(), 1);
        long after = cursor == null ? 0 : cursor.number(0);
        var rows =
                Objects.requireNonNull(
                        db.tx()
                                .execute(status ->
                                        db.sql()
                                                .sql(
                                                        """
                                                        SELECT row_number, refused, reason, detail, value FROM contact_import_refusal
                                                         WHERE import_id = :id AND row_number > :after ORDER BY row_number LIMIT :limit\
                                                        """)
                                                .param("id", id)
                                                .param("after", after)
                                                .param("limit", page.size() + 1)
                                                .query((row, n) ->
                                                        new RefusedRow(
                                                                row.getLong("row_number"),
                                                                row.getBoolean("refused"),
                                                                row.getString("reason"),
                                                                row.getString("detail"),
                                                                row.getString("value")))
                                                .list()));
        return Page.of(rows, page.size(), row -> Cursor.encode(row.row()));
    }

    /// The refused rows as they were uploaded, and why: to be mended and imported again, for which
    /// the added columns may stay.
    void writeCsv(UUID id, Writer out) throws IOException {
        var header = new ArrayList<>(get(id).columns().stream().map(ColumnUse::header).toList());
        header.addAll(ADDED_COLUMNS);
        // spreadsheets take a CSV without this mark for the local 8-bit encoding
        out.write('\uFEFF');
        var csv = CsvWriter.builder().build(out);
        csv.writeRecord(header);
        long after = 0;
        for (var rows = originals(id, after); !rows.isEmpty(); rows = originals(id, after)) {
            for (var row : rows) csv.writeRecord(record(row, header.size()));
            after = rows.getLast().row();
        }
        csv.flush();
    }

    private static List<String> record(Original row, int width) {
        var cells = new ArrayList<>(row.cells());
        int own = width - ADDED_COLUMNS.size();
        while (cells.size() < own) cells.add("");
        while (cells.size() > own && cells.getLast().isBlank()) cells.removeLast();
        cells.add(Long.toString(row.row()));
        cells.add(row.reason());
        cells.add(row.detail());
        return cells;
    }

    private List<Original> originals(UUID id, long after) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                """
                                                SELECT row_number, reason, detail, cells FROM contact_import_refusal
                                                 WHERE import_id = :id AND refused AND row_number > :after ORDER BY row_number LIMIT :limit\
                                                """)
                                        .param("id", id)
                                        .param("after", after)
                                        .param("limit", ROWS_AT_ONCE)
                                        .query((row, n) ->
                                                new Original(
                                                        row.getLong("row_number"),
                                                        row.getString("reason"),
                                                        row.getString("detail"),
                                                        json.readValue(
                                                                row.getString("cells"), CELLS)))
                                        .list()));
    }
}
