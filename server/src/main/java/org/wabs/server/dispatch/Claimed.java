package org.wabs.server.dispatch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.message.Attempt;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.tenant.OrganizationId;

/// A message that this node may send now: its attempt is counted and stands in `in_flight`.
///
/// @param recipient number or business-scoped user id
/// @param parameters JSON array for the campaign's template
/// @param language of the template for this person; null: the campaign's
/// @param content JSON of a message without campaign
/// @param leaves when its slot is, in this node's two clocks
record Claimed(
        OrganizationId organization,
        Attempt attempt,
        PhoneNumberId number,
        @Nullable CampaignId campaign,
        String recipient,
        @Nullable String parameters,
        @Nullable String language,
        @Nullable String content,
        Moment leaves) {
    static @Nullable CampaignId campaign(@Nullable UUID id) {
        return id == null ? null : new CampaignId(id);
    }

    @Override
    public String toString() {
        return "Claimed[" + attempt.callbackData() + "]";
    }
}
