package org.wabs.server.audience;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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
import org.wabs.server.contact.ContactBook;
import org.wabs.server.contact.ContactCounts;
import org.wabs.server.contact.ContactFilters;
import org.wabs.server.contact.filter.FilterReader;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/audiences")
class AudienceRoutes {
    private static final int MOST_NAME = 200;
    private static final String EXAMPLE =
            "{\"all\": [{\"country\": [\"DE\"]}, {\"not\": {\"tag\": [\"vip\"]}}, {\"wrote\": {\"withinDays\": 90}}]}";

    /// @param filter a tree of `all`, `any`, `not` and conditions
    record New(
            @NotBlank(message = "must not be empty")
                    @Size(max = MOST_NAME, message = "at most 200 characters")
                    @Schema(example = "Customers in Germany")
                    String name,
            @NotNull(message = "a filter such as {\"tag\": [\"vip\"]}") @Schema(example = EXAMPLE)
                    JsonNode filter) {}

    /// What is left out stays as it is.
    ///
    /// @param version of the audience as it was read
    record Change(
            @NotNull(message = "the version as it was read") @Nullable @Schema(example = "1")
                    Integer version,
            @Nullable
                    @Size(min = 1, max = MOST_NAME, message = "1 to 200 characters")
                    @Schema(example = "Customers in Germany")
                    String name,
            @Nullable @Schema(example = EXAMPLE) JsonNode filter) {}

    record ToPreview(
            @NotNull(message = "a filter such as {\"tag\": [\"vip\"]}") @Schema(example = EXAMPLE)
                    JsonNode filter) {}

    /// @param total people who match
    /// @param totalIsEstimate whether a sample told it: of many
    /// @param sample at most ten of them: the newest, or of a great many those that are found at
    ///   once
    record Preview(long total, boolean totalIsEstimate, List<ContactBook.Sample> sample) {}

    private final ContactFilters filters;
    private final ContactBook contacts;
    private final ContactCounts counts;

    AudienceRoutes(ContactFilters filters, ContactBook contacts, ContactCounts counts) {
        this.filters = filters;
        this.contacts = contacts;
        this.counts = counts;
    }

    @Operation(
            summary = "List saved audiences, newest first",
            description = "`q` is a part of the name, in any case.")
    @Needs(Permission.SEE_AUDIENCES)
    @GetMapping
    Page<AudienceView> list(@RequestParam(required = false) @Nullable String q, PageRequest page) {
        var found = filters.list(q, page);
        return new Page<>(found.items().stream().map(AudienceView::of).toList(), found.next());
    }

    @Operation(
            summary = "Save an audience",
            description =
                    "A filter is a tree: {\"all\": […]}, {\"any\": […]}, {\"not\": …} over conditions on name, number, hasNumber, country, language, tag, attribute, consent, created, optedIn, campaign, wrote and received. What cannot be understood is named by its path.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_AUDIENCES)
    @Idempotent
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AudienceView> create(@Valid @RequestBody New audience) {
        FilterReader.read(audience.filter(), "filter");
        var id = NewId.next();
        filters.create(id, audience.name().strip(), audience.filter(), CurrentUser.get().id());
        return ResponseEntity.created(URI.create("/api/audiences/" + id)).body(get(id));
    }

    @Operation(summary = "Read a saved audience")
    @Needs(Permission.SEE_AUDIENCES)
    @GetMapping("/{id}")
    AudienceView audience(@PathVariable UUID id) {
        return get(id);
    }

    private AudienceView get(UUID id) {
        return filters.find(id).map(AudienceView::of).orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(UUID id) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no audience " + id + ".");
    }

    @Operation(
            summary = "Change a saved audience",
            description = "Campaigns that have started keep the filter that they copied.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_AUDIENCES)
    @PatchMapping("/{id}")
    AudienceView change(@PathVariable UUID id, @Valid @RequestBody Change change) {
        if (change.filter() != null) FilterReader.read(change.filter(), "filter");
        get(id);
        var name = change.name() == null || change.name().isBlank() ? null : change.name().strip();
        if (!filters.change(id, Objects.requireNonNull(change.version()), name, change.filter())) {
            throw new ProblemException(
                            ProblemType.CONFLICT,
                            "Somebody changed this audience meanwhile; read it again.")
                    .with("version", get(id).version());
        }
        return get(id);
    }

    @Operation(
            summary = "Delete a saved audience",
            description =
                    "Campaigns that have started keep their copy; drafts must choose another.")
    @Needs(Permission.MANAGE_AUDIENCES)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        if (!filters.delete(id)) throw unknown(id);
    }

    @Operation(
            summary = "Count who matches a filter, with ten examples",
            description =
                    "Exact up to 10,000, or up to 2,000 of who opted out or was failed or skipped by a campaign; above, or after two seconds, an estimate from a sample.")
    @Needs(Permission.SEE_AUDIENCES)
    @PostMapping("/preview")
    Preview preview(@Valid @RequestBody ToPreview request) {
        var filter = FilterReader.read(request.filter(), "filter");
        var preview = counts.preview(filter);
        return new Preview(
                preview.count().total(),
                preview.count().totalIsEstimate(),
                preview.examples().isEmpty() ? List.of() : contacts.those(preview.examples()));
    }

    @Operation(summary = "Count who matches a saved audience now")
    @Needs(Permission.SEE_AUDIENCES)
    @GetMapping("/{id}/count")
    ContactCounts.Count count(@PathVariable UUID id) {
        return counts.count(FilterReader.read(get(id).filter(), "filter"));
    }
}
