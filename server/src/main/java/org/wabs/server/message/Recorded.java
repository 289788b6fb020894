package org.wabs.server.message;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An inbound message after it was stored.
///
/// @param isNew false when this very message had been stored before
/// @param answers the message of a campaign that it answers
/// @param repliesTo that campaign
public record Recorded(
        Inbound inbound,
        UUID messageId,
        boolean isNew,
        @Nullable UUID answers,
        @Nullable CampaignId repliesTo) {}
