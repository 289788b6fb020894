package org.wabs.server.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;

/// For whoever has a one-time link.
@RestController
@RequestMapping("/api/auth")
class LinkRoutes {
    /// @param token of the link, behind its `#`
    record Acceptance(
            @Given.LinkToken @Schema(example = "dGhpcyBpcyBhbiBleGFtcGxlIG9mIGEgdG9rZW4")
                    String token,
            @NotBlank(message = "must not be empty")
                    @Size(max = 200, message = "at most 200 characters")
                    @Schema(example = "Ben Okafor")
                    String name,
            @Given.ChosenPassword @Schema(example = "four words are better") String password) {
        @Override
        public String toString() {
            return "Acceptance[***]";
        }
    }

    /// @param token of the link, behind its `#`
    record Reset(
            @Given.LinkToken @Schema(example = "dGhpcyBpcyBhbiBleGFtcGxlIG9mIGEgdG9rZW4")
                    String token,
            @Given.ChosenPassword @Schema(example = "four words are better") String password) {
        @Override
        public String toString() {
            return "Reset[***]";
        }
    }

    /// @param token of the link that the first start printed, behind its `#`
    record SetUp(
            @Given.LinkToken @Schema(example = "dGhpcyBpcyBhbiBleGFtcGxlIG9mIGEgdG9rZW4")
                    String token,
            @NotBlank(message = "must not be empty")
                    @Email(message = "must be an e-mail address")
                    @Size(max = 320, message = "at most 320 characters")
                    @Schema(example = "owner@example.com")
                    String email,
            @NotBlank(message = "must not be empty")
                    @Size(max = 200, message = "at most 200 characters")
                    @Schema(example = "Ana Souza")
                    String name,
            @Given.ChosenPassword @Schema(example = "four words are better") String password,
            @NotBlank(message = "must not be empty")
                    @Size(max = 200, message = "at most 200 characters")
                    @Schema(example = "Corner Shop")
                    String organizationName) {
        @Override
        public String toString() {
            return "SetUp[***]";
        }
    }

    private final OneTimeLinks links;
    private final FirstOwner firstOwner;

    LinkRoutes(OneTimeLinks links, FirstOwner firstOwner) {
        this.links = links;
        this.firstOwner = firstOwner;
    }

    @Operation(
            summary = "Accept an invitation",
            description = "Makes the user and signs them in, as POST /api/auth/login does.")
    @Problems({ProblemType.LINK_OVER, ProblemType.CONFLICT, ProblemType.TOO_MANY_REQUESTS})
    @Open
    @PostMapping("/invitations/accept")
    ResponseEntity<Login.Session> accept(
            @Valid @RequestBody Acceptance acceptance, HttpServletRequest request) {
        return Cookies.signedIn(
                links.accept(
                        acceptance.token(),
                        acceptance.name().strip(),
                        acceptance.password(),
                        Caller.of(request)),
                request);
    }

    @Operation(
            summary = "Choose a new password by a reset link",
            description = "Ends every session of the user. Sign in with the new password then.")
    @Problems({ProblemType.LINK_OVER, ProblemType.TOO_MANY_REQUESTS})
    @Open
    @PostMapping("/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@Valid @RequestBody Reset reset) {
        links.reset(reset.token(), reset.password());
    }

    @Operation(
            summary = "Make the first organization and its owner",
            description =
                    "By the link that the first start printed. Signs the owner in, as POST /api/auth/login does.")
    @Problems({ProblemType.LINK_OVER, ProblemType.TOO_MANY_REQUESTS})
    @Open
    @PostMapping("/setup")
    ResponseEntity<Login.Session> setUp(
            @Valid @RequestBody SetUp setUp, HttpServletRequest request) {
        return Cookies.signedIn(
                firstOwner.setUp(
                        setUp.token(),
                        new FirstOwner.Owner(
                                setUp.organizationName().strip(),
                                setUp.email(),
                                setUp.name().strip(),
                                setUp.password()),
                        Caller.of(request)),
                request);
    }
}
