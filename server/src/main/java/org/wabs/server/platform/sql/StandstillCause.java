package org.wabs.server.platform.sql;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why the database takes no changes. Then nothing can be sent either: before a message leaves, it
/// is written down that it does.
public enum StandstillCause {
    DATABASE_GONE(
            "The database does not answer.",
            "Start it again, or mend the way to it. Sending goes on by itself."),
    DISK_FULL("The disk of the database is full.", "Make room on it. Sending goes on by itself."),
    READ_ONLY(
            "The database takes no changes for the moment: it is read-only.",
            "Have it take changes again, or point DATABASE_URL to the server that does. Sending goes on by itself."),
    OVERLOADED(
            "The database is out of connections or memory.",
            "Give it more, or end what uses them up. Sending goes on by itself.");

    private static final String DISK_FULL_STATE = "53100";
    private static final String READ_ONLY_STATE = "25006";

    private final String words;
    private final String wayOut;

    StandstillCause(String words, String wayOut) {
        this.words = words;
        this.wayOut = wayOut;
    }

    /// For a person.
    public String words() {
        return words;
    }

    /// Whose move it is, and what to do.
    public String wayOut() {
        return wayOut;
    }

    /// Empty for failures of another kind, such as deadlocks: the next try may succeed.
    public static Optional<StandstillCause> of(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (!(cause instanceof SQLException sql)) continue;
            var found = of(sql.getSQLState());
            if (found.isPresent()) return found;
            if (sql instanceof SQLTransientConnectionException) return Optional.of(DATABASE_GONE);
        }
        return Optional.empty();
    }

    private static Optional<StandstillCause> of(@Nullable String state) {
        if (state == null || state.length() != 5) return Optional.empty();
        if (state.equals(DISK_FULL_STATE)) return Optional.of(DISK_FULL);
        if (state.equals(READ_ONLY_STATE)) return Optional.of(READ_ONLY);
        return switch (state.substring(0, 2)) {
            case "53" -> Optional.of(OVERLOADED);
            // connection, operator intervention (shutdown), system
            case "08", "28", "57", "58" -> Optional.of(DATABASE_GONE);
            default -> Optional.empty();
        };
    }
}
