package org.wabs.simulator.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.http.Multipart;
import org.wabs.simulator.http.Request;
import org.wabs.simulator.media.MediaStore;
import org.wabs.simulator.media.Medium;
import org.wabs.simulator.network.WhatsApp;
import org.wabs.simulator.world.PhoneNumber;
import org.wabs.simulator.world.Waba;

/// `POST /{phone-number-id}/media`, `GET` and `DELETE /{media-id}`, and the bytes themselves.
final class Media {
    private static final long MEGABYTE = 1 << 20;
    private static final Map<String, Long> LARGEST =
            Map.of(
                    "audio", 16 * MEGABYTE,
                    "document", 100 * MEGABYTE,
                    "image", 5 * MEGABYTE,
                    "sticker", 500 * 1_024L,
                    "video", 16 * MEGABYTE);

    static final Set<String> TYPES = LARGEST.keySet();

    private final MediaStore store;
    private final WhatsApp whatsApp;

    Media(MediaStore store, WhatsApp whatsApp) {
        this.store = store;
        this.whatsApp = whatsApp;
    }

    Answer upload(Request request, PhoneNumber phone) {
        Map<String, Multipart.Part> parts = Multipart.parts(request);
        Multipart.Part product = parts.get("messaging_product");
        if (product == null || !product.text().equals("whatsapp")) {
            throw Refusal.invalid("The parameter messaging_product is required.");
        }
        Multipart.Part file = parts.get("file");
        if (file == null) {
            throw Refusal.invalid("The parameter file is required.");
        }
        Multipart.Part named = parts.get("type");
        String mime = named == null ? file.contentType() : named.text();
        String kind =
                kind(mime)
                        .orElseThrow(() ->
                                Refusal.invalid(
                                        "Param file must be a file with one of the following types: audio/aac, ..., was "
                                                + mime));
        if (file.bytes().length == 0 || file.bytes().length > LARGEST.getOrDefault(kind, 0L)) {
            throw Refusal.invalid("Param file: 1 to " + LARGEST.get(kind) + " bytes of " + kind);
        }
        Medium medium = store.add(phone.id(), mime, file.bytes(), true);
        return Answer.json(Json.object().put("id", medium.id()));
    }

    /// As which type of message a file of this mime type may go.
    static Optional<String> kind(String mime) {
        String type = mime.split(";")[0].strip();
        return switch (type) {
            case "audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg" ->
                    Optional.of("audio");
            case "image/jpeg", "image/png" -> Optional.of("image");
            case "image/webp" -> Optional.of("sticker");
            case "video/mp4", "video/3gpp" -> Optional.of("video");
            case "text/plain",
                    "application/pdf",
                    "application/msword",
                    "application/vnd.ms-excel",
                    "application/vnd.ms-powerpoint" ->
                    Optional.of("document");
            default ->
                    type.startsWith("application/vnd.openxmlformats-officedocument")
                            ? Optional.of("document")
                            : Optional.empty();
        };
    }

    Answer about(Request request, Medium medium) {
        String wanted = request.query("phone_number_id", medium.phoneNumberId());
        if (!wanted.equals(medium.phoneNumberId())) {
            throw Refusal.unknownNode(medium.id());
        }
        String path = store.address(medium, whatsApp.now());
        return Answer.json(
                Json.object()
                        .put("messaging_product", "whatsapp")
                        .put("url", "http://" + request.host() + path)
                        .put("mime_type", medium.mimeType())
                        .put("sha256", medium.sha256())
                        .put("file_size", medium.size())
                        .put("id", medium.id()));
    }

    Answer delete(Medium medium) {
        store.delete(medium);
        return Answer.json(Json.object().put("success", true));
    }

    Optional<Medium> find(String id) {
        return store.find(id);
    }

    /// The account that a medium belongs to, when this access reaches it.
    static void require(Access access, Medium medium) {
        Waba owner =
                access.world()
                        .findPhoneNumber(medium.phoneNumberId())
                        .orElseThrow(() -> Refusal.unknownNode(medium.id()))
                        .waba();
        access.require(owner);
    }

    /// The bytes, at the address that [#about] gave.
    Answer bytes(Access access, String id) {
        Optional<Medium> found = store.find(id);
        if (found.isEmpty() || !store.isServed(found.get(), whatsApp.now())) {
            return Answer.text(404, "text/plain", "Media not found");
        }
        require(access, found.get());
        try {
            return new Answer.Content(
                    200, found.get().mimeType(), Files.readAllBytes(found.get().bytes()), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws Refusal unless this number may send this medium as that type
    void checkSendable(PhoneNumber phone, String type, String id) {
        Medium medium = store.find(id).orElse(null);
        if (medium == null || !medium.phoneNumberId().equals(phone.id()) || !medium.uploaded()) {
            throw new Refusal(
                    MetaCode.MEDIA_UPLOAD, type + ".id: this number has no such medium: " + id);
        }
        String kind = kind(medium.mimeType()).orElse("");
        if (!kind.equals(type) && !type.equals("document")) {
            throw new Refusal(
                    MetaCode.MEDIA_UPLOAD, type + ".id: " + medium.mimeType() + " is no " + type);
        }
    }
}
