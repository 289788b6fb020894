package org.wabs.server.inbox;

import org.wabs.cloudapi.webhook.InboundContent;

/// What an inbound message counts for.
enum InboundKind {
    /// Somebody says something: it wants to be read and answered, and opens the customer service
    /// window.
    MESSAGE,
    /// Stands in the conversation, and that is all.
    NOTICE,
    /// Is shown at another message.
    REACTION;

    /// Sent by WhatsApp itself when somebody opens the chat for the first time.
    private static final String WELCOME = "request_welcome";

    static InboundKind of(InboundContent content) {
        return switch (content) {
            case InboundContent.Reaction _ -> REACTION;
            case InboundContent.SystemNotice _, InboundContent.Revoke _ -> NOTICE;
            case InboundContent.Unknown(String type) -> type.equals(WELCOME) ? NOTICE : MESSAGE;
            case InboundContent.Text _, InboundContent.Media _, InboundContent.Location _ ->
                    MESSAGE;
            case InboundContent.Contacts _,
                    InboundContent.TemplateButton _,
                    InboundContent.ButtonReply _ ->
                    MESSAGE;
            case InboundContent.ListReply _, InboundContent.FlowReply _, InboundContent.Order _ ->
                    MESSAGE;
            case InboundContent.Unsupported _, InboundContent.Edit _ -> MESSAGE;
        };
    }
}
