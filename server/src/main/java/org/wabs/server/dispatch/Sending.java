package org.wabs.server.dispatch;

import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Content;
import org.wabs.cloudapi.OutboundMessage;
import org.wabs.cloudapi.Recipient;
import org.wabs.cloudapi.SendResult;
import org.wabs.cloudapi.SendWindow;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.account.Sender;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.template.TemplateSnapshot;
import tools.jackson.databind.ObjectMapper;

/// Sends one claimed message and judges the answer.
final class Sending {
    private final MessageGateway gateway;
    private final AnswerPolicy policy;
    private final ObjectMapper json;
    private final TemplateFiles files;

    Sending(MessageGateway gateway, AnswerPolicy policy, ObjectMapper json, TemplateFiles files) {
        this.files = files;
        this.gateway = gateway;
        this.policy = policy;
        this.json = json;
    }

    record Sent(SendResult result, Verdict verdict) {}

    /// @param template of the message's campaign; null for a message without one
    /// @throws ProblemException when Meta does not have a file that it needs
    OutboundMessage message(Claimed claimed, Sender sender, @Nullable TemplateSnapshot template) {
        var to = Recipient.parse(claimed.recipient());
        var callbackData = claimed.attempt().callbackData();
        if (claimed.content() == null)
            return new OutboundMessage(to, content(claimed, sender, template), null, callbackData);
        var single = withFiles(sender, json.readValue(claimed.content(), SingleContent.class));
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

    private SingleContent withFiles(Sender sender, SingleContent content) {
        return switch (content) {
            case SingleContent.Free free -> free;
            case SingleContent.Template one ->
                    one.with(files.atMeta(sender, one.template(), one.values()));
        };
    }

    /// Nothing was sent: Meta does not have the message's file.
    Sent withoutFile(Claimed claimed, ProblemException problem) {
        return new Sent(
                new SendResult.NotSent("the file of its header is not at Meta"),
                policy.withoutFile(claimed, problem));
    }

    private Content content(Claimed claimed, Sender sender, @Nullable TemplateSnapshot template) {
        if (template == null || claimed.parameters() == null) {
            throw new IllegalStateException("message without content: " + claimed);
        }
        var values = java.util.List.of(json.readValue(claimed.parameters(), String[].class));
        return template.in(claimed.language()).content(files.atMeta(sender, template, values));
    }
}
