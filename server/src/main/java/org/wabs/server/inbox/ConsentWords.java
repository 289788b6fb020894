package org.wabs.server.inbox;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.webhook.InboundContent;
import org.wabs.server.contact.ConsentSource;
import org.wabs.server.identity.OrganizationSettings;
import org.wabs.server.platform.tenant.OrganizationId;

/// Words and labels by which the people of one organization opt out of marketing, and in again, in
/// many languages. Only a whole message counts: "please do not stop" is no opt-out. What means both
/// is an opt-out.
///
/// @param stop write to me no more
/// @param start write to me again
record ConsentWords(WordList stop, WordList start) {
    static final WholeMessages STOP = WholeMessages.load("stop-words.txt");
    static final WholeMessages START = WholeMessages.load("start-words.txt");

    /// Payloads that the author of a template made for this, such as STOP_PROMOTIONS. The ids of
    /// buttons and list rows in conversations name what is chosen: start_order, stop_12 of a bus.
    private static final Pattern STOP_PAYLOAD = payload("stop");

    private static final Pattern START_PAYLOAD = payload("start");

    private static Pattern payload(String word) {
        return Pattern.compile(word + "([^\\p{L}].*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /// Those of whoever has set nothing.
    static ConsentWords builtIn() {
        return new ConsentWords(WordList.of(STOP), WordList.of(START));
    }

    static ConsentWords of(OrganizationSettings settings, OrganizationId organization) {
        return new ConsentWords(
                new WordList(
                        STOP,
                        WholeMessages.of(
                                settings.get(organization, ConsentSettings.STOP_WORDS_OFF)),
                        WholeMessages.of(settings.get(organization, ConsentSettings.STOP_WORDS))),
                new WordList(
                        START,
                        WholeMessages.of(
                                settings.get(organization, ConsentSettings.START_WORDS_OFF)),
                        WholeMessages.of(settings.get(organization, ConsentSettings.START_WORDS))));
    }

    /// What a message says about marketing, if that is all it says.
    Optional<ConsentWish> in(InboundContent content) {
        return switch (content) {
            case InboundContent.Text(String body) -> Optional.ofNullable(written(body));
            case InboundContent.Edit edit -> in(edit.content());
            case InboundContent.TemplateButton(String payload, String text) ->
                    Optional.ofNullable(pressed(text, payload, true));
            case InboundContent.ButtonReply(String id, String title) ->
                    Optional.ofNullable(pressed(title, id, false));
            case InboundContent.ListReply reply ->
                    Optional.ofNullable(pressed(reply.title(), reply.id(), false));
            case InboundContent.Media _, InboundContent.Location _, InboundContent.Contacts _ ->
                    Optional.empty();
            case InboundContent.Reaction _, InboundContent.FlowReply _, InboundContent.Order _ ->
                    Optional.empty();
            case InboundContent.SystemNotice _, InboundContent.Unsupported _ -> Optional.empty();
            case InboundContent.Revoke _, InboundContent.Unknown _ -> Optional.empty();
        };
    }

    private @Nullable ConsentWish written(String message) {
        if (stop.written(message)) return out(ConsentSource.STOP_WORD, message);
        return start.written(message)
                ? new ConsentWish(ConsentWish.Kind.IN, ConsentSource.START_WORD, message.strip())
                : null;
    }

    /// @param ofTemplate whose author made the payload for this
    private @Nullable ConsentWish pressed(String label, String payload, boolean ofTemplate) {
        var words = label.isBlank() ? payload : label;
        if (says(stop, label, payload) || ofTemplate && made(STOP_PAYLOAD, payload))
            return out(ConsentSource.BUTTON, words);
        return says(start, label, payload) || ofTemplate && made(START_PAYLOAD, payload)
                ? new ConsentWish(ConsentWish.Kind.IN, ConsentSource.BUTTON, words.strip())
                : null;
    }

    private static boolean says(WordList list, String label, String payload) {
        return list.pressed(label) || list.pressed(payload);
    }

    private static boolean made(Pattern payloads, String payload) {
        return payloads.matcher(payload.strip()).matches();
    }

    private static ConsentWish out(ConsentSource source, String words) {
        return new ConsentWish(ConsentWish.Kind.OUT, source, words.strip());
    }
}
