package org.wabs.server.webhook;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wabs.cloudapi.webhook.MalformedElement;
import org.wabs.cloudapi.webhook.WebhookBody;
import org.wabs.cloudapi.webhook.WebhookParser;
import org.wabs.server.audit.Audit;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.tenant.OrganizationId;

/// Applies a dead letter after all, once its cause is mended.
final class DeadLetterReplay {
    private final DeadLetters letters;
    private final Applier applier;
    private final Audit audit;

    DeadLetterReplay(DeadLetters letters, Applier applier, Audit audit) {
        this.letters = letters;
        this.applier = applier;
        this.audit = audit;
    }

    /// @throws ProblemException when there is none, or it still cannot be applied
    void replay(OrganizationId organization, UUID id) {
        var letter =
                letters.find(organization, id)
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemType.NOT_FOUND,
                                        "There is no dead letter " + id + "."));
        var sorting = applier.sort(elements(letter));
        if (!sorting.unrouted().isEmpty()) {
            throw refused(
                    letter,
                    "its number is not connected; connect account " + letter.wabaId() + " first");
        }
        if (sorting.routed().anyMatch(one -> !one.organization().equals(organization))) {
            throw refused(
                    letter,
                    "account "
                            + letter.wabaId()
                            + " is no longer connected to this organization; connect it here first");
        }
        try {
            applier.applyAtOnce(
                    sorting,
                    () -> {
                        letters.remove(letter);
                        audit.recordWhoever(
                                organization,
                                "webhook.replayed",
                                "dead-letter",
                                id.toString(),
                                Map.of());
                    });
        } catch (Applier.Refused e) {
            throw refused(letter, e.reason());
        }
    }

    private List<Element> elements(DeadLetter letter) {
        return switch (WebhookParser.parse(letter.element())) {
            case WebhookBody.Events(var events) -> {
                for (var event : events) {
                    if (event instanceof MalformedElement broken)
                        throw refused(letter, broken.why());
                }
                yield events.stream()
                        .map(event -> new Element(letter.appKey(), letter.receivedAt(), event))
                        .toList();
            }
            case WebhookBody.NotJson(var why) -> throw refused(letter, why);
            case WebhookBody.NoEntry(var why) -> throw refused(letter, why);
        };
    }

    private ProblemException refused(DeadLetter letter, String reason) {
        letters.triedAgain(letter, reason);
        return new ProblemException(
                ProblemType.CONFLICT, "The element still cannot be applied: " + reason + ".");
    }
}
