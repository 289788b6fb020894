package org.wabs.server.platform.crypto;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Seals every stored secret anew with another key. Each one is changed by itself and names its
/// key, so that a rotation which was cut off goes on where it was.
public final class KeyRotation {
    private static final int BATCH = 500;

    /// @param resealed secrets that were changed now
    /// @param foreign secrets that neither key opens; they stay as they are
    public record Result(long resealed, long foreign) {}

    private record Row(String sealed, String context) {}

    private final SecretBox former;
    private final SecretBox next;
    private final JdbcClient sql;

    public KeyRotation(SecretBox former, SecretBox next, JdbcClient sql) {
        this.former = former;
        this.next = next;
        this.sql = sql;
    }

    public Result run(List<SealedColumn> columns) {
        long resealed = 0;
        long foreign = 0;
        for (var column : columns) {
            for (var rows = batch(column); !rows.isEmpty(); rows = batch(column)) {
                rows.forEach(row -> reseal(column, row));
                resealed += rows.size();
            }
            foreign += foreign(column);
        }
        return new Result(resealed, foreign);
    }

    private List<Row> batch(SealedColumn column) {
        return sql.sql(
                        "SELECT %1$s AS sealed, %2$s AS context FROM %3$s WHERE starts_with(%1$s, :prefix) LIMIT :limit"
                                .formatted(column.column(), column.context(), column.table()))
                .param("prefix", former.prefix())
                .param("limit", BATCH)
                .query((row, n) -> new Row(row.getString("sealed"), row.getString("context")))
                .list();
    }

    /// Found again by the sealed text itself: no two are alike.
    private void reseal(SealedColumn column, Row row) {
        sql.sql(
                        "UPDATE %1$s SET %2$s = :fresh WHERE %2$s = :sealed AND %3$s = :context"
                                .formatted(column.table(), column.column(), column.context()))
                .param("fresh", next.seal(former.open(row.sealed, row.context), row.context))
                .param("sealed", row.sealed)
                .param("context", row.context)
                .update();
    }

    private long foreign(SealedColumn column) {
        return sql.sql(
                        "SELECT count(*) FROM %1$s WHERE NOT starts_with(%2$s, :prefix)"
                                .formatted(column.table(), column.column()))
                .param("prefix", next.prefix())
                .query(Long.class)
                .single();
    }
}
