package org.wabs.server.platform.crypto;

/// A sealed text that the present key does not open, or not in this place.
public final class UnopenedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnopenedException(String message) {
        super(message);
    }

    UnopenedException(String message, Throwable cause) {
        super(message, cause);
    }
}
