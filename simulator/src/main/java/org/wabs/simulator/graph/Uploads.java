package org.wabs.simulator.graph;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.http.Request;
import org.wabs.simulator.media.HeaderExamples;
import org.wabs.simulator.media.HeaderExamples.Example;
import org.wabs.simulator.media.HeaderExamples.Session;
import org.wabs.simulator.world.App;
import org.wabs.simulator.world.Waba;
import tools.jackson.databind.JsonNode;

/// Resumable uploads: `POST /{app-id}/uploads`, then `POST` and `GET /upload:{session}`; and
/// whether what came of them fits a template's header.
final class Uploads {
    static final String SESSION = "upload:";
    private static final long MEGABYTE = 1 << 20;
    private static final long LARGEST = 100 * MEGABYTE;

    /// What each type begins with, at which byte.
    private static final Map<String, String> BEGINNINGS =
            Map.of(
                    "application/pdf", "0 %PDF",
                    "image/jpeg", "0 \u00ff\u00d8\u00ff",
                    "image/jpg", "0 \u00ff\u00d8\u00ff",
                    "image/png", "0 \u0089PNG",
                    "video/mp4", "4 ftyp");

    private record Limits(List<String> types, long bytes) {}

    private static final Map<String, Limits> BY_FORMAT =
            Map.of(
                    "IMAGE",
                    new Limits(List.of("image/jpeg", "image/jpg", "image/png"), 5 * MEGABYTE),
                    "VIDEO",
                    new Limits(List.of("video/mp4"), 16 * MEGABYTE),
                    "GIF",
                    new Limits(List.of("video/mp4"), 7 * MEGABYTE / 2),
                    "DOCUMENT",
                    new Limits(List.of("application/pdf"), LARGEST));

    private final HeaderExamples examples;

    Uploads(HeaderExamples examples) {
        this.examples = examples;
    }

    Answer open(Request request, Access access, App app) {
        boolean hasRole = access.wabas().stream().anyMatch(waba -> waba.app().equals(app));
        if (!hasRole) {
            throw new Refusal(MetaCode.NO_PERMISSION, "The token's user has no role on this app");
        }
        String type = request.query("file_type", "");
        if (!BEGINNINGS.containsKey(type)) {
            throw Refusal.invalid("file_type: one of " + BEGINNINGS.keySet() + ", was " + type);
        }
        if (request.query("file_name", "").isEmpty()) {
            throw Refusal.invalid("file_name is required");
        }
        long length = request.number("file_length", 0, 0, LARGEST + 1);
        if (length < 1 || length > LARGEST) {
            throw Refusal.invalid("file_length: 1 to " + LARGEST);
        }
        return Answer.json(Json.object().put("id", examples.open(app.id(), type, length).id()));
    }

    /// Takes bytes from where the session stands.
    Answer receive(Request request, Access access, String id) {
        Session session = session(access, id);
        synchronized (session) {
            if (request.fileOffset() != session.received().size()) {
                throw Refusal.invalid("file_offset: " + session.received().size() + " is next");
            }
            if (session.received().size() + request.body().length > session.length()) {
                throw Refusal.invalid("The file is longer than its file_length");
            }
            session.received().writeBytes(request.body());
            if (session.received().size() < session.length()) {
                return standing(session);
            }
            if (!begins(session.received().toByteArray(), session.mimeType())) {
                throw Refusal.invalid("The bytes are no " + session.mimeType());
            }
            return Answer.json(Json.object().put("h", examples.finish(session)));
        }
    }

    /// How far a session is.
    Answer stand(Access access, String id) {
        return standing(session(access, id));
    }

    private static Answer standing(Session session) {
        return Answer.json(
                Json.object()
                        .put("id", session.id())
                        .put("file_offset", session.received().size()));
    }

    private Session session(Access access, String id) {
        return examples.session(id)
                .filter(session ->
                        access.wabas().stream()
                                .anyMatch(waba -> waba.app().id().equals(session.app())))
                .orElseThrow(() -> Refusal.unknownNode(id));
    }

    private static boolean begins(byte[] bytes, String type) {
        String[] beginning = BEGINNINGS.getOrDefault(type, "").split(" ", 2);
        byte[] wanted = beginning[1].getBytes(StandardCharsets.ISO_8859_1);
        int at = Integer.parseInt(beginning[0]);
        return bytes.length >= at + wanted.length
                && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    /// @param former components of the template as it is, whose examples stay good
    /// @throws Refusal unless each media header shows an example of this account's app, fit for it
    void checkExamples(JsonNode components, JsonNode former, Waba waba) {
        for (JsonNode component : components) {
            String format = component.path("format").asString("").toUpperCase(Locale.ROOT);
            Limits limits = BY_FORMAT.get(format);
            if (limits != null) {
                check(
                        limits,
                        format,
                        component.at("/example/header_handle/0").asString(""),
                        former,
                        waba);
            }
            component
                    .path("cards")
                    .forEach(card -> checkExamples(card.path("components"), former, waba));
        }
    }

    private void check(Limits limits, String format, String handle, JsonNode former, Waba waba) {
        if (former.findValues("header_handle").stream()
                .anyMatch(known -> known.path(0).asString("").equals(handle))) {
            return;
        }
        Example example =
                examples.find(handle)
                        .filter(one -> one.app().equals(waba.app().id()))
                        .orElseThrow(() ->
                                TemplateForm.refusal(
                                        TemplateForm.HEADER,
                                        "header: this app has no uploaded file of that handle"));
        if (!limits.types().contains(example.mimeType()) || example.size() > limits.bytes()) {
            throw TemplateForm.refusal(
                    TemplateForm.HEADER,
                    "header: "
                            + example.mimeType()
                            + " of "
                            + example.size()
                            + " bytes is no "
                            + format);
        }
    }
}
