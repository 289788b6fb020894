package org.wabs.server.message;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;

/// Locks messages before the statement that changes them, in the caller's transaction.
///
/// Why a statement of its own: when a row was changed by somebody else since the statement began,
/// PostgreSQL evaluates the rest of the statement again for that row, and where common table
/// expressions are joined it then finds nothing, for this row and for all that follow (measured on
/// 18; ADR 0004). The statement after the lock sees the newest rows and nobody can change them.
public final class MessageLock {
    /// One table and no join; in id order, so that two transactions cannot deadlock.
    private static final String LOCK =
            """
            SELECT count(*) FROM (
                SELECT m.id FROM message m
                 WHERE m.organization_id = ANY (:organizations) AND m.id = ANY (:ids) AND m.id BETWEEN :least AND :greatest
                 ORDER BY m.organization_id, m.id
                   FOR NO KEY UPDATE) AS locked\
            """;

    private MessageLock() {}

    /// @param rows of one batch; messages that do not exist are passed over
    public static <T> void lock(
            PipelineDb db,
            Collection<T> rows,
            Function<T, UUID> organization,
            Function<T, UUID> id) {
        if (rows.isEmpty()) return;
        var ids = rows.stream().map(id).distinct().toList();
        db.sql()
                .sql(LOCK)
                .param(
                        "organizations",
                        SqlArrays.uuids(
                                rows.stream().map(organization).distinct().toList(), one -> one))
                .param("ids", SqlArrays.uuids(ids, one -> one))
                .param("least", ids.stream().min(SqlArrays::compare).orElseThrow())
                .param("greatest", ids.stream().max(SqlArrays::compare).orElseThrow())
                .query((row, n) -> row.getLong(1))
                .single();
    }
}
