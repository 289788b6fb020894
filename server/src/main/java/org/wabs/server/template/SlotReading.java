package org.wabs.server.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.management.ButtonDefinition;
import org.wabs.cloudapi.management.ComponentDefinition;

/// What a template needs to be filled, read from its components as approved.
///
/// @param bodyText empty where Meta writes the text
/// @param obstacle why this product cannot fill it, in plain words; null when it can
record SlotReading(List<Slot> slots, String bodyText, @Nullable String obstacle) {
    private static final List<String> PLACE = List.of("latitude", "longitude", "name", "address");

    SlotReading {
        slots = List.copyOf(slots);
    }

    static SlotReading of(
            List<ComponentDefinition> components, @Nullable Category category, boolean named) {
        var reader = new Reader(category == Category.AUTHENTICATION, named);
        components.forEach(reader::read);
        return reader.reading();
    }

    private static final class Reader {
        private final boolean authentication;
        private final boolean named;
        private final List<Slot> header = new ArrayList<>();
        private final List<Slot> body = new ArrayList<>();
        private final List<Slot> buttons = new ArrayList<>();
        private String bodyText = "";
        private int codeButton = -1;
        private @Nullable String obstacle;

        Reader(boolean authentication, boolean named) {
            this.authentication = authentication;
            this.named = named;
        }

        SlotReading reading() {
            var slots = new ArrayList<>(header);
            if (authentication)
                slots.add(
                        new Slot(Slot.Part.BODY, codeButton, "1", Slot.Kind.ONE_TIME_CODE, false));
            else slots.addAll(body);
            slots.addAll(buttons);
            return new SlotReading(slots, bodyText, obstacle);
        }

        void read(ComponentDefinition component) {
            switch (component) {
                case ComponentDefinition.Header(var format, var text, var raw) ->
                        header(format, text == null ? "" : text);
                case ComponentDefinition.Body(var text, var raw) -> {
                    bodyText = text == null ? "" : text;
                    for (var variable : Variables.of(bodyText, named))
                        body.add(Slot.text(Slot.Part.BODY, variable, named));
                }
                case ComponentDefinition.Footer footer -> {} // never varies
                case ComponentDefinition.Buttons(var defined, var raw) -> {
                    for (int i = 0; i < defined.size(); i++) button(i, defined.get(i));
                }
                case ComponentDefinition.LimitedTimeOffer offer ->
                        cannot("a limited-time offer, which needs an end time per message");
                case ComponentDefinition.Carousel carousel ->
                        cannot("a carousel, whose cards are filled one by one");
                case ComponentDefinition.Other(var type, var raw) -> cannot("a part " + type);
            }
        }

        private void header(String format, String text) {
            switch (format) {
                case "TEXT" -> {
                    for (var variable : Variables.of(text, named))
                        header.add(Slot.text(Slot.Part.HEADER, variable, named));
                    if (header.size() > 1) cannot("more than one variable in its header");
                }
                case "IMAGE" -> header.add(Slot.header("image", Slot.Kind.IMAGE));
                case "VIDEO" -> header.add(Slot.header("video", Slot.Kind.VIDEO));
                case "DOCUMENT" -> header.add(Slot.header("document", Slot.Kind.DOCUMENT));
                case "LOCATION" ->
                        PLACE.forEach(part -> header.add(Slot.header(part, Slot.Kind.LOCATION)));
                default -> cannot("a header of kind " + format);
            }
        }

        private void button(int index, ButtonDefinition button) {
            switch (button.type()) {
                case "QUICK_REPLY", "PHONE_NUMBER", "VOICE_CALL" -> {} // work as approved
                case "URL" -> url(index, button.url() == null ? "" : button.url());
                case "COPY_CODE" -> buttons.add(Slot.button(index, "code", Slot.Kind.COPY_CODE));
                case "OTP" -> codeButton = index;
                default -> cannot("a button of kind " + button.type());
            }
        }

        /// Approved authentication templates list their code button as a link button.
        private void url(int index, String url) {
            if (!Variables.in(url)) return;
            if (authentication && codeButton < 0) codeButton = index;
            else buttons.add(Slot.button(index, "1", Slot.Kind.URL_SUFFIX));
        }

        private void cannot(String what) {
            if (obstacle == null)
                obstacle =
                        "It has "
                                + what
                                + "; this product cannot fill that. Use a template without it.";
        }
    }
}
