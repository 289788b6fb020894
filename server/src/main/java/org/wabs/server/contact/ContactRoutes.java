package org.wabs.server.contact;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

@RestController
@RequestMapping("/api/contacts")
class ContactRoutes {
    enum ConsentAction {
        OPT_IN,
        OPT_OUT
    }

    /// @param category everything unless said otherwise
    /// @param source the person's words, or where the consent is on file; needed for an opt-in
    record ConsentRequest(
            @NotNull(message = "OPT_IN or OPT_OUT") ConsentAction action,
            @Nullable ConsentCategory category,
            @Nullable
                    @Size(max = 1000, message = "at most 1000 characters")
                    @Schema(example = "signed form of 3 May")
                    String source) {}

    private final ContactBook book;

    ContactRoutes(ContactBook book) {
        this.book = book;
    }

    @Needs(Permission.SEE_CONTACTS)
    @GetMapping
    @Operation(summary = "List or search contacts")
    Page<ContactView> list(
            @RequestParam(required = false) @Nullable @Size(max = 200) String q,
            @RequestParam(required = false) @Nullable String tag,
            PageRequest page) {
        return book.list(q, tag, page);
    }

    @Needs(Permission.SEE_CONTACTS)
    @GetMapping("/{id}")
    @Operation(summary = "See one contact with the history of its consent")
    ContactView.Detail contact(@PathVariable UUID id) {
        return book.get(id);
    }

    @Needs(Permission.EDIT_CONTACTS)
    @PostMapping("/{id}/consent")
    @Operation(summary = "Write down what a person said about being written to")
    ContactView.Detail consent(@PathVariable UUID id, @Valid @RequestBody ConsentRequest request) {
        var said = request.source() == null ? "" : PlainText.clean(request.source());
        boolean optIn =
                switch (request.action()) {
                    case OPT_IN -> true;
                    case OPT_OUT -> false;
                };
        if (optIn && said.isEmpty()) {
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST, "An opt-in needs to say how it was given.")
                    .field("source", "such as \"signed form of 3 May\" or \"asked on the phone\"");
        }
        var category = request.category() == null ? ConsentCategory.ALL : request.category();
        return book.consent(id, optIn, category, said, CurrentUser.get().id());
    }
}
