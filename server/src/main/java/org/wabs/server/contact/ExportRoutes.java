package org.wabs.server.contact;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.audit.Audit;
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

    private final ContactBook book;
    private final ContactExport export;
    private final Audit audit;

    ExportRoutes(ContactBook book, ContactExport export, Audit audit) {
        this.book = book;
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
        var condition = book.everybody(query);
        var wanted = Format.of(format);
        audit.recordAhead(
                "contacts.exported",
                "contact",
                "",
                Map.of("format", wanted.name(), "filter", query.names()));
        response.setContentType(wanted.type);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + wanted.file + "\"");
        switch (wanted) {
            case CSV -> export.writeCsv(condition, response.getOutputStream());
            case XLSX -> export.writeXlsx(condition, response.getOutputStream());
        }
    }
}
