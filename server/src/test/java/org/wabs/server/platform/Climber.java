package org.wabs.server.platform;

import java.util.UUID;
import org.wabs.server.message.MessageId;

/// Breaks an arrow on purpose, for the test of the arrows.
public final class Climber {
    private Climber() {}

    public static MessageId climb(UUID id) {
        return new MessageId(id);
    }
}
