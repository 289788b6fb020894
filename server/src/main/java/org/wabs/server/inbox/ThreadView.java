package org.wabs.server.inbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.message.MessageStatus;

/// A page of a conversation, oldest first.
///
/// @param older cursor of the page before it (`?before=`), absent at the begin
/// @param newer cursor of what comes after it (`?after=`), also when nothing has come yet
record ThreadView(List<Item> items, @Nullable String older, @Nullable String newer) {
    /// One of message, note and event.
    record Item(
            UUID id,
            Instant at,
            @Nullable Message message,
            @Nullable Note note,
            @Nullable Event event) {}

    /// @param outbound ours
    /// @param fromPhoneApp ours, written in the WhatsApp Business app and not here
    /// @param status RECEIVED for what people wrote
    /// @param quoted the message that it answers
    /// @param forwarded as WhatsApp shows it
    /// @param referral the ad or post that the person came from
    /// @param campaign that it belongs to
    /// @param failure why it failed
    record Message(
            boolean outbound,
            boolean fromPhoneApp,
            MessageStatus status,
            ContentView content,
            @Nullable Quoted quoted,
            boolean forwarded,
            @Nullable Referral referral,
            List<Reaction> reactions,
            @Nullable Campaign campaign,
            @Nullable Failure failure,
            @Nullable Instant sentAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {}

    /// @param messageId absent when it is too old to be known
    /// @param product that the person asks about
    record Quoted(
            @Nullable UUID messageId,
            @Nullable Boolean outbound,
            @Nullable String type,
            @Nullable String text,
            @Nullable String product) {}

    record Referral(
            @Nullable String sourceUrl,
            @Nullable String sourceType,
            @Nullable String headline,
            @Nullable String body) {}

    record Reaction(boolean outbound, String emoji, Instant at) {}

    record Campaign(UUID id, @Nullable String name) {}

    /// @param code Meta's; below 0 one of our own, and Meta was not asked
    /// @param words what it means
    /// @param wayOut whose move it is
    /// @param retryable whether `POST /api/messages/{id}/retry` may work
    record Failure(@Nullable Integer code, String words, String wayOut, boolean retryable) {}

    record Note(
            UUID authorId,
            @Nullable String authorName,
            String body,
            @Nullable Instant editedAt,
            int version) {}

    /// @param actorName who did it; absent for the person and the program
    /// @param userName to whom it was assigned
    record Event(
            ConversationEvents.Kind kind,
            @Nullable UUID actorId,
            @Nullable String actorName,
            @Nullable UUID userId,
            @Nullable String userName,
            @Nullable Instant until) {}
}
