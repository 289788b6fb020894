package org.wabs.server.contact;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads CSV as RFC 4180 has it, in constant memory, and goes on where a strict reader would give
/// up: a quotation mark that is never closed costs its own line, not the rest of the file.
final class CsvRows implements Rows {
    /// Longest row in characters; a spreadsheet cell ends at 32,767.
    static final int LONGEST = 100_000;

    private static final int END = -1;

    private final Reader in;
    private final char separator;

    /// The row under way begins at `start`, so that it can be read again.
    private final char[] buffer = new char[2 * LONGEST];

    private int start;
    private int at;
    private int filled;
    private boolean ended;

    /// End of the row's first line, counted from `start`; 0 before it is met.
    private int firstLine;

    private long number;

    CsvRows(Reader in, char separator) throws IOException {
        this.in = in;
        this.separator = separator;
        skipPreamble();
    }

    /// A byte order mark, and the line `sep=;` by which spreadsheets announce the separator.
    private void skipPreamble() throws IOException {
        int first = read();
        if (first != '\uFEFF') unread(first);
        start = at;
        if (separatorLine() == null) at = start;
        else number = 1;
    }

    private @Nullable Character separatorLine() throws IOException {
        for (char expected : "sep=".toCharArray()) {
            if (read() != expected) return null;
        }
        int given = read();
        int next = read();
        if (next == '\r') next = read();
        return given == END || next != '\n' ? null : (char) given;
    }

    /// The separator that the file announces itself, if it does.
    static @Nullable Character announced(Reader in) throws IOException {
        var rows = new CsvRows(in, ',');
        if (rows.number == 0) return null;
        return rows.buffer[rows.start + "sep=".length()];
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            start = at;
            firstLine = 0;
            if (read() == END) return null;
            at--;
            number++;
            var row = row();
            if (!row.isBlank()) return row;
        }
    }

    private Row row() throws IOException {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        while (true) {
            int c = read();
            if (at - start > LONGEST) return tooLong();
            if (c == END || isLineEnd(c)) {
                cells.add(cell.toString());
                return new Row(number, cells, null);
            }
            if (c == separator) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c == '"' && cell.toString().isBlank()) {
                cell.setLength(0);
                if (!quoted(cell)) return unclosed();
            } else {
                cell.append((char) c);
            }
        }
    }

    /// @return false when the quotation mark is never closed
    private boolean quoted(StringBuilder cell) throws IOException {
        while (true) {
            int c = read();
            if (c == END || at - start > LONGEST) return false;
            if (c == '\n' && firstLine == 0) firstLine = at - start;
            if (c != '"') {
                cell.append((char) c);
                continue;
            }
            int next = read();
            if (next != '"') {
                unread(next);
                // text right after a mark that closed on a later line: it was another cell's
                // opening one
                return firstLine == 0 || endsCell(next);
            }
            cell.append('"');
        }
    }

    private boolean endsCell(int c) {
        return c == END || c == separator || c == '\n' || c == '\r' || c == ' ' || c == '\t';
    }

    private boolean isLineEnd(int c) throws IOException {
        if (c == '\n') return true;
        if (c != '\r') return false;
        int next = read();
        if (next != '\n') unread(next);
        return true;
    }

    /// Gives up this line and goes on with the next one.
    private Row unclosed() throws IOException {
        if (firstLine == 0) return tooLong();
        at = start + firstLine;
        var line = new String(buffer, start, firstLine).strip();
        return new Row(
                number,
                List.of(line),
                "A quotation mark is opened and never closed. Close it, or double it if it belongs to the text.");
    }

    private Row tooLong() throws IOException {
        var beginning = new String(buffer, start, Math.min(at - start, 200)).strip();
        boolean unclosed = ended && at == filled;
        for (int c = 0; c != END && c != '\n'; c = read()) start = at;
        return new Row(
                number,
                List.of(beginning),
                unclosed
                        ? "A quotation mark is opened and never closed. Close it, or double it if it belongs to the text."
                        : "The row is longer than " + LONGEST + " characters.");
    }

    private int read() throws IOException {
        if (at == filled && !fill()) return END;
        return buffer[at++];
    }

    private void unread(int c) {
        if (c != END) at--;
    }

    private boolean fill() throws IOException {
        if (ended) return false;
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        at -= start;
        filled -= start;
        start = 0;
        int count = in.read(buffer, filled, buffer.length - filled);
        ended = count < 0;
        if (ended) return false;
        filled += count;
        return count > 0 || fill();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
