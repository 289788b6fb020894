package org.wabs.simulator.http;

/// The caller's mistake: answered 400 (or [#status]) with the message. Not for Graph errors, which
/// have their own shape.
public final class BadRequest extends RuntimeException {
    private final int status;

    public BadRequest(String message) {
        this(400, message);
    }

    public BadRequest(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
