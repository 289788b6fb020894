package org.wabs.server.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// A message that stands in a queue of its number.
///
/// @param priority of `send_due`: 0 replies and single sends, 1 retries; -1 in a campaign's order
record Queued(
        OrganizationId organization,
        UUID id,
        @Nullable CampaignId campaign,
        String recipientKey,
        int priority,
        Instant notBefore) {
    /// Messages to be claimed together.
    sealed interface Batch {
        List<Queued> messages();

        default boolean isEmpty() {
            return messages().isEmpty();
        }

        default UUID least() {
            return messages().stream().map(Queued::id).min(SqlArrays::compare).orElseThrow();
        }

        default UUID greatest() {
            return messages().stream().map(Queued::id).max(SqlArrays::compare).orElseThrow();
        }

        /// As many of it as a filter lets pass: of a campaign, whose order is its position, those
        /// before the first one refused; of what is due, any.
        default Batch passing(Predicate<Queued> filter) {
            return switch (this) {
                case OfCampaign(var campaign, var messages) ->
                        new OfCampaign(campaign, messages.stream().takeWhile(filter).toList());
                case Due(var messages) -> new Due(messages.stream().filter(filter).toList());
            };
        }
    }

    /// The next ones of a campaign, in id order.
    record OfCampaign(CampaignId campaign, List<Queued> messages) implements Batch {
        OfCampaign {
            messages = List.copyOf(messages);
        }
    }

    /// Outside a campaign's order.
    record Due(List<Queued> messages) implements Batch {
        Due {
            messages = List.copyOf(messages);
        }
    }
}
