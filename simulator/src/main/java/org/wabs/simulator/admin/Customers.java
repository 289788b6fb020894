package org.wabs.simulator.admin;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.BadRequest;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.http.Request;
import org.wabs.simulator.ledger.Inbound;
import org.wabs.simulator.ledger.Item;
import org.wabs.simulator.ledger.Ledger;
import org.wabs.simulator.ledger.Message;
import org.wabs.simulator.media.MediaStore;
import org.wabs.simulator.media.Medium;
import org.wabs.simulator.media.Samples;
import org.wabs.simulator.network.Rendering;
import org.wabs.simulator.network.WhatsApp;
import org.wabs.simulator.world.PhoneNumber;
import org.wabs.simulator.world.Worlds;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A person in the role of a customer: reads, answers, presses buttons.
final class Customers {
    private static final int LONGEST_LIST = 500;

    private final Worlds worlds;
    private final WhatsApp whatsApp;
    private final Rendering rendering;
    private final MediaStore media;

    Customers(Worlds worlds, WhatsApp whatsApp, MediaStore media) {
        this.media = media;
        this.worlds = worlds;
        this.whatsApp = whatsApp;
        rendering = new Rendering(worlds, whatsApp.ledger());
    }

    /// The customers with the newest messages; with `?number=` only that one.
    Answer list(Request request) {
        int limit = (int) request.number("limit", 100, 1, LONGEST_LIST);
        String digits = request.query("number", "").replaceAll("[^0-9]", "");
        List<Long> numbers =
                digits.isEmpty()
                        ? whatsApp.ledger().threads().latestCustomers(limit)
                        : List.of(digits(digits));
        ArrayNode array = Json.array();
        for (long number : numbers) {
            List<String> phones = whatsApp.ledger().threads().phonesOf(number);
            if (phones.isEmpty()) {
                continue;
            }
            ObjectNode node = array.addObject().put("number", "+" + number);
            node.put("name", whatsApp.population().customer(number).name());
            for (String id : phones) {
                ObjectNode phone = node.withArray("phoneNumbers").addObject().put("id", id);
                worlds.present()
                        .findPhoneNumber(id)
                        .ifPresent(known -> phone.put("name", known.verifiedName()));
                phone.put("last", last(id, number));
            }
        }
        ObjectNode answer = Json.object();
        answer.set("customers", array);
        return Answer.json(answer);
    }

    private String last(String phoneNumberId, long number) {
        return switch (whatsApp.ledger().threads().thread(phoneNumberId, number).getLast()) {
            case Message message -> rendering.preview(message);
            case Inbound inbound -> rendering.preview(inbound);
        };
    }

    Answer thread(String number, String part) {
        if (!part.equals("thread")) {
            throw new BadRequest(404, "No such admin call: customers/…/" + part);
        }
        long digits = digits(number);
        Ledger ledger = whatsApp.ledger();
        ObjectNode answer = Json.object().put("number", "+" + digits);
        answer.put("name", whatsApp.population().customer(digits).name());
        ArrayNode threads = answer.putArray("threads");
        for (String id : ledger.threads().phonesOf(digits)) {
            ObjectNode thread = threads.addObject().put("phoneNumberId", id);
            worlds.present()
                    .findPhoneNumber(id)
                    .ifPresent(phone -> {
                        thread.put("name", phone.verifiedName());
                        thread.put("display", phone.display());
                        thread.put("windowOpen", ledger.windowOpen(phone, digits, whatsApp.now()));
                        thread.put("optedOut", ledger.optedOut(phone.waba().business(), digits));
                    });
            ArrayNode items = thread.putArray("messages");
            for (Item item : ledger.threads().thread(id, digits)) {
                switch (item) {
                    case Message message -> items.add(outbound(ledger, message));
                    case Inbound inbound -> items.add(inbound(ledger, inbound));
                }
            }
        }
        return Answer.json(answer);
    }

    private ObjectNode outbound(Ledger ledger, Message message) {
        ObjectNode node = LedgerView.message(ledger, message).put("direction", "outbound");
        node.setAll(rendering.of(message));
        return node;
    }

    private ObjectNode inbound(Ledger ledger, Inbound inbound) {
        ObjectNode node = Json.object().put("direction", "inbound");
        node.put("wamid", ledger.wamid(inbound)).put("kind", inbound.kind());
        node.put("at", Instant.ofEpochMilli(inbound.at()).toString());
        node.put("text", rendering.preview(inbound));
        node.put("acknowledged", inbound.acknowledged());
        return node;
    }

    Answer act(Request request, String number, String action) {
        long digits = digits(number);
        return switch (action) {
            case "messages" -> write(request.object(), digits);
            case "echoes" -> writeFromPhone(request.object(), digits);
            case "read" -> read(request, digits);
            default -> throw new BadRequest(404, "No such admin call: customers/…/" + action);
        };
    }

    private Answer read(Request request, long number) {
        String only = request.object().path("phoneNumberId").asString("");
        int read = 0;
        for (String id : whatsApp.ledger().threads().phonesOf(number)) {
            if (only.isEmpty() || only.equals(id)) {
                read += whatsApp.read(id, number);
            }
        }
        return Answer.json(Json.object().put("read", read));
    }

    private PhoneNumber phone(ObjectNode body) {
        String id = AdminApi.wanted(body, "phoneNumberId");
        return worlds.present()
                .findPhoneNumber(id)
                .orElseThrow(() -> new BadRequest(404, "phoneNumberId: no number " + id));
    }

    /// The business writes to the customer in the WhatsApp Business app on its phone; Meta tells of
    /// it as `smb_message_echoes`.
    private Answer writeFromPhone(ObjectNode body, long number) {
        PhoneNumber phone = phone(body);
        String wamid = body.path("wamid").asString("wamid." + UUID.randomUUID());
        ObjectNode value = Json.object().put("messaging_product", "whatsapp");
        value.putObject("metadata")
                .put("display_phone_number", Long.toString(phone.digits()))
                .put("phone_number_id", phone.id());
        ObjectNode echo = value.putArray("message_echoes").addObject();
        echo.put("from", Long.toString(phone.digits())).put("to", Long.toString(number));
        echo.put("to_user_id", whatsApp.population().customer(number).userId());
        echo.put("id", wamid);
        echo.put(
                "timestamp",
                body.path("timestamp").asString(Long.toString(whatsApp.now() / 1_000)));
        if (body.path("content") instanceof ObjectNode content) {
            echo.setAll(content);
        } else {
            echo.put("type", "text").putObject("text").put("body", AdminApi.wanted(body, "text"));
        }
        whatsApp.tell(phone.waba(), "smb_message_echoes", value);
        return Answer.json(Json.object().put("wamid", wamid));
    }

    private Answer write(ObjectNode body, long number) {
        PhoneNumber phone = phone(body);
        String type = body.path("type").asString("text").toLowerCase(Locale.ROOT);
        ObjectNode content = Json.object();
        String replyTo = body.path("replyTo").asString("");
        if (!replyTo.isEmpty()) {
            content.putObject("context")
                    .put("from", Long.toString(phone.digits()))
                    .put("id", replyTo);
        }
        content.put("type", type);
        String text = body.path("text").asString("");
        String kind = "reply";
        switch (type) {
            case "text" -> {
                content.putObject("text").put("body", AdminApi.wanted(body, "text"));
                kind = text.strip().equalsIgnoreCase("stop") ? "stop" : "reply";
            }
            case "button" -> {
                kind = "button";
                String payload = body.path("payload").asString(text);
                content.putObject("button")
                        .put("payload", payload)
                        .put("text", AdminApi.wanted(body, "text"));
            }
            case "image", "video", "audio", "document", "sticker" ->
                    media(content, phone, type, text, body);
            case "location" ->
                    content.putObject("location").put("latitude", 52.52).put("longitude", 13.405);
            case "reaction" ->
                    content.putObject("reaction")
                            .put("message_id", AdminApi.wanted(body, "replyTo"))
                            .put("emoji", text.isEmpty() ? "👍" : text);
            case "raw" -> {
                content.removeAll();
                content.setAll((ObjectNode) body.withObject("/content"));
                kind = "reply";
            }
            case "stop", "resume" -> {
                whatsApp.stopMarketing(phone, number, type.equals("stop"), true);
                return Answer.json(Json.object().put("success", true));
            }
            default ->
                    throw new BadRequest(
                            "type: text, button, image, video, audio, document, sticker, location, reaction, raw, stop"
                                    + " or resume, was '"
                                    + type
                                    + "'");
        }
        String wamid = whatsApp.write(phone, number, kind, null, content);
        if (kind.equals("stop") || (kind.equals("button") && Rendering.optsOut(text))) {
            whatsApp.stopMarketing(phone, number, true, false);
        }
        return Answer.json(Json.object().put("wamid", wamid));
    }

    /// A file of the caller's (`data` in Base64, `mimeType`, `filename`), or a small sample.
    private void media(
            ObjectNode content, PhoneNumber phone, String type, String caption, ObjectNode body) {
        String data = body.path("data").asString("");
        byte[] bytes =
                data.isEmpty()
                        ? Samples.bytes(type, caption.hashCode())
                        : Base64.getDecoder().decode(data);
        String mime = body.path("mimeType").asString(Samples.mimeType(type));
        Medium medium = media.add(phone.id(), mime, bytes, false);
        ObjectNode node = content.putObject(type);
        node.put("id", medium.id()).put("mime_type", mime);
        node.put(
                "sha256",
                Base64.getEncoder().encodeToString(HexFormat.of().parseHex(medium.sha256())));
        if (!caption.isEmpty() && !type.equals("audio") && !type.equals("sticker")) {
            node.put("caption", caption);
        }
        if (type.equals("document")) {
            node.put("filename", body.path("filename").asString("document.pdf"));
        }
        if (type.equals("audio")) {
            node.put("voice", true);
        }
    }

    private static long digits(String number) {
        String digits = number.replaceAll("[^0-9]", "");
        if (digits.isEmpty() || digits.length() > 15) {
            throw new BadRequest("number: 1 to 15 digits are wanted, was '" + number + "'");
        }
        return Long.parseLong(digits);
    }
}
