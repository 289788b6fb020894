package org.wabs.server.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

@RestController
@RequestMapping("/api/users")
class UserRoutes {
    record New(
            @NotBlank(message = "must not be empty")
                    @Email(message = "must be an e-mail address")
                    @Size(max = 320, message = "at most 320 characters")
                    @Schema(example = "ana@example.com")
                    String email,
            @NotBlank(message = "must not be empty")
                    @Size(max = 200, message = "at most 200 characters")
                    @Schema(example = "Ana Souza")
                    String name,
            @NotNull(message = "OWNER, ADMIN, MANAGER or AGENT") @Schema(example = "AGENT")
                    Role role) {}

    /// What is left out stays as it is.
    ///
    /// @param active false: they are signed out everywhere and cannot sign in
    /// @param version as it was read
    record Change(
            @Nullable
                    @Size(max = 200, message = "at most 200 characters")
                    @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
                    @Schema(example = "Ana Souza")
                    String name,
            @Nullable @Schema(example = "AGENT") Role role,
            @Nullable @Schema(example = "true") Boolean active,
            @NotNull @Nullable @Schema(example = "1") Integer version) {}

    /// @param link shown this once: with it they choose their password
    record Created(UserBook.View user, Link link) {}

    private final UserBook book;

    UserRoutes(UserBook book) {
        this.book = book;
    }

    @Operation(summary = "List the users", description = "By name.")
    @Needs(Permission.SEE_USERS)
    @GetMapping
    Page<UserBook.View> list(
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(required = false) @Nullable Boolean active,
            PageRequest page) {
        return book.list(role, active, page);
    }

    @Operation(summary = "Show one user")
    @Needs(Permission.SEE_USERS)
    @GetMapping("/{id}")
    UserBook.View user(@PathVariable UUID id) {
        return book.get(id);
    }

    @Operation(
            summary = "Make a user",
            description =
                    "Answers a one-time link, shown this once, by which they choose their password. Where they are to confirm that they want to join, invite them instead.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_USERS)
    @Idempotent
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Created> create(@Valid @RequestBody New user) {
        SignedIn.sessionOfPerson();
        var id = NewId.next();
        var link = book.create(id, user.email(), user.name().strip(), user.role());
        return ResponseEntity.created(URI.create("/api/users/" + id))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Created(book.get(id), link));
    }

    @Operation(
            summary = "Change a user's name or role, deactivate or reactivate them",
            description =
                    "Takes effect at once, also on access tokens in use. Only owners change owners, and the last one stays.")
    @Problems({ProblemType.CONFLICT, ProblemType.LAST_OWNER})
    @Needs(Permission.MANAGE_USERS)
    @PatchMapping("/{id}")
    UserBook.View change(@PathVariable UUID id, @Valid @RequestBody Change change) {
        SignedIn.sessionOfPerson();
        return book.change(
                id,
                new UserBook.Change(
                        change.name(),
                        change.role(),
                        change.active(),
                        Objects.requireNonNull(change.version())));
    }

    @Operation(
            summary = "Make a link by which a user chooses a new password",
            description = "Shown this once, good for a day and one use.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_USERS)
    @Idempotent
    @PostMapping("/{id}/reset-link")
    ResponseEntity<Link> resetLink(@PathVariable UUID id) {
        SignedIn.sessionOfPerson();
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(book.resetLink(id));
    }
}
