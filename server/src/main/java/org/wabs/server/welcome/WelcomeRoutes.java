package org.wabs.server.welcome;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Open;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// People get a page that says where they are; programs are told where the API is.
@RestController
class WelcomeRoutes {
    private static final Resource PAGE = new ClassPathResource("welcome.html", WelcomeRoutes.class);
    private static final Resource STYLE = new ClassPathResource("welcome.css", WelcomeRoutes.class);

    @Open
    @GetMapping("/")
    ResponseEntity<Resource> welcome(
            @RequestHeader(name = "Accept", defaultValue = "") String accept) {
        if (!accept.contains(MediaType.TEXT_HTML_VALUE))
            throw new ProblemException(
                    ProblemType.NOT_FOUND,
                    "The API is under /api, described at /api/docs: sign in at POST /api/auth/login and send the accessToken of its answer as Authorization: Bearer."
                            + " GET /actuator/health tells whether the server is up.");
        return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body(PAGE);
    }

    @Open
    @GetMapping("/welcome.css")
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok().contentType(MediaType.valueOf("text/css")).body(STYLE);
    }
}
