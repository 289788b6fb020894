package org.wabs.postgres;

/// Why the embedded PostgreSQL did not start. The message is one sentence for a person, naming the
/// way out.
public final class PostgresStartException extends RuntimeException {

    /// What stood in the way.
    public enum Reason {
        /// Another process (or another start in this one) uses the home folder.
        HOME_IN_USE,
        /// The wanted port is taken.
        PORT_IN_USE,
        /// The data was written by a newer major version than our binaries.
        DATABASE_TOO_NEW,
        /// The data was written by an older major version than our binaries.
        DATABASE_TOO_OLD,
        DISK_FULL,
        HOME_NOT_WRITABLE,
        /// The data is there but the owner's password file is not, or does not fit.
        PASSWORD_LOST,
        /// No binaries for this operating system and processor, or they do not run here.
        UNSUPPORTED_SYSTEM,
        /// We are root and the system offers no way to run PostgreSQL as somebody else.
        ROOT_REFUSED,
        /// Anything else; the message quotes the server's log.
        FAILED
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    PostgresStartException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    PostgresStartException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
