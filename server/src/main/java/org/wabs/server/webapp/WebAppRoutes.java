package org.wabs.server.webapp;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Open;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// People get the app's page for every address that is not the API's, Meta's or the actuator's: the
/// app itself knows its addresses. Programs are told where the API is.
@RestController
class WebAppRoutes {
    private static final String FOLDER = "web-app/";

    /// Their names change with their content.
    private static final CacheControl FOREVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private static final Map<String, MediaType> TYPES =
            Map.of(
                    "js", MediaType.parseMediaType("text/javascript"),
                    "css", MediaType.parseMediaType("text/css"),
                    "svg", MediaType.parseMediaType("image/svg+xml"),
                    "png", MediaType.IMAGE_PNG,
                    "webmanifest", MediaType.parseMediaType("application/manifest+json"),
                    "woff2", MediaType.parseMediaType("font/woff2"));

    @Open
    @GetMapping({
        "/",
        "/{first:^(?!(?:api|webhooks|actuator|assets|error)$).+}",
        "/{first:^(?!(?:api|webhooks|actuator|assets|error)$).+}/**"
    })
    ResponseEntity<Resource> page(
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        var page = new ClassPathResource(FOLDER + "index.html");
        if (!accept.contains(MediaType.TEXT_HTML_VALUE) || !page.exists())
            throw new ProblemException(
                    ProblemType.NOT_FOUND,
                    "The API is under /api, described at /api/docs: sign in at POST /api/auth/login and send the accessToken of its answer as Authorization: Bearer."
                            + " GET /actuator/health tells whether the server is up.");
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noCache())
                .header("Referrer-Policy", "same-origin")
                .body(page);
    }

    /// What a browser needs to install the app on a phone or desk.
    @Open
    @GetMapping({
        "/icon.svg",
        "/icon-192.png",
        "/icon-512.png",
        "/icon-maskable.png",
        "/manifest.webmanifest"
    })
    ResponseEntity<Resource> furniture(HttpServletRequest request) {
        return file(
                request.getServletPath().substring(1), "", CacheControl.maxAge(Duration.ofDays(1)));
    }

    @Open
    @GetMapping("/assets/{file}")
    ResponseEntity<Resource> asset(
            @PathVariable String file,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encoding) {
        return file("assets/" + file, encoding, FOREVER);
    }

    private static ResponseEntity<Resource> file(
            String name, String encoding, CacheControl caching) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        var plain = new ClassPathResource(FOLDER + name);
        if (type == null || name.contains("..") || !plain.exists())
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "There is no such file; reload the page.");
        var answer =
                ResponseEntity.ok()
                        .contentType(type)
                        .cacheControl(caching)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        var packed = new ClassPathResource(FOLDER + name + ".gz");
        if (!encoding.contains("gzip") || !packed.exists()) return answer.body(plain);
        return answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(packed);
    }
}
