package org.wabs.server.contact;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.wabs.server.contact.ImportRemarks.Kind;
import org.wabs.server.contact.ImportRemarks.Remark;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.job.AcceptedJob;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

@RestController
@RequestMapping("/api/contacts/import")
class ImportRoutes {
    record Accepted(UUID jobId, String location) {}

    /// The form, as the API's description tells it.
    ///
    /// @param file CSV or XLSX, its first row naming the columns
    /// @param options as JSON
    record Form(
            @Schema(type = "string", format = "binary") Resource file,
            @Schema(
                            example =
                                    "{\"tags\": [\"newsletter\"], \"consent\": {\"optedIn\": true, \"source\": \"newsletter form 2026\"}}")
                    ImportOptions.@Nullable Sent options) {}

    private final ImportUpload upload;
    private final ImportReports reports;
    private final ImportRemarks remarks;
    private final ImportEnds ends;

    ImportRoutes(
            ImportUpload upload, ImportReports reports, ImportRemarks remarks, ImportEnds ends) {
        this.upload = upload;
        this.reports = reports;
        this.remarks = remarks;
        this.ends = ends;
    }

    @Needs(Permission.MANAGE_CONTACTS)
    @Idempotent
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Import contacts from a CSV or XLSX file")
    @Problems(ProblemType.TOO_LARGE)
    @ApiResponse(responseCode = "202", description = "Being imported", useReturnTypeSchema = true)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schema = @Schema(implementation = Form.class)))
    ResponseEntity<Accepted> upload(MultipartHttpServletRequest request) {
        var id = upload.accept(request.getFile("file"), options(request));
        var location = "/api/contacts/import/" + id;
        return ResponseEntity.accepted()
                .header(HttpHeaders.LOCATION, location)
                .body(new Accepted(id, location));
    }

    /// A form field, or a part with a file name, as some clients send JSON.
    static @Nullable String options(MultipartHttpServletRequest request) {
        var part = request.getFile("options");
        if (part == null) return request.getParameter("options");
        try {
            return new String(part.getBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Needs(Permission.MANAGE_CONTACTS)
    @GetMapping("/{jobId}")
    @Operation(summary = "See how far an import is, and what became of its rows")
    ImportReports.Report report(@PathVariable UUID jobId) {
        return reports.get(jobId);
    }

    @Needs(Permission.MANAGE_CONTACTS)
    @GetMapping("/{jobId}/refusals")
    @Operation(summary = "List the rows that were not taken")
    Page<Remark> refusals(@PathVariable UUID jobId, PageRequest page) {
        return remarks.page(jobId, Kind.REFUSAL, page);
    }

    @Needs(Permission.MANAGE_CONTACTS)
    @GetMapping("/{jobId}/refusals.csv")
    @Operation(summary = "Download the refused rows")
    @ApiResponse(
            responseCode = "200",
            description = "A file",
            content = @Content(mediaType = "text/csv"))
    void refusalsAsCsv(@PathVariable UUID jobId, HttpServletResponse response) throws IOException {
        csv(jobId, Kind.REFUSAL, "refused-rows.csv", response);
    }

    @Needs(Permission.MANAGE_CONTACTS)
    @GetMapping("/{jobId}/notices")
    @Operation(summary = "List the rows that were taken, but not in every respect")
    Page<Remark> notices(@PathVariable UUID jobId, PageRequest page) {
        return remarks.page(jobId, Kind.NOTICE, page);
    }

    @Needs(Permission.MANAGE_CONTACTS)
    @GetMapping("/{jobId}/notices.csv")
    @Operation(summary = "Download the rows that were taken, but not in every respect")
    @ApiResponse(
            responseCode = "200",
            description = "A file",
            content = @Content(mediaType = "text/csv"))
    void noticesAsCsv(@PathVariable UUID jobId, HttpServletResponse response) throws IOException {
        csv(jobId, Kind.NOTICE, "rows-with-notices.csv", response);
    }

    private void csv(UUID id, Kind kind, String name, HttpServletResponse response)
            throws IOException {
        reports.get(id);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        remarks.writeCsv(id, kind, response.getWriter());
    }

    @Operation(
            summary = "Stop an import that runs",
            description = "The rows taken in so far stay; they can be taken back with undo.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_CONTACTS)
    @PostMapping("/{jobId}/cancel")
    ImportReports.Report cancel(@PathVariable UUID jobId) {
        ends.cancel(CurrentUser.get().organization(), jobId);
        return reports.get(jobId);
    }

    @Operation(
            summary = "Take back what an import added, as a job",
            description =
                    "People whom it added are removed unless messages were exchanged with them since; tags that it gave are taken away. Names and attributes that it changed of people who were there before stay, and so does consent, whose ledger cannot be changed.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_CONTACTS)
    @Idempotent
    @PostMapping("/{jobId}/undo")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<AcceptedJob> undo(@PathVariable UUID jobId) {
        var job = ends.undo(jobId, CurrentUser.get().id());
        return AcceptedJob.of(job);
    }
}
