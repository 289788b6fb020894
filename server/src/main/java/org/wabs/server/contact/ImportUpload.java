package org.wabs.server.contact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.wabs.server.audit.Audit;
import org.wabs.server.platform.TemporaryFolder;
import org.wabs.server.platform.job.JobOrders;
import org.wabs.server.platform.problem.JsonProblems;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;

/// Takes an upload: refuses at once what its first rows show to be unusable, stores the rest and
/// schedules its import.
final class ImportUpload {
    private record Checked(FileFormat format, List<Column> columns) {}

    private final AppDb db;
    private final ImportRecords imports;
    private final JobOrders orders;
    private final ObjectMapper json;
    private final DefaultCountry country;
    private final TemporaryFolder temporary;
    private final Audit audit;

    /// @param country of numbers without country code, unless an upload says otherwise
    ImportUpload(
            AppDb db,
            ImportRecords imports,
            JobOrders orders,
            ObjectMapper json,
            DefaultCountry country,
            TemporaryFolder temporary,
            Audit audit) {
        this.db = db;
        this.imports = imports;
        this.orders = orders;
        this.json = json;
        this.country = country;
        this.temporary = temporary;
        this.audit = audit;
    }

    /// @param file the part `file`
    /// @param optionsText the part `options`
    /// @return the job
    /// @throws ProblemException naming the field that is wrong and the way out
    UUID accept(@Nullable MultipartFile file, @Nullable String optionsText) {
        var options = options(optionsText);
        if (file == null) throw withoutFile();
        var checked = check(file, options);
        return orders.place(ImportRun.TASK, id -> store(id, file, checked, options));
    }

    static ProblemException withoutFile() {
        return new ProblemException(ProblemType.INVALID_REQUEST, "There is no file.")
                .field("file", "send the CSV or XLSX file as the part named file");
    }

    /// @param text the part `options`
    /// @throws ProblemException naming the field that is wrong
    ImportOptions options(@Nullable String text) {
        var sent = sent(text);
        return sent.checked(countryFor(sent.wabaId()));
    }

    private ImportOptions.Sent sent(@Nullable String text) {
        if (text == null || text.isBlank())
            return new ImportOptions.Sent(null, null, null, null, null, null);
        try {
            return json.readerFor(ImportOptions.Sent.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(text);
        } catch (JacksonException e) {
            throw JsonProblems.of(e, "options")
                    .with(
                            "example",
                            "{\"mapping\": {\"Mobile\": \"phone\"}, \"defaultCountry\": \"US\", \"tags\": [\"spring\"],"
                                    + " \"consent\": {\"optedIn\": true, \"source\": \"shop checkout\"}, \"dryRun\": false}");
        }
    }

    private String countryFor(@Nullable String wabaId) {
        if (wabaId == null || wabaId.isBlank()) return country.get();
        return country.ofAccount(wabaId)
                .orElseThrow(() -> ImportOptions.problem("wabaId", "one of GET /api/accounts"));
    }

    private Checked check(MultipartFile file, ImportOptions options) {
        try {
            var format = FileFormat.of(file::getInputStream);
            try (var rows = format.open(file::getInputStream, temporary)) {
                var columns = Columns.of(header(rows), options.mapping());
                if (rows.next() == null) {
                    throw new UnreadableFile("The file has a header and no rows below it.");
                }
                return new Checked(format, columns);
            }
        } catch (UnreadableFile e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, e.sentence())
                    .field("file", e.sentence());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first row, which names the columns.
    static Row header(Rows rows) throws IOException, UnreadableFile {
        var header = rows.next();
        if (header == null) throw new UnreadableFile("The file has no rows.");
        if (header.broken() != null)
            throw new UnreadableFile("The header cannot be read. " + header.broken());
        return header;
    }

    private void store(UUID id, MultipartFile file, Checked checked, ImportOptions options) {
        imports.create(db, id, name(file), checked.format(), checked.columns(), options);
        audit.record("contacts.imported", "import", id.toString(), Map.of());
        try (var in = file.getInputStream()) {
            StoredFile.store(db, id, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(MultipartFile file) {
        var name = PlainText.shortened(file.getOriginalFilename(), PlainText.NAME);
        return name == null ? "unnamed" : name;
    }
}
