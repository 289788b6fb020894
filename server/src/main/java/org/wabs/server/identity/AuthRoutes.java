package org.wabs.server.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

@RestController
@RequestMapping("/api/auth")
class AuthRoutes {
    private static final String COOKIE = "wabs_refresh";

    record Credentials(
            @NotBlank(message = "must not be empty")
                    @Size(max = 320, message = "at most 320 characters")
                    @Schema(example = "ana@example.org")
                    String email,
            @NotBlank(message = "must not be empty")
                    @Size(max = 1000, message = "at most 1000 characters")
                    @Schema(example = "four words are better")
                    String password) {
        @Override
        public String toString() {
            return "Credentials[***]";
        }
    }

    private final Login login;

    AuthRoutes(Login login) {
        this.login = login;
    }

    @Open
    @PostMapping("/login")
    @Operation(summary = "Sign in; the answer also sets the cookie for refreshing")
    @Problems(ProblemType.LOGIN_FAILED)
    ResponseEntity<Login.Session> login(@Valid @RequestBody Credentials credentials) {
        return answer(login.login(credentials.email(), credentials.password()));
    }

    @Open
    @PostMapping("/refresh")
    @Operation(summary = "Get the next access token for the cookie of the last sign-in")
    @Problems(ProblemType.REFRESH_FAILED)
    ResponseEntity<Login.Session> refresh(
            @CookieValue(name = COOKIE, required = false) @Nullable String token) {
        if (token == null) throw Login.ended();
        return answer(login.refresh(token));
    }

    private static ResponseEntity<Login.Session> answer(Login.Started started) {
        var cookie =
                ResponseCookie.from(COOKIE, started.refreshToken())
                        .httpOnly(true)
                        .sameSite("Strict")
                        .path("/api/auth")
                        .maxAge(RefreshTokens.LIFE)
                        .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(started.session());
    }
}
