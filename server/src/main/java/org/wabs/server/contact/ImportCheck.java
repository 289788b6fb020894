package org.wabs.server.contact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.wabs.server.contact.ImportReports.ColumnUse;
import org.wabs.server.platform.TemporaryFolder;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Reads the first rows of a file as an import would, so that a person sees what each column is
/// taken for before anything is stored.
final class ImportCheck {
    private static final int ROWS = 50;

    /// @param columns what each is taken for, by the mapping or else by its name
    /// @param problem why the file cannot be imported with these columns; absent when it can
    /// @param rows the first ones
    /// @param refused how many of those would not be taken
    /// @param rowsInFile at most so many; absent while unknown
    record Checked(
            List<ColumnUse> columns,
            @Nullable String problem,
            List<CheckedRow> rows,
            long refused,
            @Nullable Long rowsInFile) {}

    /// @param row as a spreadsheet counts
    /// @param reason why it would not be taken; absent when it would
    /// @param detail the same, for a person, with the way out
    record CheckedRow(
            long row, List<String> cells, @Nullable RefusalReason reason, @Nullable String detail) {
        static CheckedRow of(ParsedRow parsed) {
            return switch (parsed) {
                case ParsedRow.Person person ->
                        new CheckedRow(person.row().number(), person.row().cells(), null, null);
                case ParsedRow.Refusal refusal ->
                        new CheckedRow(
                                refusal.row().number(),
                                refusal.row().cells(),
                                refusal.reason(),
                                refusal.detail());
            };
        }
    }

    private final ImportUpload uploads;
    private final TemporaryFolder temporary;

    ImportCheck(ImportUpload uploads, TemporaryFolder temporary) {
        this.uploads = uploads;
        this.temporary = temporary;
    }

    /// @throws ProblemException when the file cannot be read, or the options not be understood
    Checked of(@Nullable MultipartFile file, @Nullable String optionsText) {
        var options = uploads.options(optionsText);
        if (file == null) throw ImportUpload.withoutFile();
        try {
            var format = FileFormat.of(file::getInputStream);
            try (var rows = format.open(file::getInputStream, temporary)) {
                return of(rows, options, format.lines());
            }
        } catch (UnreadableFile e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, e.sentence())
                    .field("file", e.sentence());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Checked of(Rows rows, ImportOptions options, long lines)
            throws IOException, UnreadableFile {
        var columns = Columns.assigned(ImportUpload.header(rows), options.mapping());
        var problem = Columns.problem(columns);
        var parser = new RowParser(columns, options);
        var checked = new ArrayList<CheckedRow>();
        var seen = new HashMap<String, Long>();
        for (var row = rows.next(); row != null && checked.size() < ROWS; row = rows.next())
            checked.add(CheckedRow.of(once(parser.parse(row), seen)));
        return new Checked(
                columns.stream().map(ColumnUse::of).toList(),
                problem.orElse(null),
                List.copyOf(checked),
                checked.stream().filter(row -> row.reason() != null).count(),
                lines > 1 ? lines - 1 : null);
    }

    /// @param seen people of earlier rows
    private static ParsedRow once(ParsedRow parsed, Map<String, Long> seen) {
        return switch (parsed) {
            case ParsedRow.Refusal refusal -> refusal;
            case ParsedRow.Person person -> {
                var earlier = seen.putIfAbsent(person.key().value(), person.row().number());
                yield earlier == null ? person : ImportBatch.duplicate(person, earlier);
            }
        };
    }
}
