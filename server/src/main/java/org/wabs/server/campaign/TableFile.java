package org.wabs.server.campaign;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// A table that is written row by row, however long: nothing is kept but what is being written.
/// What a spreadsheet would take for a formula is marked as text.
sealed interface TableFile extends AutoCloseable {
    /// What opens a formula; a number such as +12025550123 is none.
    Pattern FORMULA = Pattern.compile("(?s)[=@\\t\\r-].*|\\+(?![0-9]{7,15}$).*");

    void row(List<@Nullable String> cells) throws IOException;

    @Override
    void close() throws IOException;

    static String text(@Nullable String cell) {
        if (cell == null) return "";
        return FORMULA.matcher(cell).matches() ? "'" + cell : cell;
    }

    /// UTF-8 with a byte order mark, which spreadsheets want.
    final class Csv implements TableFile {
        private static final char BYTE_ORDER_MARK = '\uFEFF';

        private final CsvWriter csv;

        Csv(OutputStream out) throws IOException {
            var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(BYTE_ORDER_MARK);
            csv = CsvWriter.builder().build(writer);
        }

        @Override
        public void row(List<@Nullable String> cells) {
            csv.writeRecord(cells.stream().map(TableFile::text).toList());
        }

        @Override
        public void close() throws IOException {
            csv.close();
        }
    }

    /// One sheet after the other where one is full.
    final class Xlsx implements TableFile {
        private static final int MOST_ROWS = 1_048_576;
        private static final int FLUSH = 1_000;

        private final Workbook book;
        private @Nullable Worksheet sheet;
        private @Nullable List<@Nullable String> header;
        private int sheets;
        private int row;

        Xlsx(OutputStream out) {
            book = new Workbook(out, "wabs", null);
        }

        @Override
        public void row(List<@Nullable String> cells) throws IOException {
            if (header == null) header = List.copyOf(cells);
            if (sheet == null || row == MOST_ROWS) {
                if (sheet != null) sheet.finish();
                sheet = book.newWorksheet("Recipients" + (sheets == 0 ? "" : " " + (sheets + 1)));
                row = 0;
                if (sheets++ > 0) write(sheet, header);
            }
            write(sheet, cells);
            if (row % FLUSH == 0) sheet.flush();
        }

        private void write(Worksheet into, List<@Nullable String> cells) {
            for (int column = 0; column < cells.size(); column++)
                into.value(row, column, text(cells.get(column)));
            row++;
        }

        @Override
        public void close() throws IOException {
            if (sheet == null) book.newWorksheet("Recipients");
            book.finish();
        }
    }
}
