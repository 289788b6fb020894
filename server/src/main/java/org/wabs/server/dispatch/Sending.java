package org.wabs.server.dispatch;

import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Content;
import org.wabs.cloudapi.OutboundMessage;
import org.wabs.cloudapi.Recipient;
import org.wabs.cloudapi.SendResult;
import org.wabs.cloudapi.SendWindow;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.account.Sender;
import org.wabs.server.template.TemplateSnapshot;
import tools.jackson.databind.ObjectMapper;

/// Sends one claimed message and judges the answer.
final class Sending {
    private final MessageGateway gateway;
    private final AnswerPolicy policy;
    private final ObjectMapper json;

    Sending(MessageGateway gateway, AnswerPolicy policy, ObjectMapper json) {
        this.gateway = gateway;
        this.policy = policy;
        this.json = json;
    }

    record Sent(SendResult result, Verdict verdict) {}

    /// @param template of the message's campaign; null for a message without one
    OutboundMessage message(Claimed claimed, @Nullable TemplateSnapshot template) {
        var to = Recipient.parse(claimed.recipient());
        var callbackData = claimed.attempt().callbackData();
        if (claimed.content() == null)
            return new OutboundMessage(to, content(claimed, template), null, callbackData);
        var single = json.readValue(claimed.content(), SingleContent.class);
        var quoted = single.replyTo() == null ? null : new Wamid(single.replyTo());
        return new OutboundMessage(to, single.content(), quoted, callbackData);
    }

    /// @param window whether it may still leave, asked right before the first byte
    Sent send(Claimed claimed, Sender sender, OutboundMessage message, SendWindow window) {
        var late = new boolean[1];
        var result =
                gateway.send(
                        claimed.number(),
                        sender.token(),
                        message,
                        () -> {
                            late[0] = !window.isOpen();
                            return !late[0];
                        });
        return new Sent(result, late[0] ? policy.tooLate(claimed) : policy.judge(claimed, result));
    }

    private Content content(Claimed claimed, @Nullable TemplateSnapshot template) {
        if (template == null || claimed.parameters() == null) {
            throw new IllegalStateException("message without content: " + claimed);
        }
        return template.in(claimed.language())
                .content(java.util.List.of(json.readValue(claimed.parameters(), String[].class)));
    }
}
