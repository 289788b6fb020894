package org.wabs.server.analytics;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A table of figures to download.
final class CsvFile {
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private CsvFile() {}

    static ResponseEntity<String> of(String name, List<String> head, List<List<String>> lines) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(head);
            for (var line : lines) csv.writeRecord(line.stream().map(CsvFile::safe).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name + ".csv").build().toString())
                .body(text.toString());
    }

    /// A name that a spreadsheet would take for a formula stays a text.
    private static String safe(String text) {
        return text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
