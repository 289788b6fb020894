package org.wabs.server.analytics;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A table of figures to download, a line an item.
final class CsvFile<T> {
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final String name;
    private final List<String> head = new ArrayList<>();
    private final List<Function<T, List<String>>> cells = new ArrayList<>();

    /// @param name without its ending
    CsvFile(String name) {
        this.name = name;
    }

    /// The columns that follow those before.
    ///
    /// @param values of one item, as many as there are names
    CsvFile<T> with(List<String> names, Function<T, List<String>> values) {
        head.addAll(names);
        cells.add(values);
        return this;
    }

    ResponseEntity<String> of(List<T> items) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(head);
            for (var item : items) csv.writeRecord(line(item));
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

    private List<String> line(T item) {
        return cells.stream()
                .flatMap(some -> some.apply(item).stream())
                .map(CsvFile::safe)
                .toList();
    }

    /// A name that a spreadsheet would take for a formula stays a text.
    private static String safe(String text) {
        return text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
