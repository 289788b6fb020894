package org.wabs.server.inbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.message.MessageStatus;

/// A conversation as lists show it.
///
/// @param phoneNumberId ours
/// @param unread messages of the person since somebody last looked
/// @param arrived messages of the person in all: what to send along to `…/read`
/// @param unrepliedSince when the first message was written that is not answered yet
/// @param windowEndsAt until then free forms can be sent; absent when the person never wrote
/// @param failed our last message failed
/// @param version to be sent along with changes
record ConversationView(
        UUID id,
        Contact contact,
        String phoneNumberId,
        Status status,
        @Nullable Assignee assignee,
        @Nullable Instant snoozedUntil,
        Instant lastAt,
        @Nullable Last last,
        int unread,
        int arrived,
        @Nullable Instant unrepliedSince,
        @Nullable Instant windowEndsAt,
        boolean windowOpen,
        boolean failed,
        List<String> tags,
        int version) {
    /// @param recipient number, or business-scoped user id where it is hidden
    record Contact(UUID id, @Nullable String name, @Nullable String recipient) {}

    record Assignee(UUID id, @Nullable String name) {}

    /// The newest message.
    ///
    /// @param status where ours stands; absent for the person's
    record Last(
            UUID messageId,
            String type,
            boolean outbound,
            @Nullable String text,
            @Nullable MessageStatus status) {}

    /// How many there are in each tab; at most 10,000 are counted.
    record Counts(
            long open,
            long mine,
            long unassigned,
            long unread,
            long unreplied,
            long windowClosing,
            long failed,
            long snoozed) {}
}
