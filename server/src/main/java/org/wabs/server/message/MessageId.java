package org.wabs.server.message;

import java.util.UUID;

/// Our id of a message. Sent along as `biz_opaque_callback_data` together with the attempt.
public record MessageId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
