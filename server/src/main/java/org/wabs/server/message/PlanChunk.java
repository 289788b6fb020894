package org.wabs.server.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.contact.filter.SqlCondition;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.JsonNode;

/// One step of planning a campaign: the next people of its audience in order of their contact ids.
///
/// @param category MARKETING, UTILITY or AUTHENTICATION
/// @param plannedAt begin of the planning, the same for all chunks
/// @param number of this chunk, from 0; with `plannedAt` it becomes the time in the messages' ids
/// @param afterContact last contact of the chunk before, null for the first
/// @param people whom the campaign is for
/// @param numbers the senders; each person is given one by a hash
/// @param variables JSON array aligned with the template's slots: `{"source":
///   "NAME|NUMBER|LANGUAGE|ATTRIBUTE|TEXT", "key", "fallback"}`
/// @param cap null: none
/// @param size people to look at, 1 to 10,000
public record PlanChunk(
        OrganizationId organization,
        CampaignId campaign,
        String category,
        Instant plannedAt,
        int number,
        @Nullable UUID afterContact,
        SqlCondition people,
        List<PhoneNumberId> numbers,
        JsonNode variables,
        @Nullable Cap cap,
        Languages languages,
        int size) {
    /// @param own the template's
    /// @param all those that can be sent, its own among them; empty: everybody gets its own
    public record Languages(String own, List<String> all) {
        public Languages {
            all = List.copyOf(all);
        }
    }

    /// People who had `messages` of the campaign's category within `length` are left out.
    public record Cap(int messages, Duration length) {}

    public PlanChunk {
        numbers = List.copyOf(numbers);
        if (numbers.isEmpty()) throw new IllegalArgumentException("a campaign needs a sender");
    }
}
