package org.wabs.cloudapi;

import java.io.ByteArrayOutputStream;
import org.wabs.cloudapi.json.MetaText;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes the body of `POST /{phone-number-id}/messages`, straight to bytes.
final class MessageJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int USUAL_SIZE = 512;

    private final JsonGenerator out;

    private MessageJson(JsonGenerator out) {
        this.out = out;
    }

    static byte[] write(OutboundMessage message) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            new MessageJson(generator).message(message);
        }
        return bytes.toByteArray();
    }

    /// The body that marks a message as read.
    static byte[] read(Wamid message, boolean typing) {
        var body =
                JSON.createObjectNode()
                        .put("messaging_product", "whatsapp")
                        .put("status", "read")
                        .put("message_id", message.value());
        if (typing) {
            body.putObject("typing_indicator").put("type", "text");
        }
        return JSON.writeValueAsBytes(body);
    }

    private void message(OutboundMessage message) {
        out.writeStartObject();
        text("messaging_product", "whatsapp");
        text("recipient_type", "individual");
        switch (message.to()) {
            case Recipient.Phone(String number) -> text("to", number);
            case Recipient.BusinessScopedUser(String userId) -> text("recipient", userId);
        }
        if (message.replyTo() != null) {
            out.writeObjectPropertyStart("context");
            text("message_id", message.replyTo().value());
            out.writeEndObject();
        }
        text("biz_opaque_callback_data", message.callbackData());
        switch (message.content()) {
            case Content.Text(String body, boolean previewUrl) -> {
                text("type", "text");
                out.writeObjectPropertyStart("text");
                out.writeBooleanProperty("preview_url", previewUrl);
                text("body", body);
                out.writeEndObject();
            }
            case Content.Template template -> {
                text("type", "template");
                template(template);
            }
            case Content.Media media -> object(media.kind().wire(), FreeFormJson.media(media));
            case Content.Location location -> object("location", FreeFormJson.location(location));
            case Content.Contacts(var cards) -> object("contacts", FreeFormJson.contacts(cards));
            case Content.Reaction reaction -> object("reaction", FreeFormJson.reaction(reaction));
            case Content.Interactive interactive ->
                    object("interactive", InteractiveJson.of(interactive));
        }
        out.writeEndObject();
    }

    private void template(Content.Template template) {
        out.writeObjectPropertyStart("template");
        text("name", template.name().value());
        out.writeObjectPropertyStart("language");
        text("code", template.language().code());
        out.writeEndObject();
        if (!template.components().isEmpty()) {
            new TemplateJson(out).components(template.components());
        }
        out.writeEndObject();
    }

    private void object(String type, JsonNode content) {
        text("type", type);
        out.writeName(type);
        JSON.writeTree(out, MetaText.clean(content));
    }

    private void text(String name, String value) {
        out.writeStringProperty(
                name, MetaText.clean(value)); // half a surrogate pair cannot be written as UTF-8
    }
}
