package org.wabs.server.media;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.GraphResult;
import org.wabs.cloudapi.MediaKind;
import org.wabs.cloudapi.MediaUpload;
import org.wabs.cloudapi.error.ErrorTable;
import org.wabs.server.account.Sender;
import org.wabs.server.media.StoredFiles.File;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Has files at Meta for the number that sends them.
public final class MetaMedia {
    /// Of the 30 days that Meta keeps an upload, so that what is queued still finds it.
    private static final Duration GOOD = Duration.ofDays(25);

    private final PipelineDb db;
    private final StoredFiles files;
    private final CloudApi meta;
    private final Clock clock;

    MetaMedia(PipelineDb db, StoredFiles files, CloudApi meta, Clock clock) {
        this.db = db;
        this.files = files;
        this.meta = meta;
        this.clock = clock;
    }

    /// Meta's id of a file for this sender; uploads it unless that happened in the last 25 days.
    /// Not inside a transaction: an upload may take minutes.
    ///
    /// @throws ProblemException when there is no such file, it cannot be sent as that, or Meta does
    ///   not take it
    public String idAtMeta(Sender sender, UUID mediaId, MediaKind kind) {
        var file = keep(sender.organization(), mediaId, kind);
        return known(sender, file).orElseGet(() -> upload(sender, file));
    }

    /// Chooses a file for sending later: it is kept until it is used and afterwards as messages
    /// are.
    ///
    /// @throws ProblemException when there is no such file, or it cannot be sent as that
    public void choose(OrganizationId organization, UUID mediaId, MediaKind kind) {
        keep(organization, mediaId, kind);
    }

    private File keep(OrganizationId organization, UUID mediaId, MediaKind kind) {
        var file =
                files.find(organization, mediaId).orElseThrow(() -> StoredFiles.unknown(mediaId));
        if (!MediaRules.kinds(file.mimeType()).contains(kind)
                || file.size() > MediaRules.mostBytes(kind)) {
            throw StoredFiles.unfit(
                    "The medium "
                            + mediaId
                            + " ("
                            + file.mimeType()
                            + ", "
                            + file.size()
                            + " bytes) cannot be sent as "
                            + kind.wire()
                            + "; see its sendableAs.");
        }
        files.use(organization, mediaId);
        return file;
    }

    private Optional<String> known(Sender sender, File file) {
        return db.sql()
                .sql(
                        """
                        SELECT meta_id FROM media_upload
                         WHERE organization_id = :organization AND sha256 = :sha256 AND mime_type = :type AND phone_number_id = :number
                           AND uploaded_at > :since\
                        """)
                .param("organization", sender.organization().value())
                .param("sha256", file.sha256())
                .param("type", file.mimeType())
                .param("number", sender.phoneNumberId().value())
                .param("since", clock.instant().minus(GOOD).atOffset(java.time.ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    private String upload(Sender sender, File file) {
        var upload =
                new MediaUpload(
                        file.name(),
                        file.mimeType(),
                        file.size(),
                        () -> MediaPieces.open(db, sender.organization(), file.sha256()));
        return switch (meta.uploadMedia(sender.phoneNumberId(), sender.token(), upload)) {
            case GraphResult.Ok<String>(String id) -> remember(sender, file, id);
            case GraphResult.Refused<String>(var error) ->
                    throw new ProblemException(
                                    ProblemType.META_REFUSED,
                                    ErrorTable.entryFor(error).plainWords()
                                            + " "
                                            + ErrorTable.entryFor(error).wayOut())
                            .with("code", error.code())
                            .with("metaSays", Objects.requireNonNullElse(error.details(), ""));
            case GraphResult.Unreachable<String>(var reason) ->
                    throw new ProblemException(
                            ProblemType.META_UNREACHABLE,
                            "The file could not be handed to Meta: "
                                    + reason
                                    + ". Nothing was sent; try again.");
        };
    }

    private String remember(Sender sender, File file, String id) {
        db.sql()
                .sql(
                        """
                        INSERT INTO media_upload (organization_id, sha256, mime_type, phone_number_id, meta_id, uploaded_at)
                        VALUES (:organization, :sha256, :type, :number, :id, :now)
                        ON CONFLICT (organization_id, sha256, mime_type, phone_number_id)
                        DO UPDATE SET meta_id = excluded.meta_id, uploaded_at = excluded.uploaded_at\
                        """)
                .param("organization", sender.organization().value())
                .param("sha256", file.sha256())
                .param("type", file.mimeType())
                .param("number", sender.phoneNumberId().value())
                .param("id", id)
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
        return id;
    }
}
