package org.wabs.server.platform.sql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/// Columns of a batch as PostgreSQL arrays, to be bound to `unnest(:ids, :names)`. Elements may be
/// null.
public final class SqlArrays {
    private SqlArrays() {}

    public static <T> SqlArrayValue uuids(Collection<T> rows, Function<T, @Nullable UUID> column) {
        return array("uuid", rows, column);
    }

    public static <T> SqlArrayValue texts(
            Collection<T> rows, Function<T, @Nullable String> column) {
        return array("text", rows, column);
    }

    public static <T> SqlArrayValue integers(
            Collection<T> rows, Function<T, @Nullable Integer> column) {
        return array("int4", rows, column);
    }

    public static <T> SqlArrayValue longs(Collection<T> rows, Function<T, @Nullable Long> column) {
        return array("int8", rows, column);
    }

    public static <T> SqlArrayValue booleans(
            Collection<T> rows, Function<T, @Nullable Boolean> column) {
        return array("bool", rows, column);
    }

    public static <T> SqlArrayValue times(
            Collection<T> rows, Function<T, @Nullable Instant> column) {
        return array(
                "timestamptz",
                rows,
                row -> {
                    var at = column.apply(row);
                    return at == null ? null : at.atOffset(ZoneOffset.UTC);
                });
    }

    @SuppressWarnings("NullAway") // the elements may be null, which SqlArrayValue does not say
    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
        var values = new @Nullable Object[rows.size()];
        int next = 0;
        for (var row : rows) values[next++] = column.apply(row);
        return new SqlArrayValue(type, values);
    }

    /// PostgreSQL's order of uuids (unsigned bytes); Java's own compares signed halves.
    public static int compare(UUID one, UUID other) {
        int high =
                Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(
                        one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
