package org.wabs.server.template;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.BodyParameter;
import org.wabs.cloudapi.ButtonParameter;
import org.wabs.cloudapi.HeaderParameter;
import org.wabs.cloudapi.MediaReference;
import org.wabs.cloudapi.TemplateComponent;

/// Values in their slots, as Meta wants them.
record Filling(List<Slot> slots, List<String> values) {

    List<TemplateComponent> components() {
        var components = new ArrayList<TemplateComponent>();
        var body = new ArrayList<BodyParameter>();
        var buttons = new ArrayList<TemplateComponent>();
        for (int i = 0; i < slots.size(); i++) {
            var slot = slots.get(i);
            var value = values.get(i);
            switch (slot.part()) {
                case HEADER -> {
                    if (components.isEmpty())
                        components.add(new TemplateComponent.Header(header(slot, value)));
                }
                case BODY -> {
                    body.add(new BodyParameter.Text(slot.named() ? slot.variable() : null, value));
                    if (slot.kind() == Slot.Kind.ONE_TIME_CODE && slot.buttonIndex() >= 0)
                        buttons.add(
                                new TemplateComponent.Button(
                                        slot.buttonIndex(), new ButtonParameter.Url(value)));
                }
                case BUTTON ->
                        buttons.add(
                                new TemplateComponent.Button(
                                        slot.buttonIndex(), button(slot, value)));
            }
        }
        if (!body.isEmpty()) components.add(new TemplateComponent.Body(body));
        components.addAll(buttons);
        return components;
    }

    private HeaderParameter header(Slot slot, String value) {
        return switch (slot.kind()) {
            case IMAGE -> new HeaderParameter.Image(media(value));
            case VIDEO -> new HeaderParameter.Video(media(value));
            case DOCUMENT -> new HeaderParameter.Document(media(value), filename(value));
            case LOCATION ->
                    new HeaderParameter.Location(
                            of("latitude").strip(),
                            of("longitude").strip(),
                            of("name"),
                            of("address"));
            case TEXT -> new HeaderParameter.Text(slot.named() ? slot.variable() : null, value);
            case URL_SUFFIX, COPY_CODE, ONE_TIME_CODE ->
                    throw new IllegalStateException("no header takes " + slot);
        };
    }

    private static ButtonParameter button(Slot slot, String value) {
        return slot.kind() == Slot.Kind.COPY_CODE
                ? new ButtonParameter.CopyCode(value)
                : new ButtonParameter.Url(value);
    }

    private String of(String variable) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).kind() == Slot.Kind.LOCATION
                    && slots.get(i).variable().equals(variable)) return values.get(i);
        }
        throw new IllegalStateException("location header without " + variable);
    }

    private static MediaReference media(String value) {
        return value.contains("://")
                ? new MediaReference.ByLink(value)
                : new MediaReference.ById(value);
    }

    /// The last part of a link; its ending decides the icon that the recipient sees.
    private static @Nullable String filename(String value) {
        if (!value.contains("://")) return null;
        try {
            var path = Objects.requireNonNullElse(URI.create(value).getPath(), "");
            var name = path.substring(path.lastIndexOf('/') + 1);
            return name.contains(".") ? name : null;
        } catch (IllegalArgumentException e) {
            return null; // a link that Meta may still understand
        }
    }
}
