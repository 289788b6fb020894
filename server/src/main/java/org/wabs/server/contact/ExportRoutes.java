package org.wabs.server.contact;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.audit.Audit;
import org.wabs.server.contact.filter.SqlCondition;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;

@RestController
@RequestMapping("/api/contacts/export")
class ExportRoutes {
    private enum Format {
        CSV("text/csv;charset=UTF-8", "contacts.csv"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "contacts.xlsx");

        private final String type;
        private final String file;

        Format(String type, String file) {
            this.type = type;
            this.file = file;
        }

        static Format of(String text) {
            return switch (text) {
                case "csv" -> CSV;
                case "xlsx" -> XLSX;
                default -> throw ContactRequest.problem("format", "one of csv, xlsx");
            };
        }
    }

    /// Either `ids` or `filter`; an empty filter means everybody.
    ///
    /// @param format csv or xlsx; csv unless said otherwise
    /// @param filter the parameters of `GET /api/contacts`
    record Request(
            @Nullable @Schema(example = "csv") String format,
            @Nullable @Size(min = 1, max = 10_000, message = "1 to 10000 ids") List<UUID> ids,
            @Nullable ContactQuery filter) {}

    private final ContactBook book;
    private final DefaultCountry country;
    private final ContactExport export;
    private final Audit audit;

    ExportRoutes(ContactBook book, DefaultCountry country, ContactExport export, Audit audit) {
        this.book = book;
        this.country = country;
        this.export = export;
        this.audit = audit;
    }

    @Operation(
            summary = "Download the contacts that match as CSV or XLSX",
            description =
                    "The same filters as the list. The file can be imported again; cells that a spreadsheet would take for formulas begin with an apostrophe in CSV.")
    @Needs(Permission.EXPORT_CONTACTS)
    @GetMapping
    void export(
            ContactQuery query,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletResponse response)
            throws IOException {
        write(book.everybody(query), Format.of(format), query.names(), response);
    }

    @Operation(
            summary = "Download chosen contacts as CSV or XLSX",
            description = "As above, for people who were chosen one by one as well.")
    @Needs(Permission.EXPORT_CONTACTS)
    @PostMapping
    @ApiResponse(
            responseCode = "200",
            description = "A file",
            content = @Content(mediaType = "text/csv"))
    void exportChosen(@Valid @RequestBody Request request, HttpServletResponse response)
            throws IOException {
        var people = BulkPeople.chosen(request.ids(), request.filter(), book);
        write(
                people.condition(country.get()),
                Format.of(request.format() == null ? "csv" : request.format()),
                request.filter() == null ? List.of("ids") : request.filter().names(),
                response);
    }

    private void write(
            SqlCondition condition,
            Format wanted,
            List<String> filter,
            HttpServletResponse response)
            throws IOException {
        audit.recordAhead(
                "contacts.exported",
                "contact",
                "",
                Map.of("format", wanted.name(), "filter", filter));
        response.setContentType(wanted.type);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + wanted.file + "\"");
        switch (wanted) {
            case CSV -> export.writeCsv(condition, response.getOutputStream());
            case XLSX -> export.writeXlsx(condition, response.getOutputStream());
        }
    }
}
