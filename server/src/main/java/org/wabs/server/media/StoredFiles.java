package org.wabs.server.media;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Files of ours that go to Meta.
final class StoredFiles {
    record File(String sha256, long size, String mimeType, String name) {}

    private final PipelineDb db;
    private final Clock clock;

    StoredFiles(PipelineDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// Empty when there is none of this organization, or its bytes are not here.
    Optional<File> find(OrganizationId organization, UUID id) {
        return db.sql()
                .sql(
                        """
                        SELECT sha256, size, mime_type, coalesce(file_name, 'file') AS file_name FROM media
                         WHERE organization_id = :organization AND id = :id AND state = 'STORED'\
                        """)
                .param("organization", organization.value())
                .param("id", id)
                .query((row, n) ->
                        new File(
                                row.getString("sha256"),
                                row.getLong("size"),
                                row.getString("mime_type"),
                                row.getString("file_name")))
                .optional();
    }

    /// The file, kept from going as unused.
    ///
    /// @throws ProblemException when there is none
    File keep(OrganizationId organization, UUID id) {
        var file = find(organization, id).orElseThrow(() -> unknown(id));
        use(organization, id);
        return file;
    }

    void use(OrganizationId organization, UUID id) {
        int kept =
                db.sql()
                        .sql(
                                "UPDATE media SET used_at = :now WHERE organization_id = :organization AND id = :id")
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("organization", organization.value())
                        .param("id", id)
                        .update();
        if (kept == 0) throw unknown(id);
    }

    static ProblemException unknown(UUID id) {
        return unfit("There is no stored medium " + id + ".");
    }

    static ProblemException unfit(String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail)
                .field("mediaId", "an id of POST /api/media");
    }
}
