package org.wabs.server.platform.sql;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells failures of the moment (the same again may succeed) from failures of the content.
public final class TransientFailure {
    /// Connection, transaction state (a node that is read-only for the moment), rollback (deadlock,
    /// serialization), resources, not in the needed state (locks), operator intervention, system.
    private static final Set<String> CLASSES = Set.of("08", "25", "40", "53", "55", "57", "58");

    private TransientFailure() {}

    public static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException || cause instanceof SQLRecoverableException)
                return true;
            if (cause instanceof SQLException sql && isTransient(sql.getSQLState())) return true;
        }
        return false;
    }

    private static boolean isTransient(@Nullable String state) {
        return state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2));
    }

    /// For the log: never the message, which quotes what was written.
    public static String kind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) return "SQLSTATE " + sql.getSQLState();
        }
        return failure.getClass().getSimpleName();
    }

    /// For the organization whose element it is: the innermost message, first line.
    public static String reason(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        var message = cause.getMessage();
        var line = message == null ? "" : message.lines().findFirst().orElse("").strip();
        return line.isEmpty() ? cause.getClass().getSimpleName() : line;
    }
}
