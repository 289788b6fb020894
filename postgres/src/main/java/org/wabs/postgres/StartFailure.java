package org.wabs.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.postgres.PostgresStartException.Reason;

/// Turns what PostgreSQL and the operating system say into one sentence for a person.
final class StartFailure {

    /// Below this a start cannot write even one segment of its log.
    private static final long LEAST_SPACE = 16L << 20;

    private StartFailure() {}

    static PostgresStartException of(IOException failure, Home home) {
        if (failure instanceof AccessDeniedException) return notWritable(home, failure);
        return of(String.valueOf(failure), home, 0, failure);
    }

    /// @param output of the program that failed, or the end of the server's log
    static PostgresStartException of(String output, Home home, int port) {
        return of(output, home, port, null);
    }

    private static PostgresStartException of(
            String output, Home home, int port, @Nullable IOException cause) {
        if (output.contains("No space left on device") || isFull(home))
            return failure(
                    Reason.DISK_FULL,
                    "The disk that holds "
                            + home.folder()
                            + " is full: free some space and start again.",
                    cause);
        if (output.contains("Address already in use"))
            return failure(
                    Reason.PORT_IN_USE,
                    "Port "
                            + port
                            + " of 127.0.0.1 is taken by another program: stop it, or choose"
                            + " another port for the database.",
                    cause);
        if (output.contains("Permission denied")
                || output.contains("Read-only file system")
                || output.contains("wrong ownership")) return notWritable(home, cause);
        return failure(
                Reason.FAILED,
                "PostgreSQL did not start (see " + home.log() + "): " + lastComplaint(output),
                cause);
    }

    private static PostgresStartException notWritable(Home home, @Nullable IOException cause) {
        return failure(
                Reason.HOME_NOT_WRITABLE,
                "The data folder "
                        + home.folder()
                        + " cannot be written by this user ("
                        + System.getProperty("user.name")
                        + "): give it to that user, or choose another folder.",
                cause);
    }

    private static PostgresStartException failure(
            Reason reason, String message, @Nullable IOException cause) {
        return cause == null
                ? new PostgresStartException(reason, message)
                : new PostgresStartException(reason, message, cause);
    }

    private static boolean isFull(Home home) {
        try {
            return Files.getFileStore(home.folder()).getUsableSpace() < LEAST_SPACE;
        } catch (IOException e) {
            return false;
        }
    }

    private static String lastComplaint(String output) {
        var lines = output.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.reversed().stream()
                .filter(line -> isComplaint(line.toLowerCase(Locale.ROOT)))
                .findFirst()
                .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
                .orElse("it gave no reason.");
    }

    private static boolean isComplaint(String line) {
        return line.contains("fatal:") || line.contains("panic:") || line.contains("error:");
    }
}
