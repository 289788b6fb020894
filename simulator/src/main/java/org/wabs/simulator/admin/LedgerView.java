package org.wabs.simulator.admin;

import java.time.Instant;
import java.util.List;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.BadRequest;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.http.Request;
import org.wabs.simulator.ledger.Inbound;
import org.wabs.simulator.ledger.Ledger;
import org.wabs.simulator.ledger.Message;
import org.wabs.simulator.ledger.Step;
import org.wabs.simulator.ledger.Totals;
import org.wabs.simulator.network.WhatsApp;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The ledger as tests compare with it.
final class LedgerView {
    private static final int LARGEST_PAGE = 10_000;
    private static final int USUAL_PAGE = 1_000;

    private final WhatsApp whatsApp;

    LedgerView(WhatsApp whatsApp) {
        this.whatsApp = whatsApp;
    }

    Answer page(Request request) {
        long after = request.number("after", 0, 0, Integer.MAX_VALUE);
        int limit = (int) request.number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
        Ledger ledger = whatsApp.ledger();
        List<Message> messages = ledger.messagesAfter(after, limit);
        ObjectNode answer = Json.object();
        ArrayNode array = answer.putArray("messages");
        for (Message message : messages) {
            array.add(message(ledger, message));
        }
        boolean more =
                !messages.isEmpty() && !ledger.messagesAfter(messages.getLast().seq(), 1).isEmpty();
        answer.put("next", more ? (Integer) messages.getLast().seq() : null);
        return Answer.json(answer);
    }

    static ObjectNode message(Ledger ledger, Message message) {
        ObjectNode node = Json.object().put("seq", message.seq());
        node.put("wamid", ledger.wamid(message)).put("phoneNumberId", message.phoneNumberId());
        node.put("to", "+" + message.to()).put("type", message.subject().type());
        node.put("template", message.subject().template());
        node.put("language", message.subject().language());
        node.put("callbackData", message.callbackData());
        node.put("acceptedAt", Instant.ofEpochMilli(message.acceptedAt()).toString());
        synchronized (ledger) {
            node.put("held", message.held());
            ArrayNode statuses = node.putArray("statuses");
            for (Step step : List.of(Step.SENT, Step.DELIVERED, Step.READ, Step.FAILED)) {
                if (message.happened(step)) {
                    ObjectNode status = statuses.addObject().put("status", step.wire());
                    status.put("at", Instant.ofEpochMilli(message.at(step)).toString());
                    status.put("acknowledged", message.acknowledged(step));
                    if (step == Step.FAILED) {
                        status.put("error", message.plan().failCode());
                    }
                }
            }
        }
        return node;
    }

    Answer inbound(Request request) {
        long after = request.number("after", 0, 0, Integer.MAX_VALUE);
        int limit = (int) request.number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
        Ledger ledger = whatsApp.ledger();
        List<Inbound> page = ledger.inboundAfter(after, limit);
        ObjectNode answer = Json.object();
        ArrayNode array = answer.putArray("messages");
        for (Inbound inbound : page) {
            ObjectNode node = array.addObject().put("seq", inbound.seq());
            node.put("wamid", ledger.wamid(inbound));
            node.put("phoneNumberId", inbound.phoneNumberId());
            node.put("from", "+" + inbound.from()).put("type", inbound.kind());
            node.put("kind", inbound.kind());
            node.put("at", Instant.ofEpochMilli(inbound.at()).toString());
            node.put("acknowledged", inbound.acknowledged());
        }
        boolean more = !page.isEmpty() && !ledger.inboundAfter(page.getLast().seq(), 1).isEmpty();
        answer.put("next", more ? (Integer) page.getLast().seq() : null);
        return Answer.json(answer);
    }

    Answer summary(String part) {
        if (!part.equals("summary")) {
            throw new BadRequest(404, "No such admin call: ledger/" + part);
        }
        Totals totals = whatsApp.ledger().totals();
        ObjectNode answer = Json.object().put("accepted", totals.accepted());
        ObjectNode byTemplate = answer.putObject("byTemplate");
        totals.byTemplate().forEach(byTemplate::put);
        answer.put("sent", totals.sent()).put("delivered", totals.delivered());
        answer.put("read", totals.read()).put("failed", totals.failed());
        answer.put("inbound", totals.inbound());
        answer.put("inboundAcknowledged", totals.inboundAcknowledged());
        answer.put("webhooksWaiting", whatsApp.outbox().waiting());
        answer.put("webhookPosts", whatsApp.outbox().posts());
        answer.put("distinctRecipients", totals.distinctRecipients());
        answer.put("optOuts", totals.optOuts());
        return Answer.json(answer);
    }

    /// Asked in the order in which things move, so that nothing slips through between the two
    /// counts.
    Answer idle() {
        int scheduled = whatsApp.scheduled();
        int waiting = whatsApp.outbox().waiting();
        return Answer.json(
                Json.object()
                        .put("idle", scheduled == 0 && waiting == 0)
                        .put("statusesScheduled", scheduled)
                        .put("webhooksWaiting", waiting));
    }
}
