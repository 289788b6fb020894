package org.wabs.server.message;

import java.util.UUID;

/// Id of a campaign. Lives here because a message knows which campaign it belongs to, and knows
/// nothing else of it.
public record CampaignId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
