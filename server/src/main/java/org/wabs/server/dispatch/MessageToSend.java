package org.wabs.server.dispatch;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.ContactCard;

/// A message as a client writes it: a template, or one of the free forms, which need an open
/// customer service window.
///
/// @param phoneNumberId sender: an id of `GET /api/accounts`; left out in a reply to a conversation
/// @param to recipient: a phone number, best as + and digits (without country code it is one of the
///   sender's account's country), or a business-scoped user id such as `US.1349`; left out in a
///   reply to a conversation
/// @param replyTo the message of this conversation that it quotes
public record MessageToSend(
        @Nullable @Schema(example = "106540352242922") String phoneNumberId,
        @Nullable @Schema(example = "+12025550123") String to,
        @Nullable UUID replyTo,
        @Nullable
                @Valid
                @Schema(
                        example =
                                "{\"name\": \"order_update\", \"language\": \"en_US\", \"body\": {\"1\": \"Ana\", \"2\": \"A-1042\"}}")
                Template template,
        FreeForm.@Nullable Text text,
        FreeForm.@Nullable Medium image,
        FreeForm.@Nullable Medium video,
        FreeForm.@Nullable Medium audio,
        FreeForm.@Nullable Medium document,
        FreeForm.@Nullable Medium sticker,
        FreeForm.@Nullable Location location,
        @Nullable List<ContactCard> contacts,
        FreeForm.@Nullable Reaction reaction,
        @Nullable InteractiveForm interactive) {
    /// @param header by variable: `{"1": "…"}`; a medium's link, or its id of `POST /api/media`,
    ///   under `"image"`, `"video"` or `"document"`
    /// @param body by variable: `{"1": "Ana"}` or `{"first_name": "Ana"}`
    /// @param buttons by index of the button: `{"0": "suffix"}`
    public record Template(
            @NotBlank(message = "must not be empty") String name,
            @NotBlank(message = "must not be empty") String language,
            @Nullable Map<String, String> header,
            @Nullable Map<String, String> body,
            @Nullable Map<String, String> buttons) {}

    FreeForm freeForm() {
        return new FreeForm(
                text,
                image,
                video,
                audio,
                document,
                sticker,
                location,
                contacts,
                reaction,
                interactive);
    }

    /// Without numbers and words.
    @Override
    public String toString() {
        return "MessageToSend[***]";
    }
}
