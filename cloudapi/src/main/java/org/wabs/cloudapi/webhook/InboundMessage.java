package org.wabs.cloudapi.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;

/// A message a person wrote, or a notice about that person.
///
/// @param wamid what a repeat is known by
/// @param from phone number, digits without `+`; null when the person hides it
/// @param fromUserId business-scoped user id; since 2026-04 in every message
/// @param groupId when written in a group
public record InboundMessage(
        EventSource source,
        Wamid wamid,
        @Nullable String from,
        @Nullable String fromUserId,
        @Nullable String fromParentUserId,
        @Nullable String groupId,
        @Nullable String profileName,
        @Nullable String username,
        Instant timestamp,
        @Nullable Context context,
        @Nullable Referral referral,
        InboundContent content)
        implements WebhookEvent {

    /// What the message refers to.
    ///
    /// @param wamid the quoted message, ours or theirs; for a pressed template button, the template
    ///   message
    public record Context(
            @Nullable Wamid wamid,
            @Nullable String from,
            boolean forwarded,
            boolean frequentlyForwarded,
            @Nullable String catalogId,
            @Nullable String productRetailerId) {}

    /// The ad or post that the person came from.
    public record Referral(
            @Nullable String sourceUrl,
            @Nullable String sourceId,
            @Nullable String sourceType,
            @Nullable String headline,
            @Nullable String body,
            @Nullable String mediaType,
            @Nullable String imageUrl,
            @Nullable String videoUrl,
            @Nullable String thumbnailUrl,
            @Nullable String clickId,
            @Nullable String welcomeText) {}

    /// Without names, numbers and texts.
    @Override
    public String toString() {
        return "InboundMessage[wamid=" + wamid + ", " + source + ", " + content + "]";
    }
}
