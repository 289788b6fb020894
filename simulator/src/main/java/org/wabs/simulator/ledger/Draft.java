package org.wabs.simulator.ledger;

import org.jspecify.annotations.Nullable;
import org.wabs.simulator.world.PhoneNumber;
import tools.jackson.databind.JsonNode;

/// A message that passed all checks of its form and is about to be accepted.
///
/// @param to the recipient's digits
/// @param hold whether template pacing holds it
/// @param content the object of its type, as it was sent
public record Draft(
        PhoneNumber phone,
        long to,
        Subject subject,
        boolean hold,
        @Nullable String callbackData,
        JsonNode content) {

    public Draft withHold(boolean held) {
        return new Draft(phone, to, subject, held, callbackData, content);
    }
}
