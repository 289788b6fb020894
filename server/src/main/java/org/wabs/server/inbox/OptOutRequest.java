package org.wabs.server.inbox;

import java.util.Optional;
import org.wabs.cloudapi.webhook.InboundContent;
import org.wabs.server.contact.ConsentSource;

/// A person's wish to get no more marketing, as a message says it.
///
/// @param words the person's own: the proof in the ledger
record OptOutRequest(ConsentSource source, String words) {

    static Optional<OptOutRequest> in(InboundContent content, StopWords stopWords) {
        return switch (content) {
            case InboundContent.Text(String body) ->
                    stopWords.matches(body)
                            ? Optional.of(new OptOutRequest(ConsentSource.STOP_WORD, body.strip()))
                            : Optional.empty();
            case InboundContent.Edit edit -> in(edit.content(), stopWords);
            case InboundContent.TemplateButton(String payload, String text) ->
                    button(text, payload, stopWords);
            case InboundContent.ButtonReply(String id, String title) ->
                    button(title, id, stopWords);
            case InboundContent.ListReply reply -> button(reply.title(), reply.id(), stopWords);
            case InboundContent.Media _, InboundContent.Location _, InboundContent.Contacts _ ->
                    Optional.empty();
            case InboundContent.Reaction _, InboundContent.FlowReply _, InboundContent.Order _ ->
                    Optional.empty();
            case InboundContent.SystemNotice _, InboundContent.Unsupported _ -> Optional.empty();
            case InboundContent.Revoke _, InboundContent.Unknown _ -> Optional.empty();
        };
    }

    private static Optional<OptOutRequest> button(
            String label, String payload, StopWords stopWords) {
        if (!stopWords.matchesButton(label, payload)) return Optional.empty();
        return Optional.of(
                new OptOutRequest(ConsentSource.BUTTON, label.isBlank() ? payload : label));
    }
}
