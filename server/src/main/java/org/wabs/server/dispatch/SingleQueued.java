package org.wabs.server.dispatch;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;

/// Somebody was written to outside campaigns: told in the transaction that queues the message.
///
/// @param at of the message's id
/// @param type Meta's name of what it is
/// @param words that the person will read
/// @param answers whether it answers what the person wrote: free forms do, and replies
/// @param reactsTo Meta's id of the message that a reaction is put on
/// @param emoji of the reaction; null takes it back
public record SingleQueued(
        UUID message,
        UUID contact,
        PhoneNumberId number,
        Instant at,
        String type,
        @Nullable String words,
        boolean answers,
        @Nullable Wamid reactsTo,
        @Nullable String emoji) {
    /// Without words.
    @Override
    public String toString() {
        return "SingleQueued[" + message + ", " + type + "]";
    }
}
