package org.wabs.server.media;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Removes files that users uploaded, when nobody needs them any more. Each batch is a transaction
/// of its own.
public final class Uploads {
    /// How long a file is kept that is in no message.
    private static final Duration UNUSED = Duration.ofDays(7);

    private static final int MOST = 100;

    private static final String REMOVE_UNUSED =
            remove("m.used_at IS NULL AND m.created_at < :before");

    private static final String REMOVE_OLD =
            remove("m.organization_id = :organization AND m.used_at < :before");

    private static String remove(String which) {
        return """
        DELETE FROM media d
         USING (SELECT m.organization_id, m.id FROM media m
                 WHERE m.message_id IS NULL AND %s
                 LIMIT :most FOR UPDATE SKIP LOCKED) g
         WHERE d.organization_id = g.organization_id AND d.id = g.id
        RETURNING d.organization_id, d.sha256\
        """
                .formatted(which);
    }

    private final PipelineDb db;
    private final Clock clock;

    Uploads(PipelineDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    private record Gone(UUID organization, String sha256) {}

    /// Those of all organizations that were never used and are a week old.
    ///
    /// @return how many
    public int removeUnused() {
        var before = clock.instant().minus(UNUSED).atOffset(ZoneOffset.UTC);
        return inBatches(() -> db.sql().sql(REMOVE_UNUSED).param("before", before));
    }

    /// Those that were last used before a time.
    ///
    /// @return how many
    public int removeUsedBefore(OrganizationId organization, Instant before) {
        return inBatches(() ->
                db.sql()
                        .sql(REMOVE_OLD)
                        .param("organization", organization.value())
                        .param("before", before.atOffset(ZoneOffset.UTC)));
    }

    private interface Removal {
        StatementSpec statement();
    }

    private int inBatches(Removal removal) {
        int all = 0;
        int removed;
        do {
            removed = Objects.requireNonNull(db.tx().execute(status -> batch(removal)));
            all += removed;
        } while (removed == MOST);
        return all;
    }

    private int batch(Removal removal) {
        var gone =
                removal.statement()
                        .param("most", MOST)
                        .query((row, n) ->
                                new Gone(
                                        row.getObject("organization_id", UUID.class),
                                        Objects.requireNonNullElse(row.getString("sha256"), "")))
                        .list();
        gone.stream()
                .collect(groupingBy(Gone::organization, mapping(Gone::sha256, toList())))
                .forEach((organization, hashes) ->
                        MediaPieces.forget(db.sql(), organization, hashes));
        return gone.size();
    }
}
