package org.wabs.server.media;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.GraphResult;
import org.wabs.cloudapi.MediaUpload;
import org.wabs.cloudapi.MessageLimits;
import org.wabs.cloudapi.MetaAppId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Files of ours as examples of template headers, which Meta's reviewers look at. Meta takes them
/// by another way than media of messages, and fewer types.
public final class HeaderExamples {
    /// What a header shows, and which files Meta takes as its example (Meta, Resumable Upload and
    /// Template components, read 2026-10).
    public enum Format {
        IMAGE(Set.of("image/jpeg", "image/png"), MessageLimits.IMAGE_BYTES, "a JPEG or PNG"),
        VIDEO(Set.of("video/mp4"), MessageLimits.VIDEO_BYTES, "an MP4"),
        GIF(Set.of("video/mp4"), 7L * 1024 * 1024 / 2, "an MP4"),
        DOCUMENT(Set.of("application/pdf"), MessageLimits.DOCUMENT_BYTES, "a PDF");

        private final Set<String> types;
        private final long mostBytes;
        private final String words;

        Format(Set<String> types, long mostBytes, String words) {
            this.types = types;
            this.mostBytes = mostBytes;
            this.words = words;
        }
    }

    private final PipelineDb db;
    private final StoredFiles files;
    private final CloudApi meta;

    HeaderExamples(PipelineDb db, StoredFiles files, CloudApi meta) {
        this.db = db;
        this.files = files;
        this.meta = meta;
    }

    /// What Meta would say against this file; empty when it may be asked.
    public Optional<String> obstacle(OrganizationId organization, UUID mediaId, Format format) {
        var file = files.find(organization, mediaId);
        if (file.isEmpty())
            return Optional.of(
                    "There is no stored medium " + mediaId + ": upload one with POST /api/media.");
        if (!format.types.contains(file.get().mimeType()))
            return Optional.of(
                    "The example of a header of format %s is %s; this medium is %s."
                            .formatted(format, format.words, file.get().mimeType()));
        if (file.get().size() > format.mostBytes)
            return Optional.of(
                    "The example of a header of format %s has at most %s MB; this medium has %d bytes."
                            .formatted(format, megabytes(format), file.get().size()));
        return Optional.empty();
    }

    private static String megabytes(Format format) {
        long half = format.mostBytes * 2 / (1024 * 1024);
        return half % 2 == 0 ? Long.toString(half / 2) : half / 2 + ".5";
    }

    /// Hands a file without [#obstacle] to the app that the token belongs to. Not inside a
    /// transaction: it may take minutes.
    ///
    /// @return the handle, for `header_handle`
    public GraphResult<String> upload(
            OrganizationId organization, UUID mediaId, MetaAppId app, AccessToken token) {
        var file = files.keep(organization, mediaId);
        return meta.uploadExample(
                app,
                token,
                new MediaUpload(
                        file.name(),
                        file.mimeType(),
                        file.size(),
                        () -> MediaPieces.open(db, organization, file.sha256())));
    }
}
