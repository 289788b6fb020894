package org.wabs.server.template;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.account.Accounts;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;
import org.wabs.server.platform.tenant.Tenant;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/templates")
class TemplateRoutes {
    /// @param account the WABA that gets the template
    /// @param name lower-case letters, digits and underscores
    /// @param language such as en_US
    /// @param category MARKETING, UTILITY or AUTHENTICATION; Meta may file it under another
    /// @param parameterFormat POSITIONAL (also when left out) or NAMED
    /// @param components as Meta's documentation has them; the example of a picture, video or
    ///   document in a header may be given as `"example": {"mediaId": "…"}`, an id of `POST
    ///   /api/media`
    record New(
            @NotBlank @Schema(example = "102290129340398") String account,
            @NotBlank @Schema(example = "spring_sale") String name,
            @NotBlank @Schema(example = "en_US") String language,
            @NotBlank @Schema(example = "MARKETING") String category,
            @Nullable String parameterFormat,
            @NotNull
                    @Nullable
                    @Schema(
                            example =
                                    """
                                    [{"type": "BODY", "text": "Hello {{1}}, our spring sale starts on Monday.",
                                      "example": {"body_text": [["Ana"]]}}]\
                                    """)
                    JsonNode components) {
        NewTemplate template() {
            return new NewTemplate(
                    name, language, category, parameterFormat, Objects.requireNonNull(components));
        }
    }

    /// What is left out stays as it is.
    ///
    /// @param version of the template as it was read
    /// @param components replace all former ones; examples of headers as when it is made
    record Change(
            @NotNull @Nullable @Schema(example = "1") Integer version,
            @Nullable @Schema(example = "UTILITY") String category,
            @Nullable JsonNode components) {}

    /// @param language of the copy
    /// @param components left out: as they are, to be translated by an edit
    record Copy(@NotBlank @Schema(example = "de") String language, @Nullable JsonNode components) {}

    /// @param problems what Meta would refuse; empty: nothing that is known
    record Linted(List<LintProblem> problems) {}

    private final Templates templates;
    private final TemplateAuthoring authoring;
    private final Accounts accounts;

    TemplateRoutes(Templates templates, TemplateAuthoring authoring, Accounts accounts) {
        this.templates = templates;
        this.authoring = authoring;
        this.accounts = accounts;
    }

    @Needs(Permission.SEE_TEMPLATES)
    @GetMapping
    @Operation(summary = "List templates, the approved ones unless asked otherwise")
    Page<TemplateView> list(TemplateFilter filter, PageRequest page) {
        var found = templates.list(filter, page);
        return new Page<>(found.items().stream().map(TemplateView::of).toList(), found.next());
    }

    @Needs(Permission.SEE_TEMPLATES)
    @GetMapping("/{account}/{name}/{language}")
    @Operation(summary = "See one template")
    TemplateView one(
            @PathVariable String account,
            @PathVariable String name,
            @PathVariable String language) {
        var key = key(account, name, language);
        return templates
                .find(key.waba, key.name, key.language)
                .map(TemplateView::of)
                .orElseThrow(
                        () -> TemplateAuthoring.unknown(key.waba, key.name, " (" + language + ")"));
    }

    /// Submits a template for Meta's review, after the rules of Meta's that are known.
    @Needs(Permission.MANAGE_TEMPLATES)
    @Idempotent
    @PostMapping
    @Operation(summary = "Submit a template for Meta's review")
    @Problems({ProblemType.CONFLICT, ProblemType.META_REFUSED, ProblemType.META_UNREACHABLE})
    @ApiResponse(responseCode = "201", description = "Submitted", useReturnTypeSchema = true)
    ResponseEntity<TemplateView> create(@Valid @RequestBody New request) {
        var waba = waba(request.account());
        authoring.create(waba, request.template());
        return created(request.account(), request.name(), request.language());
    }

    /// Asks the same rules without submitting anything.
    @Needs(Permission.SEE_TEMPLATES)
    @PostMapping("/check")
    @Operation(summary = "Check a template by Meta's rules without submitting it")
    Linted check(@Valid @RequestBody New request) {
        return new Linted(authoring.lint(request.template()));
    }

    @Needs(Permission.MANAGE_TEMPLATES)
    @PatchMapping("/{account}/{name}/{language}")
    @Operation(summary = "Change a template and submit it again")
    @Problems({ProblemType.CONFLICT, ProblemType.META_REFUSED, ProblemType.META_UNREACHABLE})
    TemplateView change(
            @PathVariable String account,
            @PathVariable String name,
            @PathVariable String language,
            @Valid @RequestBody Change request) {
        var key = key(account, name, language);
        authoring.edit(
                key.waba,
                key.name,
                key.language,
                Objects.requireNonNull(request.version()),
                request.category(),
                request.components());
        return one(account, name, language);
    }

    /// The same template in another language.
    @Needs(Permission.MANAGE_TEMPLATES)
    @Idempotent
    @PostMapping("/{account}/{name}/{language}/clone")
    @Operation(summary = "Submit a template in another language")
    @Problems({ProblemType.CONFLICT, ProblemType.META_REFUSED, ProblemType.META_UNREACHABLE})
    @ApiResponse(responseCode = "201", description = "Submitted", useReturnTypeSchema = true)
    ResponseEntity<TemplateView> copy(
            @PathVariable String account,
            @PathVariable String name,
            @PathVariable String language,
            @Valid @RequestBody Copy request) {
        var key = key(account, name, language);
        authoring.copy(key.waba, key.name, key.language, request.language(), request.components());
        return created(account, name, request.language());
    }

    /// Deletes every language of a template.
    @Needs(Permission.MANAGE_TEMPLATES)
    @DeleteMapping("/{account}/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete every language of a template")
    @Problems({ProblemType.META_REFUSED, ProblemType.META_UNREACHABLE})
    void deleteAll(@PathVariable String account, @PathVariable String name) {
        var key = key(account, name, "en");
        authoring.delete(key.waba, key.name, null);
    }

    @Needs(Permission.MANAGE_TEMPLATES)
    @DeleteMapping("/{account}/{name}/{language}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete one language of a template")
    @Problems({ProblemType.META_REFUSED, ProblemType.META_UNREACHABLE})
    void delete(
            @PathVariable String account,
            @PathVariable String name,
            @PathVariable String language) {
        var key = key(account, name, language);
        authoring.delete(key.waba, key.name, key.language);
    }

    private ResponseEntity<TemplateView> created(String account, String name, String language) {
        return ResponseEntity.created(
                        URI.create("/api/templates/" + account + "/" + name + "/" + language))
                .body(one(account, name, language));
    }

    private record Key(WabaId waba, TemplateName name, Language language) {}

    /// What cannot be one is none.
    private static Key key(String account, String name, String language) {
        try {
            return new Key(new WabaId(account), new TemplateName(name), new Language(language));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND,
                    "There is no template "
                            + name
                            + " ("
                            + language
                            + ") in account "
                            + account
                            + ".");
        }
    }

    /// Reads one account, or all of the organization; fails only when none could be read.
    @Needs(Permission.MANAGE_TEMPLATES)
    @PostMapping("/sync")
    @Operation(summary = "Read templates from Meta and tell what changed")
    @Problems({ProblemType.META_REFUSED, ProblemType.META_UNREACHABLE})
    TemplateSynced sync(@RequestParam(required = false) @Nullable String account) {
        var wanted =
                account == null ? accounts.connected(Tenant.current()) : List.of(waba(account));
        var synced = TemplateSynced.nothing();
        for (var waba : wanted) {
            try {
                synced.add(templates.sync(waba));
            } catch (ProblemException e) {
                if (wanted.size() == 1) throw e;
                synced.addFailed(waba, e.detail());
            }
        }
        return synced;
    }

    private static WabaId waba(String id) {
        try {
            return new WabaId(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "The account id is not valid.")
                    .field("account", "digits, as GET /api/accounts shows it");
        }
    }
}
