package org.wabs.server.contact;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.contact.TagBook.TagView;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.job.AcceptedJob;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

@RestController
@RequestMapping("/api/tags")
class TagRoutes {
    record NewTag(
            @NotNull(message = "must not be empty") @Schema(example = "spring") String name) {}

    /// @param version of the tag as it was read
    record Renamed(
            @NotNull(message = "the version as it was read") @Nullable @Schema(example = "1")
                    Integer version,
            @NotNull(message = "must not be empty") @Schema(example = "spring 2026") String name) {}

    private final TagBook tags;

    TagRoutes(TagBook tags) {
        this.tags = tags;
    }

    @Operation(summary = "List the tags of contacts, with how many people carry each")
    @Needs(Permission.SEE_CONTACTS)
    @GetMapping
    List<TagView> list() {
        return tags.list();
    }

    @Operation(summary = "Make a tag that nobody carries yet")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_CONTACTS)
    @Idempotent
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TagView> create(@Valid @RequestBody NewTag tag) {
        var made = tags.create(NewId.next(), ContactRequest.tag(tag.name(), "name"));
        return ResponseEntity.created(URI.create("/api/tags/" + made.id())).body(made);
    }

    @Operation(
            summary = "Rename a tag, as a job",
            description =
                    "The tag has its new name at once; a job gives it to everybody who carries it. Saved filters and drafts of campaigns name tags by their words and are not changed.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_CONTACTS)
    @PatchMapping("/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<AcceptedJob> rename(@PathVariable UUID id, @Valid @RequestBody Renamed tag) {
        return AcceptedJob.of(
                tags.rename(
                        id,
                        java.util.Objects.requireNonNull(tag.version()),
                        ContactRequest.tag(tag.name(), "name"),
                        CurrentUser.get().id()));
    }

    @Operation(
            summary = "Delete a tag, as a job",
            description =
                    "The tag is gone from the list at once; a job takes it from everybody who carries it.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_CONTACTS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<AcceptedJob> delete(@PathVariable UUID id) {
        return AcceptedJob.of(tags.delete(id, CurrentUser.get().id()));
    }
}
