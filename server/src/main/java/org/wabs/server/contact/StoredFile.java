package org.wabs.server.contact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// The bytes of an upload in the database, in pieces, so that no node ever holds a whole file.
final class StoredFile {
    private static final int PIECE = 256 * 1024;

    private StoredFile() {}

    /// In the caller's transaction.
    static void store(AppDb db, UUID importId, InputStream in) throws IOException {
        int n = 0;
        for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
            db.sql()
                    .sql(
                            "INSERT INTO contact_import_file (import_id, n, bytes) VALUES (:id, :n, :bytes)")
                    .param("id", importId)
                    .param("n", n++)
                    .param("bytes", piece)
                    .update();
        }
    }

    static FileFormat.Bytes of(PipelineDb db, OrganizationId organization, UUID importId) {
        return () -> new PiecesInputStream(db.sql(), organization, importId);
    }

    /// Asks for one piece after the other.
    private static final class PiecesInputStream extends InputStream {
        private final JdbcClient sql;
        private final OrganizationId organization;
        private final UUID importId;
        private int n;
        private InputStream piece = InputStream.nullInputStream();

        PiecesInputStream(JdbcClient sql, OrganizationId organization, UUID importId) {
            this.sql = sql;
            this.organization = organization;
            this.importId = importId;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = piece.read(bytes, offset, length);
            if (count >= 0 || length == 0) return count;
            var next = next();
            if (next == null) return -1;
            piece = new ByteArrayInputStream(next);
            return piece.read(bytes, offset, length);
        }

        private byte @Nullable [] next() {
            return sql.sql(
                            "SELECT bytes FROM contact_import_file WHERE organization_id = :organization AND import_id = :id AND n = :n")
                    .param("organization", organization.value())
                    .param("id", importId)
                    .param("n", n++)
                    .query(byte[].class)
                    .optional()
                    .orElse(null);
        }
    }
}
