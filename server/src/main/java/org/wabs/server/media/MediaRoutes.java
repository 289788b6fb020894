package org.wabs.server.media;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.idempotency.Idempotent;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;
import org.wabs.server.platform.sql.PipelineDb;

@RestController
@RequestMapping("/api/media")
class MediaRoutes {
    private final MediaBook book;
    private final MediaDownloads downloads;
    private final PipelineDb db;

    MediaRoutes(MediaBook book, MediaDownloads downloads, PipelineDb db) {
        this.book = book;
        this.downloads = downloads;
        this.db = db;
    }

    @Operation(
            summary = "Upload a file",
            description =
                    "As the part `file` of a form; what it is, its bytes tell. Send its id in a message, as often as you like.")
    @Problems(ProblemType.TOO_LARGE)
    @Needs(Permission.SEND_MESSAGES)
    @Idempotent
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MediaView> upload(MultipartHttpServletRequest request) {
        var medium = book.add(request.getFile("file"), CurrentUser.get().id());
        return ResponseEntity.created(URI.create("/api/media/" + medium.id())).body(medium);
    }

    @Operation(
            summary = "Download a file",
            description = "Whole, or by `Range`. A customer's file is there once it was fetched.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.SEE_CONVERSATIONS)
    @GetMapping("/{id}")
    ResponseEntity<Resource> download(@PathVariable UUID id) {
        var medium = book.get(id);
        if (medium.state() != MediaState.STORED) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    medium.state() == MediaState.WAITING
                            ? "The file is being fetched from Meta; try again in a moment."
                            : "The file could not be fetched: " + medium.problem());
        }
        return ResponseEntity.ok()
                .contentType(contentType(medium.mimeType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(medium).toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .cacheControl(CacheControl.maxAge(Duration.ofDays(30)).cachePrivate().immutable())
                .eTag(String.valueOf(medium.sha256()))
                .body(new StoredMedium(db, CurrentUser.get().organization(), medium));
    }

    @Operation(summary = "What a file is")
    @Needs(Permission.SEE_CONVERSATIONS)
    @GetMapping("/{id}/details")
    MediaView details(@PathVariable UUID id) {
        return book.get(id);
    }

    @Operation(
            summary = "Fetch a customer's file once more",
            description = "After a failure; Meta keeps such files for 7 days.")
    @Problems(ProblemType.CONFLICT)
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    MediaView retry(@PathVariable UUID id) {
        book.get(id);
        if (!downloads.again(CurrentUser.get().organization(), id)) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "The file is here, or being fetched already.");
        }
        return book.get(id);
    }

    /// What a customer's phone called it may be no type at all.
    private static MediaType contentType(String type) {
        try {
            return MediaType.parseMediaType(type);
        } catch (IllegalArgumentException e) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }

    /// Pictures and sound are shown in place; the rest, which a browser might run, is saved.
    private static ContentDisposition disposition(MediaView medium) {
        var type = medium.mimeType();
        boolean shown =
                type.startsWith("audio/")
                        || type.startsWith("video/")
                        || type.startsWith("image/jpeg")
                        || type.startsWith("image/png")
                        || type.startsWith("image/webp")
                        || type.startsWith("application/pdf");
        var name = medium.fileName() == null ? medium.id().toString() : medium.fileName();
        return (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(name, StandardCharsets.UTF_8)
                .build();
    }
}
