package org.wabs.server.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// The bytes of files in the database, in pieces, so that no node ever holds a whole file.
final class MediaPieces {
    static final int PIECE = 256 * 1024;

    private static final String LOCK =
            """
            SELECT pg_advisory_xact_lock(hashtextextended(k.key, 0))::text
              FROM (SELECT key FROM unnest(:keys) AS u(key) ORDER BY key) k\
            """;

    private static final List<String> FORGET =
            List.of(
                    """
                    DELETE FROM media_piece p
                     WHERE p.organization_id = :organization AND p.sha256 = ANY (:hashes)
                       AND NOT EXISTS (SELECT FROM media m WHERE m.organization_id = p.organization_id AND m.sha256 = p.sha256)\
                    """,
                    """
                    DELETE FROM media_upload u
                     WHERE u.organization_id = :organization AND u.sha256 = ANY (:hashes)
                       AND NOT EXISTS (SELECT FROM media m WHERE m.organization_id = u.organization_id AND m.sha256 = u.sha256)\
                    """);

    private MediaPieces() {}

    /// In the caller's transaction. Equal files are kept once.
    static void store(JdbcClient sql, UUID organization, String sha256, InputStream in)
            throws IOException {
        lock(sql, organization, List.of(sha256));
        boolean there =
                sql.sql(
                                "SELECT EXISTS (SELECT FROM media_piece WHERE organization_id = :organization AND sha256 = :sha256)")
                        .param("organization", organization)
                        .param("sha256", sha256)
                        .query(Boolean.class)
                        .single();
        if (there) return;
        int n = 0;
        for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
            sql.sql(
                            """
                            INSERT INTO media_piece (organization_id, sha256, n, bytes) VALUES (:organization, :sha256, :n, :bytes)
                            ON CONFLICT DO NOTHING\
                            """)
                    .param("organization", organization)
                    .param("sha256", sha256)
                    .param("n", n++)
                    .param("bytes", piece)
                    .update();
        }
    }

    /// Forgets the bytes of files that are no more, unless another file has them. In the caller's
    /// transaction.
    ///
    /// @param hashes may hold empty ones: files that never came
    static void forget(JdbcClient sql, UUID organization, List<String> hashes) {
        var given = hashes.stream().filter(hash -> !hash.isEmpty()).distinct().toList();
        if (given.isEmpty()) return;
        lock(sql, organization, given);
        for (var statement : FORGET)
            sql.sql(statement)
                    .param("organization", organization)
                    .param("hashes", SqlArrays.texts(given, hash -> hash))
                    .update();
    }

    /// Somebody who stores the same bytes meanwhile would find them there, and then they would be
    /// gone.
    private static void lock(JdbcClient sql, UUID organization, List<String> hashes) {
        sql.sql(LOCK)
                .param(
                        "keys",
                        SqlArrays.texts(hashes, hash -> "media " + organization + " " + hash))
                .query()
                .listOfRows();
    }

    static InputStream open(PipelineDb db, OrganizationId organization, String sha256) {
        return new PiecesInputStream(db.sql(), organization, sha256);
    }

    /// Asks for one piece after the other; what is skipped is not asked for.
    private static final class PiecesInputStream extends InputStream {
        private final JdbcClient sql;
        private final OrganizationId organization;
        private final String sha256;
        private long position;
        private int loaded = -1;
        private InputStream piece = InputStream.nullInputStream();

        PiecesInputStream(JdbcClient sql, OrganizationId organization, String sha256) {
            this.sql = sql;
            this.organization = organization;
            this.sha256 = sha256;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) return 0;
            int wanted = Math.toIntExact(position / PIECE);
            if (wanted != loaded) {
                var next = load(wanted);
                if (next == null) return -1;
                piece = new ByteArrayInputStream(next);
                piece.skipNBytes(Math.min(position % PIECE, next.length));
                loaded = wanted;
            }
            int count = piece.read(bytes, offset, length);
            if (count > 0) position += count;
            return count;
        }

        /// Past the end too, where the next read finds nothing.
        @Override
        public long skip(long n) {
            if (n <= 0) return 0;
            position += n;
            loaded = -1;
            return n;
        }

        private byte @Nullable [] load(int n) {
            return sql.sql(
                            "SELECT bytes FROM media_piece WHERE organization_id = :organization AND sha256 = :sha256 AND n = :n")
                    .param("organization", organization.value())
                    .param("sha256", sha256)
                    .param("n", n)
                    .query(byte[].class)
                    .optional()
                    .orElse(null);
        }
    }
}
