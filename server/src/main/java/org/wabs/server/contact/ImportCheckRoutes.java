package org.wabs.server.contact;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

@RestController
@RequestMapping("/api/contacts/import/check")
class ImportCheckRoutes {
    private final ImportCheck check;

    ImportCheckRoutes(ImportCheck check) {
        this.check = check;
    }

    @Needs(Permission.MANAGE_CONTACTS)
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Check the first rows of a file before it is imported",
            description =
                    "Tells what each column is taken for, and which of the first 50 rows would be refused. Nothing is kept.")
    @Problems(ProblemType.TOO_LARGE)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schema = @Schema(implementation = ImportRoutes.Form.class)))
    ImportCheck.Checked check(MultipartHttpServletRequest request) {
        return check.of(request.getFile("file"), ImportRoutes.options(request));
    }
}
