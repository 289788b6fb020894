package org.wabs.cloudapi;

import org.jspecify.annotations.Nullable;

/// One message to one person: the body of `POST /{phone-number-id}/messages`.
///
/// @param replyTo the message it quotes
/// @param callbackData our own id of this attempt, 1 to 512 characters; comes back in each of its
///   status webhooks and is the only correlation when the answer was lost
public record OutboundMessage(
        Recipient to, Content content, @Nullable Wamid replyTo, String callbackData) {
    /// Meta, `biz_opaque_callback_data`.
    private static final int MAX_CALLBACK_DATA = 512;

    public OutboundMessage {
        if (callbackData.isBlank() || callbackData.length() > MAX_CALLBACK_DATA) {
            throw new IllegalArgumentException(
                    "callback data: 1 to "
                            + MAX_CALLBACK_DATA
                            + " characters, got "
                            + callbackData.length());
        }
    }

    /// Without the text: messages may be logged by mistake.
    @Override
    public String toString() {
        return "OutboundMessage[to=" + to + ", callbackData=" + callbackData + "]";
    }
}
