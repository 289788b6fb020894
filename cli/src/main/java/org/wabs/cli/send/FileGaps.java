package org.wabs.cli.send;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How many people of a file have nothing in it for a variable.
///
/// @param people rows that the import takes
/// @param without variable → those of them without a value
record FileGaps(long people, Map<String, Long> without) {
    private static final String SEPARATORS = ",;\t|";

    /// Empty where the file cannot be read as the import read it: XLSX, UTF-16.
    ///
    /// @param headers as the import saw them
    /// @param filledBy variable → headers of which one must hold something
    /// @param refused numbers of the rows that the import does not take, the header's being 1
    static Optional<FileGaps> read(
            Path file,
            List<String> headers,
            Map<String, List<String>> filledBy,
            Set<Long> refused) {
        for (char separator : SEPARATORS.toCharArray()) {
            try (var rows =
                    CsvReader.builder()
                            .fieldSeparator(separator)
                            .skipEmptyLines(false)
                            .allowMissingFields(true)
                            .allowExtraFields(true)
                            .detectBomHeader(true)
                            .ofCsvRecord(file)) {
                var row = rows.iterator();
                if (!row.hasNext() || !stripped(row.next().getFields()).equals(headers)) continue;
                long number = 1;
                long people = 0;
                var without = new LinkedHashMap<String, Long>();
                while (row.hasNext()) {
                    number++;
                    var cells = stripped(row.next().getFields());
                    if (refused.contains(number) || cells.stream().allMatch(String::isEmpty))
                        continue;
                    people++;
                    filledBy.forEach((variable, columns) -> {
                        if (columns.stream().allMatch(one -> isBlank(cells, headers.indexOf(one))))
                            without.merge(variable, 1L, Long::sum);
                    });
                }
                return Optional.of(new FileGaps(people, without));
            } catch (IOException | UncheckedIOException | CsvParseException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static List<String> stripped(List<String> cells) {
        return cells.stream().map(String::strip).toList();
    }

    private static boolean isBlank(List<String> cells, int column) {
        return column >= cells.size() || cells.get(column).isEmpty();
    }

    /// One sentence for each variable.
    List<String> lines() {
        var lines = new ArrayList<String>();
        without.forEach((variable, many) ->
                lines.add(
                        "%,d of %,d people %s no value for %s in the file and will be left out, unless the contact has one already."
                                .formatted(many, people, many == 1 ? "has" : "have", variable)));
        return lines;
    }
}
