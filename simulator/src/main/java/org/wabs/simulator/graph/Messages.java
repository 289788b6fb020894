package org.wabs.simulator.graph;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.fault.Fault;
import org.wabs.simulator.fault.Faults;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.http.Request;
import org.wabs.simulator.ledger.Draft;
import org.wabs.simulator.ledger.Subject;
import org.wabs.simulator.network.Acceptance;
import org.wabs.simulator.network.WhatsApp;
import org.wabs.simulator.world.PhoneNumber;
import org.wabs.simulator.world.Template;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /{phone-number-id}/messages`: sends, and marks as read.
final class Messages {
    private static final Set<String> READ_FIELDS =
            Set.of("messaging_product", "status", "message_id", "typing_indicator");

    private final WhatsApp whatsApp;
    private final Faults faults;

    private final Media media;
    private final Receipts receipts;

    Messages(WhatsApp whatsApp, Faults faults, Media media, Receipts receipts) {
        this.whatsApp = whatsApp;
        this.faults = faults;
        this.media = media;
        this.receipts = receipts;
    }

    Answer post(Request request, PhoneNumber phone, int version) {
        ObjectNode body = body(request);
        if (body.has("status")) {
            return markRead(body, phone);
        }
        Faults.Encounter encounter = faults.encounter();
        linger(encounter.latencyMs());
        Optional<Fault> fault = encounter.fault();
        if (fault.isPresent()) {
            refuseBefore(fault.get());
        }
        Answer answer = send(body, phone, version);
        return fault.map(met -> after(met, answer)).orElse(answer);
    }

    private static ObjectNode body(Request request) {
        ObjectNode body;
        try {
            body = request.object();
        } catch (org.wabs.simulator.http.BadRequest e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
        String product = body.path("messaging_product").asString("");
        if (product.isEmpty()) {
            throw Refusal.invalid("The parameter messaging_product is required.");
        }
        if (!product.equals("whatsapp")) {
            throw Refusal.invalid(
                    "Param messaging_product must be 'whatsapp', was '" + product + "'");
        }
        return body;
    }

    private Answer markRead(ObjectNode body, PhoneNumber phone) {
        Envelope.onlyKnown(body, READ_FIELDS, "message");
        if (!body.path("status").asString("").equals("read")) {
            throw Refusal.invalid("Param status must be 'read'");
        }
        if (!whatsApp.ledger().knows(phone, body.path("message_id").asString(""))) {
            throw Refusal.invalid("Param message_id: this number has no such message");
        }
        JsonNode typing = body.path("typing_indicator");
        if (body.has("typing_indicator") && !typing.path("type").asString("").equals("text")) {
            throw Refusal.invalid("Param typing_indicator.type must be 'text'");
        }
        receipts.add(phone.id(), body.path("message_id").asString(), body.has("typing_indicator"));
        return Answer.json(Json.object().put("success", true));
    }

    private Answer send(ObjectNode body, PhoneNumber phone, int version) {
        connected(phone);
        if (!phone.admits()) {
            throw new Refusal(
                    MetaCode.RATE_LIMIT,
                    "Cloud API message throughput has been reached: "
                            + phone.throughput()
                            + " messages per second");
        }
        Envelope envelope = Envelope.of(body, phone);
        Template template = null;
        if (envelope.type().equals("template")) {
            template = new TemplateCheck(version).check(phone, body.path("template"));
            if (envelope.byUserId() && template.category().equals("AUTHENTICATION")) {
                throw new Refusal(
                        MetaCode.BSUID_NOT_USABLE, "Authentication templates need a phone number");
            }
        } else {
            FreeFormCheck.check(envelope.type(), body.path(envelope.type()));
            uploads(phone, envelope.type(), body.path(envelope.type()));
            quoted(phone, body.path("context"));
            target(phone, envelope.type(), body.path("reaction"));
        }
        Draft draft =
                new Draft(
                        phone,
                        envelope.to(),
                        subject(envelope.type(), template),
                        false,
                        envelope.callbackData(),
                        body.path(envelope.type()));
        return switch (whatsApp.accept(draft, template)) {
            case Acceptance.Accepted(String wamid, boolean held) ->
                    accepted(envelope, wamid, held, template);
            case Acceptance.PairLimited() ->
                    throw new Refusal(
                            MetaCode.PAIR_RATE_LIMIT,
                            "Message failed to send because there were too many messages sent from this phone"
                                    + " number to the same phone number in a short period of time.");
            case Acceptance.PortfolioLimited(int code) ->
                    throw Refusal.ofNumber(
                            code,
                            "The messaging limit of the business portfolio has been reached.");
        };
    }

    /// Media that were uploaded, wherever they stand in the message.
    private void uploads(PhoneNumber phone, String type, JsonNode content) {
        if (Media.TYPES.contains(type)) {
            if (content.path("id").isString()) {
                media.checkSendable(phone, type, content.path("id").asString());
            }
            return;
        }
        header(phone, content.path("header"));
        for (JsonNode card : content.path("action").path("cards")) {
            header(phone, card.path("header"));
        }
    }

    private void header(PhoneNumber phone, JsonNode header) {
        String type = header.path("type").asString("");
        if (Media.TYPES.contains(type)) {
            uploads(phone, type, header.path(type));
        }
    }

    private void quoted(PhoneNumber phone, JsonNode context) {
        if (!context.isMissingNode()
                && !whatsApp.ledger().knows(phone, context.path("message_id").asString(""))) {
            throw new Refusal(
                    MetaCode.PARAMETER_VALUE,
                    "context.message_id: this number has no such message");
        }
    }

    private void target(PhoneNumber phone, String type, JsonNode reaction) {
        if (type.equals("reaction")
                && !whatsApp.ledger().knows(phone, reaction.path("message_id").asString(""))) {
            throw new Refusal(
                    MetaCode.PARAMETER_VALUE,
                    "reaction.message_id: this number has no such message");
        }
    }

    private static void connected(PhoneNumber phone) {
        switch (phone.status()) {
            case "CONNECTED", "FLAGGED" -> {}
            case "BANNED", "RESTRICTED" ->
                    throw new Refusal(
                            MetaCode.ACCOUNT_LOCKED,
                            "The account is locked: number is " + phone.status());
            case "RATE_LIMITED" ->
                    throw new Refusal(MetaCode.SPAM_LIMIT, "The number is rate limited");
            default ->
                    throw new Refusal(
                            MetaCode.NOT_REGISTERED,
                            "The number is not registered, it is " + phone.status());
        }
    }

    private static Subject subject(String type, @Nullable Template template) {
        return template == null
                ? new Subject(type, null, null, "service")
                : new Subject(
                        type,
                        template.name(),
                        template.language(),
                        template.category().toLowerCase(Locale.ROOT));
    }

    private Answer accepted(
            Envelope envelope, String wamid, boolean held, @Nullable Template template) {
        ObjectNode answer = Json.object().put("messaging_product", "whatsapp");
        ObjectNode contact = answer.putArray("contacts").addObject();
        contact.put("input", envelope.input());
        if (envelope.byUserId()) {
            contact.put("user_id", envelope.input());
        } else {
            contact.put("wa_id", Long.toString(envelope.to()));
        }
        ObjectNode message = answer.putArray("messages").addObject().put("id", wamid);
        if (template != null) {
            message.put("message_status", held ? "held_for_quality_assessment" : "accepted");
        }
        return Answer.json(answer);
    }

    private static void refuseBefore(Fault fault) {
        switch (fault) {
            case http500Before ->
                    throw new Refusal(MetaCode.SOMETHING_WENT_WRONG, "Something went wrong");
            case http503Before -> throw new Refusal(MetaCode.OVERLOADED, "Service unavailable");
            case throttle -> throw new Refusal(MetaCode.RATE_LIMIT, "Throttled by a fault");
            case loseAnswer, closeAfterRequest, http500After, html502 -> {}
        }
    }

    private Answer after(Fault fault, Answer answer) {
        return switch (fault) {
            case loseAnswer ->
                    new Answer.Cut(Duration.ofMillis(faults.settings().loseAnswerHoldMs()));
            case closeAfterRequest -> new Answer.Cut(Duration.ZERO);
            case http500After ->
                    throw new Refusal(MetaCode.SOMETHING_WENT_WRONG, "Something went wrong");
            case html502 ->
                    Answer.text(
                            502,
                            "text/html",
                            "<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>");
            case http500Before, http503Before, throttle -> answer;
        };
    }

    private static void linger(int millis) {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
