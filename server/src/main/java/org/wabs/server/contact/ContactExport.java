package org.wabs.server.contact;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.filter.SqlCondition;
import org.wabs.server.platform.sql.AppDb;
import tools.jackson.databind.ObjectMapper;

/// Writes the bound organization's contacts as CSV or XLSX, read and written a thousand at a time,
/// so that memory stays the same whatever their number. An export can be imported again.
final class ContactExport {
    private interface Sheet {
        void row(List<String> cells) throws IOException;
    }

    private static final List<String> FIELDS =
            List.of(
                    "phone",
                    "bsuid",
                    "name",
                    "language",
                    "country",
                    "tags",
                    "consent",
                    "opted_in_at",
                    "contact_created_at");
    private static final int ROWS_AT_ONCE = 1_000;

    /// Excel's own limit is 1,048,576.
    private static final int ROWS_OF_A_SHEET = 1_000_000;

    /// What a spreadsheet takes for a formula. A number as E.164 is none.
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("\\+[0-9]+");
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final AppDb db;
    private final ContactRows rows;

    ContactExport(AppDb db, ObjectMapper json) {
        this.db = db;
        this.rows = new ContactRows(json);
    }

    /// @return rows written
    long writeCsv(SqlCondition condition, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        // spreadsheets take a CSV without this mark for the local 8-bit encoding
        text.write('\uFEFF');
        var csv = CsvWriter.builder().build(text);
        long written =
                write(
                        condition,
                        cells -> csv.writeRecord(cells.stream().map(ContactExport::safe).toList()));
        csv.flush();
        return written;
    }

    /// Guards against formulas that somebody put into a name: a spreadsheet would run them.
    static String safe(String cell) {
        return FORMULA.matcher(cell).matches() && !NUMBER.matcher(cell).matches()
                ? "'" + cell
                : cell;
    }

    /// Cells of text are no formulas there.
    ///
    /// @return rows written
    long writeXlsx(SqlCondition condition, OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "wabs", "1.0")) {
            var sheets = new Sheets(workbook);
            long written = write(condition, sheets::row);
            sheets.finish();
            return written;
        }
    }

    private static final class Sheets {
        private final Workbook workbook;
        private @Nullable Worksheet sheet;
        private List<String> header = List.of();
        private int count;
        private int row;

        Sheets(Workbook workbook) {
            this.workbook = workbook;
        }

        void row(List<String> cells) throws IOException {
            if (sheet == null) {
                header = cells;
                begin();
            } else if (row == ROWS_OF_A_SHEET) {
                finish();
                begin();
                write(header);
            }
            write(cells);
        }

        private void begin() {
            sheet = workbook.newWorksheet(++count == 1 ? "contacts" : "contacts " + count);
            row = 0;
        }

        private void write(List<String> cells) throws IOException {
            var to = Objects.requireNonNull(sheet);
            for (int column = 0; column < cells.size(); column++) {
                if (!cells.get(column).isEmpty()) to.inlineString(row, column, cells.get(column));
            }
            if (++row % ROWS_AT_ONCE == 0) to.flush();
        }

        void finish() throws IOException {
            if (sheet != null) sheet.finish();
        }
    }

    private long write(SqlCondition condition, Sheet sheet) throws IOException {
        var attributes = attributes();
        var header = new ArrayList<>(FIELDS);
        header.addAll(attributes);
        sheet.row(header);
        long written = 0;
        var after = BEFORE_ALL;
        while (true) {
            var page = page(condition, after);
            for (var contact : page) sheet.row(cells(contact, attributes));
            written += page.size();
            if (page.size() < ROWS_AT_ONCE) return written;
            after = page.getLast().id();
        }
    }

    private List<String> attributes() {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                "SELECT name FROM contact_attribute ORDER BY name LIMIT 500")
                                        .query((row, n) -> row.getString("name"))
                                        .list()));
    }

    private List<ContactView> page(SqlCondition condition, UUID after) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                """
                                                WITH found AS (
                                                    SELECT c.contact_id AS id FROM contact_audience c
                                                     WHERE c.contact_id > :after AND %s ORDER BY c.contact_id LIMIT :limit
                                                )
                                                SELECT %s JOIN found f USING (id) ORDER BY c.id\
                                                """
                                                        .formatted(
                                                                condition.sql(),
                                                                ContactRows.COLUMNS))
                                        .params(condition.values())
                                        .param("after", after)
                                        .param("limit", ROWS_AT_ONCE)
                                        .query((row, n) -> rows.view(row))
                                        .list()));
    }

    private static List<String> cells(ContactView contact, List<String> attributes) {
        var cells = new ArrayList<String>(FIELDS.size() + attributes.size());
        cells.add(text(contact.phone()));
        cells.add(text(contact.bsuid()));
        cells.add(text(contact.name()));
        cells.add(text(contact.language()));
        cells.add(text(contact.country()));
        cells.add(String.join(", ", contact.tags()));
        cells.add(
                switch (contact.consent()) {
                    case OPTED_IN, OPTED_OUT_OF_MARKETING, OPTED_OUT -> contact.consent().name();
                    case UNKNOWN -> "";
                });
        cells.add(text(contact.optedInAt()));
        cells.add(contact.createdAt().toString());
        for (var name : attributes) cells.add(contact.attributes().path(name).asString(""));
        return cells;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
