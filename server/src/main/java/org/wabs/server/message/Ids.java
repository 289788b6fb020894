package org.wabs.server.message;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.support.SqlArrayValue;
import org.wabs.server.platform.sql.SqlArrays;

/// Message ids of a batch with their bounds: `id BETWEEN least AND greatest` lets PostgreSQL leave
/// out partitions.
record Ids(SqlArrayValue array, UUID least, UUID greatest) {
    static <T> Ids of(List<T> rows, Function<T, UUID> id) {
        var ids = rows.stream().map(id).toList();
        return new Ids(
                SqlArrays.uuids(ids, one -> one),
                ids.stream().min(SqlArrays::compare).orElseThrow(),
                ids.stream().max(SqlArrays::compare).orElseThrow());
    }
}
