package org.wabs.server.contact;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.TemporaryFolder;

/// How a file is to be read. Told by its bytes; neither its name nor its declared type counts.
///
/// @param charset and `separator` of a CSV file
/// @param lines of a CSV file: at most so many rows; 0 when unknown
record FileFormat(Kind kind, String charset, char separator, long lines) {
    enum Kind {
        CSV,
        XLSX
    }

    /// The bytes, to be read as often as needed.
    interface Bytes {
        InputStream open() throws IOException;
    }

    private static final int HEAD = 4096;
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final String WINDOWS = "windows-1252";
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    static FileFormat of(Bytes file) throws IOException, UnreadableFile {
        byte[] head;
        try (var in = file.open()) {
            head = in.readNBytes(HEAD);
        }
        if (head.length == 0) throw new UnreadableFile("The file is empty.");
        if (startsWith(head, ZIP)) return new FileFormat(Kind.XLSX, "", ' ', 0);
        if (startsWith(head, OLE)) {
            throw new UnreadableFile(
                    "The workbook is protected by a password, or in Excel's old .xls format. Save it without a password as .xlsx or .csv.");
        }
        return csv(file, head);
    }

    private static FileFormat csv(Bytes file, byte[] head) throws IOException, UnreadableFile {
        var utf16 = utf16(head);
        if (utf16 == null && looksBinary(head)) {
            throw new UnreadableFile(
                    "The file is neither CSV nor an Excel workbook (.xlsx). Save the sheet as one of these.");
        }
        var scan = Utf8Scan.of(file);
        var charset =
                utf16 != null ? utf16 : scan.isUtf8() ? StandardCharsets.UTF_8.name() : WINDOWS;
        return new FileFormat(Kind.CSV, charset, separator(file, charset), scan.lines());
    }

    /// By byte order mark, or by every other byte being zero.
    private static @Nullable String utf16(byte[] head) {
        if (startsWith(head, new byte[] {(byte) 0xFF, (byte) 0xFE})) return "UTF-16LE";
        if (startsWith(head, new byte[] {(byte) 0xFE, (byte) 0xFF})) return "UTF-16BE";
        int even = 0;
        int odd = 0;
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0 && i % 2 == 0) even++;
            if (head[i] == 0 && i % 2 == 1) odd++;
        }
        if (odd > head.length / 4 && even < odd / 8) return "UTF-16LE";
        if (even > head.length / 4 && odd < even / 8) return "UTF-16BE";
        return null;
    }

    private static boolean looksBinary(byte[] head) {
        int controls = 0;
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') controls++;
        }
        boolean isPdf = startsWith(head, "%PDF-".getBytes(StandardCharsets.US_ASCII));
        return isPdf || controls > 4 && controls * 20 > head.length;
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    /// The one that divides the header into the most columns.
    private static char separator(Bytes file, String charset) throws IOException {
        try (var in = reader(file, charset)) {
            var announced = CsvRows.announced(in);
            if (announced != null) return announced;
        }
        char best = SEPARATORS[0];
        int most = 0;
        for (char candidate : SEPARATORS) {
            try (var rows = new CsvRows(reader(file, charset), candidate)) {
                var header = rows.next();
                int columns = header == null ? 0 : header.cells().size();
                if (columns > most) {
                    most = columns;
                    best = candidate;
                }
            }
        }
        return best;
    }

    private static Reader reader(Bytes file, String charset) throws IOException {
        return new InputStreamReader(
                new BufferedInputStream(file.open(), 1 << 16), Charset.forName(charset));
    }

    /// A workbook is copied to a temporary file, since its parts lie in no certain order.
    Rows open(Bytes file, TemporaryFolder temporary) throws IOException, UnreadableFile {
        return switch (kind) {
            case CSV -> new CsvRows(reader(file, charset), separator);
            case XLSX -> openWorkbook(file, temporary.path());
        };
    }

    private static Rows openWorkbook(Bytes file, Path folder) throws IOException, UnreadableFile {
        var copy = Files.createTempFile(folder, "import-", ".xlsx");
        try (var in = file.open();
                var out = Files.newOutputStream(copy)) {
            in.transferTo(out);
        } catch (IOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
        return XlsxRows.open(copy);
    }
}
