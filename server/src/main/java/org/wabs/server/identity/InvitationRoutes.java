package org.wabs.server.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

@RestController
@RequestMapping("/api/users/invitations")
class InvitationRoutes {
    private static final int USUAL_DAYS = 7;

    /// @param expiresInDays 1 to 30; 7 when left out
    record New(
            @NotBlank(message = "must not be empty")
                    @Email(message = "must be an e-mail address")
                    @Size(max = 320, message = "at most 320 characters")
                    @Schema(example = "ben@example.com")
                    String email,
            @NotNull(message = "OWNER, ADMIN, MANAGER or AGENT") @Schema(example = "AGENT")
                    Role role,
            @Nullable @Min(1) @Max(30) @Schema(example = "7") Integer expiresInDays) {}

    /// @param link shown this once; pass it on to the person
    record Invited(InvitationBook.Invitation invitation, Link link) {}

    private final InvitationBook book;

    InvitationRoutes(InvitationBook book) {
        this.book = book;
    }

    @Operation(
            summary = "Invite somebody",
            description =
                    "Answers a one-time link, shown this once. A former invitation of the same address ends. Only owners invite owners.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_USERS)
    @Idempotent
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Invited> invite(@Valid @RequestBody New person) {
        SignedIn.sessionOfPerson();
        var id = NewId.next();
        var days = person.expiresInDays() == null ? USUAL_DAYS : person.expiresInDays();
        var link = book.invite(id, person.email(), person.role(), Duration.ofDays(days));
        return ResponseEntity.created(URI.create("/api/users/invitations/" + id))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Invited(book.get(id), link));
    }

    @Operation(summary = "List the open invitations", description = "Newest first.")
    @Needs(Permission.MANAGE_USERS)
    @GetMapping
    Page<InvitationBook.Invitation> invitations(PageRequest page) {
        return book.list(page);
    }

    @Operation(summary = "Show one open invitation", description = "Without its link.")
    @Needs(Permission.MANAGE_USERS)
    @GetMapping("/{id}")
    InvitationBook.Invitation invitation(@PathVariable UUID id) {
        return book.get(id);
    }

    @Operation(summary = "Take back an invitation")
    @Needs(Permission.MANAGE_USERS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        book.revoke(id);
    }
}
