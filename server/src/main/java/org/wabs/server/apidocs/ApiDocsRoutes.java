package org.wabs.server.apidocs;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Open;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Everything comes from this server: no foreign origin, no script inside the page.
@RestController
@RequestMapping("/api/docs")
class ApiDocsRoutes {
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml");
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript");
    private static final MediaType STYLE = MediaType.parseMediaType("text/css");

    /// As everywhere, and its icons, which stand inside its style sheet.
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'";

    private record File(MediaType type, Resource content) {}

    private final File page = new File(MediaType.TEXT_HTML, ours("index.html"));
    private final Map<String, File> files =
            Map.of(
                    "open-api.yaml", new File(YAML, ours("open-api.yaml")),
                    "start.js", new File(SCRIPT, ours("start.js")),
                    "swagger-ui-bundle.js", new File(SCRIPT, theirs("swagger-ui-bundle.js")),
                    "swagger-ui.css", new File(STYLE, theirs("swagger-ui.css")),
                    "favicon-32x32.png",
                            new File(MediaType.IMAGE_PNG, theirs("favicon-32x32.png")));

    private static Resource ours(String name) {
        return new ClassPathResource("api-docs/" + name);
    }

    private static Resource theirs(String name) {
        var version = new Properties();
        try (var in =
                new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties")
                        .getInputStream()) {
            version.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ClassPathResource(
                "META-INF/resources/webjars/swagger-ui/"
                        + version.getProperty("version")
                        + "/"
                        + name);
    }

    @GetMapping
    @Open
    @Operation(summary = "Browse this description")
    ResponseEntity<Resource> page() {
        return answer(page);
    }

    /// @param file `open-api.yaml`, or a part of the page
    @GetMapping("/{file}")
    @Open
    @Operation(summary = "Get this description as a file")
    ResponseEntity<Resource> file(@PathVariable String file) {
        var found = files.get(file);
        if (found == null)
            throw new ProblemException(
                    ProblemType.NOT_FOUND,
                    "There is no file " + file + " here; the description is open-api.yaml.");
        return answer(found);
    }

    private static ResponseEntity<Resource> answer(File file) {
        return ResponseEntity.ok()
                .contentType(file.type())
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .header("Content-Security-Policy", POLICY)
                .body(file.content());
    }
}
