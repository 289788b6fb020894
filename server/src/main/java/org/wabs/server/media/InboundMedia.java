package org.wabs.server.media;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// What customers sent: written down with their messages, fetched at once after the commit.
public final class InboundMedia {
    /// @param metaId lives 7 days
    /// @param sha256 as Meta gives it
    public record Sent(
            OrganizationId organization,
            UUID message,
            PhoneNumberId number,
            String metaId,
            @Nullable String mimeType,
            @Nullable String fileName,
            @Nullable String sha256) {}

    /// The id follows from the message's, so that a repeat collides.
    private static final String ADD =
            """
            INSERT INTO media (organization_id, id, state, mime_type, file_name, message_id, meta_id, phone_number_id, meta_sha256, next_try_at)
            SELECT organization_id, id, 'WAITING', mime_type, file_name, message_id, meta_id, number, sha256, clock_timestamp()
              FROM unnest(:organizations, :ids, :types, :names, :messages, :metaIds, :numbers, :hashes)
                   AS u(organization_id, id, mime_type, file_name, message_id, meta_id, number, sha256)
             ORDER BY organization_id, id
            ON CONFLICT DO NOTHING\
            """;

    private final PipelineDb db;
    private final MediaDownloads downloads;

    InboundMedia(PipelineDb db, MediaDownloads downloads) {
        this.db = db;
        this.downloads = downloads;
    }

    /// In the transaction that stores the messages.
    public void expect(List<Sent> media) {
        if (media.isEmpty()) return;
        db.sql()
                .sql(ADD)
                .param("organizations", SqlArrays.uuids(media, one -> one.organization().value()))
                .param("ids", SqlArrays.uuids(media, one -> idOf(one.message())))
                .param("types", SqlArrays.texts(media, InboundMedia::type))
                .param("names", SqlArrays.texts(media, one -> MediaBook.name(one.fileName())))
                .param("messages", SqlArrays.uuids(media, Sent::message))
                .param("metaIds", SqlArrays.texts(media, Sent::metaId))
                .param("numbers", SqlArrays.texts(media, one -> one.number().value()))
                .param("hashes", SqlArrays.texts(media, Sent::sha256))
                .update();
        downloads.wakeAfterCommit();
    }

    /// Forgets the files of these messages; bytes that no other file has go with them.
    ///
    /// @return how many
    public int forget(OrganizationId organization, List<UUID> messages) {
        if (messages.isEmpty()) return 0;
        var gone =
                db.sql()
                        .sql(
                                """
                                DELETE FROM media WHERE organization_id = :organization AND message_id = ANY (:messages) RETURNING sha256\
                                """)
                        .param("organization", organization.value())
                        .param("messages", SqlArrays.uuids(messages, id -> id))
                        .query((row, n) -> Objects.requireNonNullElse(row.getString(1), ""))
                        .list();
        MediaPieces.forget(db.sql(), organization.value(), gone);
        return gone.size();
    }

    private static String type(Sent medium) {
        return Objects.requireNonNullElse(medium.mimeType(), "application/octet-stream");
    }

    /// An inbound message carries one medium at most.
    public static UUID idOf(UUID message) {
        return new UUID(message.getMostSignificantBits(), message.getLeastSignificantBits() ^ 1);
    }
}
