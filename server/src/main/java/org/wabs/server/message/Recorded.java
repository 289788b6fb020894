package org.wabs.server.message;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An inbound message after it was stored.
///
/// @param isNew false when this very message had been stored before
/// @param repliesTo the campaign that it answers
public record Recorded(
        Inbound inbound, UUID messageId, boolean isNew, @Nullable CampaignId repliesTo) {}
