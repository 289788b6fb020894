package org.wabs.server.contact;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.ImportReports.ColumnUse;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.sql.AppDb;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/// The rows of an import about which there is something to say, in the order of the file.
final class ImportRemarks {
    enum Kind {
        /// The row was not taken.
        REFUSAL,
        /// The row was taken, but not in every respect.
        NOTICE
    }

    /// @param value what it is about: the last digits of a number, or the beginning of a text
    record Remark(long row, String reason, String detail, @Nullable String value) {}

    private record Original(long row, String reason, String detail, List<String> cells) {}

    private static final TypeReference<List<String>> CELLS = new TypeReference<>() {};
    private static final int ROWS_AT_ONCE = 1_000;
    private static final List<String> ADDED_COLUMNS =
            List.of("import_row", "import_reason", "import_detail");

    private final AppDb db;
    private final ImportReports imports;
    private final ObjectMapper json;

    ImportRemarks(AppDb db, ImportReports imports, ObjectMapper json) {
        this.db = db;
        this.imports = imports;
        this.json = json;
    }

    Page<Remark> page(UUID id, Kind kind, PageRequest page) {
        imports.get(id);
        var cursor = Cursor.decode(page.cursor(), 1);
        long after = cursor == null ? 0 : cursor.number(0);
        var rows =
                Objects.requireNonNull(
                        db.tx()
                                .execute(status ->
                                        db.sql()
                                                .sql(
                                                        """
                                                        SELECT row_number, reason, detail, value FROM contact_import_refusal
                                                         WHERE import_id = :id AND refused = :refused AND row_number > :after
                                                         ORDER BY row_number LIMIT :limit\
                                                        """)
                                                .param("id", id)
                                                .param("refused", kind == Kind.REFUSAL)
                                                .param("after", after)
                                                .param("limit", page.size() + 1)
                                                .query((row, n) ->
                                                        new Remark(
                                                                row.getLong("row_number"),
                                                                row.getString("reason"),
                                                                row.getString("detail"),
                                                                row.getString("value")))
                                                .list()));
        return Page.of(rows, page.size(), row -> Cursor.encode(row.row()));
    }

    /// The rows as they were uploaded, and what there is to say: refused ones can be mended and
    /// imported again, for which the added columns may stay. Formulas are made harmless, as in
    /// exports.
    void writeCsv(UUID id, Kind kind, Writer out) throws IOException {
        var header =
                new ArrayList<>(imports.get(id).columns().stream().map(ColumnUse::header).toList());
        header.addAll(ADDED_COLUMNS);
        // spreadsheets take a CSV without this mark for the local 8-bit encoding
        out.write('\uFEFF');
        var csv = CsvWriter.builder().build(out);
        csv.writeRecord(safe(header));
        long after = 0;
        for (var rows = originals(id, kind, after);
                !rows.isEmpty();
                rows = originals(id, kind, after)) {
            for (var row : rows) csv.writeRecord(safe(record(row, header.size())));
            after = rows.getLast().row();
        }
        csv.flush();
    }

    private static List<String> safe(List<String> cells) {
        return cells.stream().map(ContactExport::safe).toList();
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

    private List<Original> originals(UUID id, Kind kind, long after) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                """
                                                SELECT row_number, reason, detail, cells FROM contact_import_refusal
                                                 WHERE import_id = :id AND refused = :refused AND row_number > :after
                                                 ORDER BY row_number LIMIT :limit\
                                                """)
                                        .param("id", id)
                                        .param("refused", kind == Kind.REFUSAL)
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
