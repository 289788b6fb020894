package org.wabs.server.message;

import java.util.UUID;

/// To whom a message goes.
public record Addressee(UUID contact, String recipientKey) {
    /// Without the number.
    @Override
    public String toString() {
        return "Addressee[" + contact + "]";
    }
}
