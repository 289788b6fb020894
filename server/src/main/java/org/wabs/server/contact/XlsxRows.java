package org.wabs.server.contact;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/// Reads the first visible sheet of an Excel workbook. Rows are streamed; only the table of shared
/// texts stays in memory, which is why its size is bounded.
final class XlsxRows implements Rows {
    /// Bytes of shared texts, unpacked.
    private static final long MOST_SHARED_TEXT = 64L << 20;

    private static final String DAMAGED =
            "The workbook is damaged. Open it in a spreadsheet program, save it again as .xlsx or .csv, and upload that.";

    private static final Pattern NOT_PART_OF_A_DATE = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|\\\\.");
    private static final Pattern DATE = Pattern.compile("(?i)[ymdhs]");
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private final Path file;
    private final ReadableWorkbook workbook;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> rows;

    private XlsxRows(
            Path file, ReadableWorkbook workbook, Stream<org.dhatim.fastexcel.reader.Row> stream) {
        this.file = file;
        this.workbook = workbook;
        this.stream = stream;
        this.rows = stream.iterator();
    }

    /// @param file a temporary copy, deleted when it is closed or cannot be opened
    static XlsxRows open(Path file) throws IOException, UnreadableFile {
        ReadableWorkbook workbook = null;
        try {
            checkParts(file);
            workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
            return new XlsxRows(file, workbook, sheet(workbook).openStream());
        } catch (ExcelReaderException e) {
            discard(workbook, file);
            throw new UnreadableFile(DAMAGED, e);
        } catch (UnreadableFile | IOException e) {
            discard(workbook, file);
            throw e;
        }
    }

    private static Sheet sheet(ReadableWorkbook workbook) throws UnreadableFile {
        return workbook.getSheets()
                .filter(any -> any.getVisibility() == SheetVisibility.VISIBLE)
                .findFirst()
                .orElseThrow(() -> new UnreadableFile("The workbook has no visible sheet."));
    }

    private static void discard(@Nullable ReadableWorkbook workbook, Path file) throws IOException {
        if (workbook != null) workbook.close();
        Files.deleteIfExists(file);
    }

    private static void checkParts(Path file) throws IOException, UnreadableFile {
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("xl/workbook.xml") == null) {
                throw new UnreadableFile(
                        "The file is a ZIP archive but no Excel workbook (.xlsx). Unpack it, or save the sheet as .xlsx or .csv.");
            }
            var texts = zip.getEntry("xl/sharedStrings.xml");
            if (texts == null) return;
            try (var in = zip.getInputStream(texts)) {
                // counted, not believed: the size in the archive's directory may be false
                if (in.skip(MOST_SHARED_TEXT) == MOST_SHARED_TEXT) {
                    throw new UnreadableFile(
                            "The workbook holds more than 64 MB of text. Save the sheet as CSV (UTF-8) and upload that: CSV has no such limit.");
                }
            }
        } catch (ZipException e) {
            throw new UnreadableFile(DAMAGED, e);
        }
    }

    @Override
    public @Nullable Row next() throws IOException, UnreadableFile {
        try {
            while (rows.hasNext()) {
                var row = row(rows.next());
                if (!row.isBlank()) return row;
            }
            return null;
        } catch (ExcelReaderException e) {
            throw new UnreadableFile(DAMAGED, e);
        }
    }

    private static Row row(org.dhatim.fastexcel.reader.Row row) {
        var cells = new ArrayList<String>(row.getCellCount());
        String broken = null;
        for (int column = 0; column < row.getCellCount(); column++) {
            var cell = row.hasCell(column) ? row.getCell(column) : null;
            cells.add(cell == null ? "" : text(cell));
            if (cell != null && isError(cell)) {
                broken = "Cell " + cell.getAddress() + " holds the error " + cells.getLast() + ".";
            }
        }
        return new Row(row.getRowNum(), cells, broken);
    }

    private static boolean isError(Cell cell) {
        return switch (cell.getType()) {
            case ERROR -> true;
            case FORMULA -> text(cell).matches("#(N/A|REF!|VALUE!|DIV/0!|NAME\\?|NUM!|NULL!)");
            case NUMBER, STRING, BOOLEAN, EMPTY -> false;
        };
    }

    private static String text(Cell cell) {
        return switch (cell.getType()) {
            case NUMBER -> isDate(cell) ? date(cell.asDate()) : number(cell.getRawValue());
            case STRING, BOOLEAN, FORMULA, ERROR -> cell.getText();
            case EMPTY -> "";
        };
    }

    private static boolean isDate(Cell cell) {
        var format = cell.getDataFormatString();
        if (format == null || format.equals("General")) return false;
        return DATE.matcher(NOT_PART_OF_A_DATE.matcher(format).replaceAll("")).find();
    }

    private static String date(LocalDateTime at) {
        return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? at.toLocalDate().toString()
                : MINUTES.format(at);
    }

    /// A spreadsheet stores numbers as doubles: 4.915112345678E12 is a phone number.
    private static String number(String raw) {
        return new BigDecimal(raw)
                .round(new MathContext(DIGITS_OF_A_DOUBLE))
                .stripTrailingZeros()
                .toPlainString();
    }

    @Override
    public void close() throws IOException {
        stream.close();
        discard(workbook, file);
    }
}
