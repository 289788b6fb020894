package org.wabs.server.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
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
@RequestMapping("/api/api-keys")
class ApiKeyRoutes {
    /// @param permissions some of those you have
    /// @param expiresAt left out: it does not expire
    record New(
            @NotBlank(message = "must not be empty")
                    @Size(max = 200, message = "at most 200 characters")
                    @Schema(example = "Nightly campaign")
                    String name,
            @NotEmpty(message = "name at least one; see GET /api/auth/me for yours")
                    @Schema(example = "[\"SEE_CAMPAIGNS\"]")
                    Set<@NotNull Permission> permissions,
            @Nullable
                    @Future(message = "must be in the future")
                    @Schema(example = "2030-01-01T00:00:00Z")
                    Instant expiresAt) {}

    /// @param key for `Authorization: Bearer`, shown this once
    record Created(ApiKeyBook.View apiKey, String key) {
        @Override
        public String toString() {
            return "Created[***]";
        }
    }

    private final ApiKeyBook book;

    ApiKeyRoutes(ApiKeyBook book) {
        this.book = book;
    }

    @Operation(
            summary = "List the API keys",
            description = "Newest first, without the keys themselves.")
    @Needs(Permission.SEE_API_KEYS)
    @GetMapping
    Page<ApiKeyBook.View> list(PageRequest page) {
        return book.list(page);
    }

    @Operation(summary = "Show one API key", description = "Without the key itself.")
    @Needs(Permission.SEE_API_KEYS)
    @GetMapping("/{id}")
    ApiKeyBook.View apiKey(@PathVariable UUID id) {
        return book.get(id);
    }

    @Operation(
            summary = "Make an API key",
            description =
                    "The key is shown this once; only its hash is kept. It may do what it is given, as long as you may do it too. A key cannot make keys.")
    @Problems(ProblemType.FORBIDDEN)
    @Needs(Permission.MANAGE_API_KEYS)
    @Idempotent
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Created> create(@Valid @RequestBody New key) {
        var id = NewId.next();
        var secret = book.create(id, key.name().strip(), key.permissions(), key.expiresAt());
        return ResponseEntity.created(URI.create("/api/api-keys/" + id))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Created(book.get(id), secret));
    }

    @Operation(summary = "Revoke an API key", description = "Requests with it are refused at once.")
    @Needs(Permission.MANAGE_API_KEYS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        book.revoke(id);
    }
}
