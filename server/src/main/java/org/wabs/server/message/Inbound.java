package org.wabs.server.message;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.JsonNode;

/// A message that a person wrote to one of our numbers.
///
/// @param at when Meta says it was written
/// @param context the message of ours that it quotes or whose button was pressed
/// @param notice no message of the person's: a reaction, a new number; answers nothing and opens no
///   customer service window
/// @param content as Meta's webhook gave it, but without NUL and lone surrogates, which jsonb
///   refuses
public record Inbound(
        OrganizationId organization,
        PhoneNumberId phoneNumberId,
        UUID contactId,
        String recipientKey,
        Wamid wamid,
        Instant at,
        @Nullable Wamid context,
        boolean notice,
        JsonNode content) {
    @Override
    public String toString() {
        return "Inbound[" + wamid + "]";
    }
}
