package org.wabs.server.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

@RestController
@RequestMapping("/api/auth")
class AuthRoutes {
    record Credentials(
            @NotBlank(message = "must not be empty")
                    @Size(max = 320, message = "at most 320 characters")
                    @Schema(example = "ana@example.org")
                    String email,
            @NotBlank(message = "must not be empty")
                    @Size(max = Passwords.LONGEST, message = "at most 1000 characters")
                    @Schema(example = "four words are better")
                    String password) {
        @Override
        public String toString() {
            return "Credentials[***]";
        }
    }

    record NewPassword(
            @NotBlank(message = "must not be empty")
                    @Size(max = Passwords.LONGEST, message = "at most 1000 characters")
                    @Schema(example = "four words are better")
                    String oldPassword,
            @Given.ChosenPassword @Schema(example = "five words are better still")
                    String newPassword) {
        @Override
        public String toString() {
            return "NewPassword[***]";
        }
    }

    private final Login login;
    private final Sessions sessions;
    private final Profile profile;

    AuthRoutes(Login login, Sessions sessions, Profile profile) {
        this.login = login;
        this.sessions = sessions;
        this.profile = profile;
    }

    @Operation(
            summary = "Sign in",
            description =
                    "Answers an access token for 15 minutes and sets the refresh cookie. After five failures for one address each further try has to wait longer.")
    @Problems({ProblemType.LOGIN_FAILED, ProblemType.TOO_MANY_REQUESTS})
    @Open
    @PostMapping("/login")
    ResponseEntity<Login.Session> login(
            @Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        return Cookies.signedIn(
                login.login(credentials.email(), credentials.password(), Caller.of(request)),
                request);
    }

    @Operation(
            summary = "Get the next access token by the refresh cookie",
            description =
                    "Sets a new cookie. A cookie used again later than ten seconds after its use ends the session.")
    @Problems(ProblemType.REFRESH_FAILED)
    @Open
    @PostMapping("/refresh")
    ResponseEntity<Login.Session> refresh(
            @CookieValue(name = Cookies.REFRESH, required = false) @Nullable String token,
            HttpServletRequest request) {
        if (token == null) throw Login.ended();
        return Cookies.signedIn(login.refresh(token), request);
    }

    @Operation(
            summary = "Sign out",
            description =
                    "Ends the session of the refresh cookie and of the access token, whichever is sent.")
    @Open
    @PostMapping("/logout")
    ResponseEntity<Void> logout(
            @CookieValue(name = Cookies.REFRESH, required = false) @Nullable String token,
            HttpServletRequest request) {
        login.logout(token, SignedIn.find());
        return Cookies.signedOut(request);
    }

    @Operation(
            summary = "Who is asking, and what they may do",
            description = "For a person or an API key.")
    @Needs(Permission.SELF)
    @GetMapping("/me")
    Profile.Me me() {
        return profile.me();
    }

    @Operation(
            summary = "Change the own password",
            description = "Ends all other sessions of the user.")
    @Problems({ProblemType.FORBIDDEN, ProblemType.TOO_MANY_REQUESTS})
    @Needs(Permission.SELF)
    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@Valid @RequestBody NewPassword password, HttpServletRequest request) {
        var session = SignedIn.sessionOfPerson();
        login.changePassword(
                CurrentUser.get(),
                session,
                password.oldPassword(),
                password.newPassword(),
                Caller.of(request));
    }

    @Operation(summary = "Where the user is signed in")
    @Needs(Permission.SELF)
    @GetMapping("/sessions")
    Page<Sessions.Session> sessions() {
        var user = CurrentUser.get();
        var session = SignedIn.sessionOfPerson();
        return new Page<>(sessions.list(user.organization(), user.id(), session), null);
    }

    @Operation(summary = "End one of the own sessions")
    @Needs(Permission.SELF)
    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(@PathVariable UUID id) {
        var user = CurrentUser.get();
        SignedIn.sessionOfPerson();
        if (!sessions.end(new Sessions.Key(user.organization(), user.id(), id), "session.ended"))
            throw new ProblemException(
                    ProblemType.NOT_FOUND,
                    "You have no session " + id + "; see GET /api/auth/sessions.");
    }
}
